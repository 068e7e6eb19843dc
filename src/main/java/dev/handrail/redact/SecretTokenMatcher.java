package dev.handrail.redact;

import dev.handrail.redact.SecretValueScanner.ValueKind;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Recognises secrets by their own form, whatever comes before them: tokens of GitHub, GitLab and
/// Slack, keys of AWS, JSON Web Tokens, and webhooks, whose path is the secret.
final class SecretTokenMatcher {
    /// The two characters that end the beginning of a token.
    static final List<String> ENDS =
            List.of(
                    "ox", "t-", "p_", "o_", "u_", "s_", "r_", "t_", "KI", "SI", "yJ", "k/", "s/",
                    "2/");

    private static final byte[] GITLAB = toBytes("glpat");
    private static final byte[] GITHUB = toBytes("github_pat");
    private static final List<byte[]> HOOKS =
            List.of(toBytes("hook"), toBytes("hooks"), toBytes("webhookb2"));
    private static final List<byte[]> SLACK =
            List.of(
                    toBytes("hooks.slack.com/services"),
                    toBytes("hooks.slack.com/workflows"),
                    toBytes("hooks.slack.com/triggers"));

    /// Characters; the header of a JSON Web Token is shorter.
    private static final int LONGEST_HEADER = 1024;

    /// Characters of a webhook's path that are looked at.
    private static final int LONGEST_PATH = 256;

    /// The least length of a random-looking part of a path, which may contain dashes.
    private static final int LONG = 40;

    /// The least length of a random-looking word.
    private static final int LONG_ENOUGH = 16;

    private static final int UUID = 36;

    private SecretTokenMatcher() {}

    private static byte[] toBytes(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }

    /// Whether the character at `at` ends the beginning of a token. It looks back only.
    static boolean mayFollow(byte[] raw, int at) {
        return switch (raw[at]) {
            case 'x' -> followsWord(raw, at, "xo");
            case '-' -> SecretKeyMatcher.endsWith(raw, at, GITLAB);
            case '_' -> followsWord(raw, at, "gh?") || SecretKeyMatcher.endsWith(raw, at, GITHUB);
            case 'I' -> followsWord(raw, at, "AK") || followsWord(raw, at, "AS");
            case 'J' -> followsWord(raw, at, "ey");
            case '/' -> endsWithAny(raw, at, HOOKS) || endsWithAny(raw, at, SLACK);
            default -> false;
        };
    }

