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
        int lastAt = -1;
        boolean digits = true;
        for (int i = from; i < end; i++) {
            byte b = raw[i];
            if (i - from >= LONGEST) {
                return ENDLESS;
            }
            if (b == '@') {
                lastAt = i;
            } else if (b == '/' || b == '?' || b == '#') {
                if (lastAt >= 0 || digits) {
                    return Math.max(0, lastAt - from);
                }
            } else if (b >= 0 && b <= ' '
                    || b == '"'
                    || b == '\''
                    || b == '<'
                    || b == '>'
                    || b == '`') {
                return Math.max(0, lastAt - from);
            }
            digits &= b >= '0' && b <= '9';
        }
        return last ? Math.max(0, lastAt - from) : UNDECIDED;
    }
}
