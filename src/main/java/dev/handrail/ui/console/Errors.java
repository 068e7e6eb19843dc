package dev.handrail.ui.console;

/// Knows what a line of output looks like that tells of an error.
final class Errors {
    private Errors() {}

    /// Only words that begin where a word begins, and not `0 errors` or `no error`.
    static boolean looksLikeOne(String line) {
        int length = line.length();
        for (int i = 0; i < length; i++) {
            if (starts(line, i)
                    && (i == 0 || !Character.isLetter(line.charAt(i - 1)))
                    && !denied(line, i)) {
                return true;
            }
        }
        return false;
    }

    /// Every character of all output comes through here, so most must be turned away at once.
    private static boolean starts(String line, int at) {
        return switch (line.charAt(at)) {
            case 'e', 'E' -> is("error", line, at) || is("exception", line, at);
            case 'f', 'F' -> is("fatal", line, at) || is("failed", line, at);
            case 't', 'T' -> is("traceback", line, at);
            case 'c', 'C' -> is("cannot ", line, at);
            case 'p', 'P' -> is("panic", line, at);
            default -> false;
        };
    }

    private static boolean is(String sign, String line, int at) {
        return at + sign.length() <= line.length()
                && (line.charAt(at + 1) | 0x20) == sign.charAt(1)
                && line.regionMatches(true, at, sign, 0, sign.length());
    }

    private static boolean denied(String line, int at) {
        return line.regionMatches(true, at - 3, "no ", 0, 3)
                || line.regionMatches(true, at - 2, "0 ", 0, 2)
                        && (at < 3 || !Character.isDigit(line.charAt(at - 3)));
    }
}
