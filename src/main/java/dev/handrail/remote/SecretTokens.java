package dev.handrail.remote;

import dev.handrail.remote.MaskedValue.Kind;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Knows secrets by their own look, whatever stands before them: tokens of GitHub, GitLab and
/// Slack, keys of AWS, JSON Web Tokens, and webhooks, whose path is the secret.
final class SecretTokens {
    /// The two signs with which the beginning of one ends.
    static final List<String> ENDS =
            List.of(
                    "ox", "t-", "p_", "o_", "u_", "s_", "r_", "t_", "KI", "SI", "yJ", "k/", "s/",
                    "2/");

    private static final byte[] GITLAB = bytes("glpat");
    private static final byte[] GITHUB = bytes("github_pat");
    private static final List<byte[]> HOOKS =
            List.of(bytes("hook"), bytes("hooks"), bytes("webhookb2"));
    private static final List<byte[]> SLACK =
            List.of(
                    bytes("hooks.slack.com/services"),
                    bytes("hooks.slack.com/workflows"),
                    bytes("hooks.slack.com/triggers"));

    private static final int LONGEST_HEADER = 1024;
    private static final int LONGEST_PATH = 256;
    private static final int LONG = 40;
    private static final int LONG_ENOUGH = 16;
    private static final int UUID = 36;

    private SecretTokens() {}

    private static byte[] bytes(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }

    /// Whether the sign at `at` ends the beginning of one. Looks back only.
    static boolean mayFollow(byte[] raw, int at) {
        return switch (raw[at]) {
            case 'x' -> follows(raw, at, "xo");
            case '-' -> SecretKeys.endsWith(raw, at, GITLAB);
            case '_' -> follows(raw, at, "gh?") || SecretKeys.endsWith(raw, at, GITHUB);
            case 'I' -> follows(raw, at, "AK") || follows(raw, at, "AS");
            case 'J' -> follows(raw, at, "ey");
            case '/' -> ends(raw, at, HOOKS) || ends(raw, at, SLACK);
            default -> false;
        };
    }

    /// Whether this stands before `at` and begins a word; `?` is any small letter.
    private static boolean follows(byte[] raw, int at, String start) {
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

    private static boolean ends(byte[] raw, int at, List<byte[]> words) {
        for (byte[] word : words) {
            if (SecretKeys.endsWith(raw, at, word)) {
                return true;
            }
        }
        return false;
    }

    /// What follows the sign at `at`, behind which one may follow. UNDECIDED: too early to say.
    static Kind after(byte[] raw, int at, int end, boolean last) {
        int from = at + 1;
        return switch (raw[at]) {
            case 'x' -> slack(raw, from, end, last);
            case '-' -> run(raw, from, end, last, LONG_ENOUGH, false);
            case '_' -> run(raw, from, end, last, 20, false);
            case 'I' ->
                    from < end && raw[from] != 'A'
                            ? Kind.NONE
                            : run(raw, from, end, last, 17, true);
            case 'J' -> header(raw, from, end, last);
            default ->
                    ends(raw, at, SLACK)
                            ? path(raw, from, end, last, 20)
                            : path(raw, from, end, last, Integer.MAX_VALUE);
        };
    }

    /// What follows `xox`: a letter, a dash, the token.
    private static Kind slack(byte[] raw, int from, int end, boolean last) {
        boolean letter = from >= end || raw[from] >= 'a' && raw[from] <= 'z';
        boolean dash = from + 1 >= end || raw[from + 1] == '-';
        return letter && dash ? run(raw, from, end, last, 2 + LONG_ENOUGH, false) : Kind.NONE;
    }

    /// A token of at least so many signs.
    private static Kind run(
            byte[] raw, int from, int end, boolean last, int least, boolean capitals) {
        for (int i = from; i < from + least; i++) {
            if (i == end) {
                return last ? Kind.NONE : Kind.UNDECIDED;
            }
            boolean fits =
                    capitals
                            ? raw[i] >= 'A' && raw[i] <= 'Z' || digit(raw[i])
                            : MaskedValue.inToken(raw[i]);
            if (!fits) {
                return Kind.NONE;
            }
        }
        return Kind.TOKEN;
    }

    /// A JSON Web Token: header and claims are JSON in base64, and so both begin with `eyJ`.
    private static Kind header(byte[] raw, int from, int end, boolean last) {
        int dot = from;
        while (dot < end && raw[dot] != '.' && MaskedValue.inToken(raw[dot])) {
            dot++;
        }
        if (dot - from > LONGEST_HEADER || dot < end && raw[dot] != '.') {
            return Kind.NONE;
        }
        for (int i = 1; i <= 3; i++) {
            if (dot + i >= end) {
                return last ? Kind.NONE : Kind.UNDECIDED;
            }
            if (raw[dot + i] != ".eyJ".charAt(i)) {
                return Kind.NONE;
            }
        }
        return Kind.TOKEN;
    }

    /// The path of a webhook with a part that nobody makes up by hand, or of so many signs. Each
    /// sign is judged by what stands before it, so that it does not matter how much has come.
    private static Kind path(byte[] raw, int from, int end, boolean last, int enough) {
        Part part = new Part(from);
        Part word = new Part(from);
        for (int i = from; i - from < LONGEST_PATH; i++) {
            if (i == end) {
                return last ? Kind.NONE : Kind.UNDECIDED;
            }
            if (!MaskedValue.inPath(raw[i])) {
                return Kind.NONE;
            }
            part = raw[i] == '/' ? new Part(i + 1) : part.with(raw[i]);
            word = Character.isLetterOrDigit(raw[i]) ? word.with(raw[i]) : new Part(i + 1);
            int length = i + 1 - part.from();
            if (i + 1 - from >= enough
                    || word.mixed() && i + 1 - word.from() >= LONG_ENOUGH
                    || part.mixed() && (length >= LONG || length == UUID && uuid(raw, part))) {
                return Kind.PATH;
            }
        }
        return Kind.NONE;
    }

    /// What stands between two signs, and whether it has digits and letters.
    private record Part(int from, boolean digits, boolean letters) {
        Part(int from) {
            this(from, false, false);
        }

        Part with(byte b) {
            return new Part(from, digits || digit(b), letters || Character.isLetter(b));
        }

        boolean mixed() {
            return digits && letters;
        }
    }

    /// Whether it is like `123e4567-e89b-12d3-a456-426614174000`.
    private static boolean uuid(byte[] raw, Part part) {
        return raw[part.from() + 8] == '-'
                && raw[part.from() + 13] == '-'
                && raw[part.from() + 18] == '-'
                && raw[part.from() + 23] == '-';
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }
}
