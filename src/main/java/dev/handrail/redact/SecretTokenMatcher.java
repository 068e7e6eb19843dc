package dev.handrail.redact;

import static dev.handrail.redact.ByteMatcher.endsWithAny;
import static dev.handrail.redact.ByteMatcher.isDigit;
import static dev.handrail.redact.ByteMatcher.toWords;

import dev.handrail.redact.SecretValueScanner.ValueKind;

import java.util.List;

/// Recognises secrets by their own form, whatever comes before them: tokens of GitHub, GitLab and
/// Slack, keys of AWS, JSON Web Tokens, and webhooks, whose path is the secret.
final class SecretTokenMatcher {
    /// The two characters that end the beginning of a token.
    static final List<String> ENDS =
            List.of(
                    "ox", "t-", "p_", "o_", "u_", "s_", "r_", "t_", "KI", "SI", "yJ", "k/", "s/",
                    "2/");

    private static final List<byte[]> GITLAB = toWords("glpat");
    private static final List<byte[]> GITHUB = toWords("github_pat");
    private static final List<byte[]> HOOKS = toWords("hook", "hooks", "webhookb2");
    private static final List<byte[]> SLACK =
            toWords(
                    "hooks.slack.com/services",
                    "hooks.slack.com/workflows",
                    "hooks.slack.com/triggers");

    /// Characters; the header of a JSON Web Token is shorter.
    private static final int LONGEST_HEADER = 1024;

    /// The least length of a random-looking word.
    private static final int LONG_ENOUGH = 16;

    private SecretTokenMatcher() {}

    /// Whether the character at `at` ends the beginning of a token. It looks back only.
    static boolean mayFollow(byte[] raw, int at) {
        return switch (raw[at]) {
            case 'x' -> followsWord(raw, at, "xo");
            case '-' -> endsWithAny(raw, at, GITLAB);
            case '_' -> followsWord(raw, at, "gh?") || endsWithAny(raw, at, GITHUB);
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

    /// What follows the character at `at`, which may be before a secret. UNDECIDED: too few bytes
    /// have come to decide.
    static ValueKind kindAfter(byte[] raw, int at, int end, boolean last) {
        int from = at + 1;
        return switch (raw[at]) {
            case 'x' -> matchSlackToken(raw, from, end, last);
            case '-' -> matchToken(raw, from, end, last, LONG_ENOUGH, SecretValueScanner::inToken);
            case '_' -> matchGitHubToken(raw, at, end, last);
            case 'I' -> matchAwsKey(raw, from, end, last);
            case 'J' -> matchJsonWebToken(raw, from, end, last);
            default -> WebhookPathMatcher.matchPath(raw, from, end, last, enoughOfPath(raw, at));
        };
    }

    /// How many characters of a path are a secret however they look: only Slack's are.
    private static int enoughOfPath(byte[] raw, int at) {
        return endsWithAny(raw, at, SLACK) ? 20 : Integer.MAX_VALUE;
    }

    /// What follows `gh` and a letter: 36 letters and digits, as in no name of a package. What
    /// follows `github_pat` has underscores, too.
    private static ValueKind matchGitHubToken(byte[] raw, int at, int end, boolean last) {
        if (endsWithAny(raw, at, GITHUB)) {
            return matchToken(raw, at + 1, end, last, 20, SecretValueScanner::inToken);
        }
        return matchToken(raw, at + 1, end, last, 36, Character::isLetterOrDigit);
    }

    /// What follows `AK` or `AS` and `I`: an `A`, then capitals and digits.
    private static ValueKind matchAwsKey(byte[] raw, int from, int end, boolean last) {
        return from < end && raw[from] != 'A'
                ? ValueKind.NONE
                : matchToken(raw, from, end, last, 17, SecretTokenMatcher::isCapitalOrDigit);
    }

    /// What follows `xox`: a letter, a dash, the token.
    private static ValueKind matchSlackToken(byte[] raw, int from, int end, boolean last) {
        boolean letter = from >= end || raw[from] >= 'a' && raw[from] <= 'z';
        boolean dash = from + 1 >= end || raw[from + 1] == '-';
        return letter && dash
                ? matchToken(raw, from, end, last, 2 + LONG_ENOUGH, SecretValueScanner::inToken)
                : ValueKind.NONE;
    }

    /// A token of at least so many characters that fit.
    private static ValueKind matchToken(
            byte[] raw, int from, int end, boolean last, int least, BytePredicate fits) {
        for (int i = from; i < from + least; i++) {
            if (i == end) {
                return kindAtEnd(last);
            }
            if (!fits.test(raw[i])) {
                return ValueKind.NONE;
            }
        }
        return ValueKind.TOKEN;
    }

    private interface BytePredicate {
        boolean test(byte b);
    }

    private static boolean isCapitalOrDigit(byte b) {
        return b >= 'A' && b <= 'Z' || isDigit(b);
    }

    /// The kind when no more bytes are here. `last`: none will come either.
    static ValueKind kindAtEnd(boolean last) {
        return last ? ValueKind.NONE : ValueKind.UNDECIDED;
    }

    /// A JSON Web Token: header and claims are JSON in base64, so both begin with `eyJ`.
    private static ValueKind matchJsonWebToken(byte[] raw, int from, int end, boolean last) {
        int dot = from;
        while (dot < end && raw[dot] != '.' && SecretValueScanner.inToken(raw[dot])) {
            dot++;
        }
        return dot - from > LONGEST_HEADER || dot < end && raw[dot] != '.'
                ? ValueKind.NONE
                : matchClaims(raw, dot, end, last);
    }

    /// The dot after the header, and the beginning of the claims.
    private static ValueKind matchClaims(byte[] raw, int dot, int end, boolean last) {
        for (int i = 1; i <= 3; i++) {
            if (dot + i >= end) {
                return kindAtEnd(last);
            }
            if (raw[dot + i] != ".eyJ".charAt(i)) {
                return ValueKind.NONE;
            }
        }
        return ValueKind.TOKEN;
    }
}
