package dev.handrail.ui.console;

/// Knows what a line of output looks like that tells of an error.
final class Errors {
    private static final String[] SIGNS = {
        "error", "fatal", "failed", "traceback", "exception", "cannot ", "panic"
    };

    private Errors() {}

    /// Only words that begin where a word begins, and not `0 errors` or `no error`.
    static boolean looksLikeOne(String line) {
        int length = line.length();
        for (int i = 0; i < length; i++) {
            char c = line.charAt(i);
            if ((i == 0 || !Character.isLetter(line.charAt(i - 1)))
                    && starts(line, i, c)
                    && !denied(line, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean starts(String line, int at, char c) {
        if (c != 'e' && c != 'E' && c != 'f' && c != 'F' && c != 't' && c != 'T' && c != 'c'
                && c != 'C' && c != 'p' && c != 'P') {
            return false;
        }
        for (String sign : SIGNS) {
            if (line.regionMatches(true, at, sign, 0, sign.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean denied(String line, int at) {
        return line.regionMatches(true, at - 3, "no ", 0, 3)
                || line.regionMatches(true, at - 2, "0 ", 0, 2)
                        && (at < 3 || !Character.isDigit(line.charAt(at - 3)));
    }
}
