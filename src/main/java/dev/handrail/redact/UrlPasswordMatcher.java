package dev.handrail.redact;

/// Finds the password in `scheme://user:password@host`.
final class UrlPasswordMatcher {
    /// More bytes must come before the end of the password is known.
    static final int UNDECIDED = -1;

    /// The password has no end within the usual length; the whole word must be hidden.
    static final int ENDLESS = -2;

    private static final int LONGEST = 512;
    private static final int LONGEST_USER = 128;
    private static final String NOT_IN_USER = " \t\r\n:/?#@\"'[";
    private static final String AFTER_HOST = "/?#";
    private static final String AFTER_URL = "\"'<>`";

    private UrlPasswordMatcher() {}

    /// Whether the `:` at `at` follows `scheme://user`.
    static boolean mayFollow(byte[] raw, int at) {
        int i = at;
        while (i > 0 && at - i < LONGEST_USER && NOT_IN_USER.indexOf(raw[i - 1]) < 0) {
            i--;
        }
        return i > 2 && raw[i - 1] == '/' && raw[i - 2] == '/' && raw[i - 3] == ':';
    }

    /// The length of the password that begins at `from`; 0 if there is none, such as before a port.
    /// The last `@` ends it, since a password may contain one. `last`: no more bytes follow.
    static int passwordLength(byte[] raw, int from, int end, boolean last) {
        int limit = Math.min(end, from + LONGEST);
        int stop = findStop(raw, from, limit);
        if (stop == limit && limit < end) {
            return ENDLESS;
        }
        return stop == end && !last ? UNDECIDED : lengthBeforeLastAt(raw, from, stop);
    }

    /// The index of the byte that ends the password and its host, or `end` if there is none. A
    /// slash ends them only after an `@`, or after digits alone, which are a port.
    private static int findStop(byte[] raw, int from, int end) {
        boolean hasAt = false;
        boolean digits = true;
        for (int i = from; i < end; i++) {
            byte b = raw[i];
            if (endsWord(b) || (hasAt || digits) && AFTER_HOST.indexOf(b) >= 0) {
                return i;
            }
            hasAt |= b == '@';
            digits &= ByteMatcher.isDigit(b);
        }
        return end;
    }

    private static boolean endsWord(byte b) {
        return b >= 0 && b <= ' ' || AFTER_URL.indexOf(b) >= 0;
    }

    /// How many bytes are before the last `@`; 0 if there is none.
    private static int lengthBeforeLastAt(byte[] raw, int from, int stop) {
        int i = stop;
        while (i > from && raw[i - 1] != '@') {
            i--;
        }
        return Math.max(0, i - 1 - from);
    }
}