    /// Whether this text comes before `at` and begins a word; `?` is any lower-case letter.
    private static boolean followsWord(byte[] raw, int at, String start) {
        int from = at - start.length();
        if (from < 0 || from > 0 && Character.isLetterOrDigit(raw[from - 1])) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            byte b = raw[from + i];
            if (start.charAt(i) == '?' ? b < 'a' || b > 'z' : b != start.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean endsWithAny(byte[] raw, int at, List<byte[]> words) {
        for (byte[] word : words) {
            if (SecretKeyMatcher.endsWith(raw, at, word)) {
                return true;
            }
        }
        return false;
    }

    /// What follows the character at `at`, which may be before a secret. UNDECIDED: too few bytes
    /// have come to decide.
    static ValueKind kindAfter(byte[] raw, int at, int end, boolean last) {
        int from = at + 1;
        return switch (raw[at]) {
            case 'x' -> matchSlackToken(raw, from, end, last);
            case '-' -> matchToken(raw, from, end, last, LONG_ENOUGH, false);
            case '_' -> matchToken(raw, from, end, last, 20, false);
            case 'I' ->
                    from < end && raw[from] != 'A'
                            ? ValueKind.NONE
                            : matchToken(raw, from, end, last, 17, true);
            case 'J' -> matchJsonWebToken(raw, from, end, last);
            default ->
                    endsWithAny(raw, at, SLACK)
                            ? matchWebhookPath(raw, from, end, last, 20)
                            : matchWebhookPath(raw, from, end, last, Integer.MAX_VALUE);
        };
    }

    /// What follows `xox`: a letter, a dash, the token.
    private static ValueKind matchSlackToken(byte[] raw, int from, int end, boolean last) {
        boolean letter = from >= end || raw[from] >= 'a' && raw[from] <= 'z';
        boolean dash = from + 1 >= end || raw[from + 1] == '-';
        return letter && dash
                ? matchToken(raw, from, end, last, 2 + LONG_ENOUGH, false)
                : ValueKind.NONE;
    }

    /// A token of at least so many characters.
    private static ValueKind matchToken(
            byte[] raw, int from, int end, boolean last, int least, boolean capitals) {
        for (int i = from; i < from + least; i++) {
            if (i == end) {
                return last ? ValueKind.NONE : ValueKind.UNDECIDED;
            }
            boolean fits =
                    capitals
                            ? raw[i] >= 'A' && raw[i] <= 'Z' || isDigit(raw[i])
                            : SecretValueScanner.inToken(raw[i]);
            if (!fits) {
                return ValueKind.NONE;
            }
        }
        return ValueKind.TOKEN;
    }

    /// A JSON Web Token: header and claims are JSON in base64, so both begin with `eyJ`.
    private static ValueKind matchJsonWebToken(byte[] raw, int from, int end, boolean last) {
        int dot = from;
        while (dot < end && raw[dot] != '.' && SecretValueScanner.inToken(raw[dot])) {
            dot++;
        }
        if (dot - from > LONGEST_HEADER || dot < end && raw[dot] != '.') {
            return ValueKind.NONE;
        }
        for (int i = 1; i <= 3; i++) {
            if (dot + i >= end) {
                return last ? ValueKind.NONE : ValueKind.UNDECIDED;
            }
            if (raw[dot + i] != ".eyJ".charAt(i)) {
                return ValueKind.NONE;
            }
        }
        return ValueKind.TOKEN;
    }

    /// The path of a webhook that has a random-looking part, or so many characters. What comes
    /// before a character decides about it, so it does not matter how many bytes have come.
    private static ValueKind matchWebhookPath(
            byte[] raw, int from, int end, boolean last, int enough) {
        TokenPart part = new TokenPart(from);
        TokenPart word = new TokenPart(from);
        for (int i = from; i - from < LONGEST_PATH; i++) {
            if (i == end) {
                return last ? ValueKind.NONE : ValueKind.UNDECIDED;
            }
            if (!SecretValueScanner.inPath(raw[i])) {
                return ValueKind.NONE;
            }
            part = raw[i] == '/' ? new TokenPart(i + 1) : part.withByte(raw[i]);
            word = Character.isLetterOrDigit(raw[i]) ? word.withByte(raw[i]) : new TokenPart(i + 1);
            int length = i + 1 - part.from();
            if (i + 1 - from >= enough
                    || word.isMixed() && i + 1 - word.from() >= LONG_ENOUGH
                    || part.isMixed()
                            && (length >= LONG || length == UUID && looksLikeUuid(raw, part))) {
                return ValueKind.PATH;
            }
        }
        return ValueKind.NONE;
    }

    /// What is between two separators, and whether it has digits and letters.
    private record TokenPart(int from, boolean digits, boolean letters) {
        TokenPart(int from) {
            this(from, false, false);
        }

        TokenPart withByte(byte b) {
            return new TokenPart(from, digits || isDigit(b), letters || Character.isLetter(b));
        }

        boolean isMixed() {
            return digits && letters;
        }
    }

    /// Whether it is like `123e4567-e89b-12d3-a456-426614174000`.
    private static boolean looksLikeUuid(byte[] raw, TokenPart part) {
        return raw[part.from() + 8] == '-'
                && raw[part.from() + 13] == '-'
                && raw[part.from() + 18] == '-'
                && raw[part.from() + 23] == '-';
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
