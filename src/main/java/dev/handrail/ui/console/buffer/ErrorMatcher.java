package dev.handrail.ui.console.buffer;

/// Recognises lines of output that look like an error.
final class ErrorMatcher {
    private ErrorMatcher() {}

    /// Looks for words such as "error", "fatal" or "panic" at the start of a word, but not after
    /// "no" or "0".
    static boolean looksLikeError(String line) {
        int length = line.length();
        for (int i = 0; i < length; i++) {
            if (startsErrorWord(line, i)
                    && (i == 0 || !Character.isLetter(line.charAt(i - 1)))
                    && !isNegated(line, i)) {
                return true;
            }
        }
        return false;
    }

    /// Runs for every character of all output, so it decides most of them by one comparison.
    private static boolean startsErrorWord(String line, int at) {
        return switch (line.charAt(at)) {
            case 'e', 'E' -> matchesWord("error", line, at) || matchesWord("exception", line, at);
            case 'f', 'F' -> matchesWord("fatal", line, at) || matchesWord("failed", line, at);
            case 't', 'T' -> matchesWord("traceback", line, at);
            case 'c', 'C' -> matchesWord("cannot ", line, at);
            case 'p', 'P' -> matchesWord("panic", line, at);
            default -> false;
        };
    }

    /// Compares the second letter first, because that is quicker than the whole word.
    private static boolean matchesWord(String sign, String line, int at) {
        return at + sign.length() <= line.length()
                && (line.charAt(at + 1) | 0x20) == sign.charAt(1)
                && line.regionMatches(true, at, sign, 0, sign.length());
    }

    /// Whether "no " or the number 0 comes directly before the word; "10 errors" are errors.
    private static boolean isNegated(String line, int at) {
        return line.regionMatches(true, at - 3, "no ", 0, 3)
                || line.regionMatches(true, at - 2, "0 ", 0, 2)
                        && (at < 3 || !Character.isDigit(line.charAt(at - 3)));
    }
}
