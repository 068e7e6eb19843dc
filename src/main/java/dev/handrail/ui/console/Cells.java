package dev.handrail.ui.console;

/// How many cells of the grid a character takes.
final class Cells {
    private Cells() {}

    /// Whether each char is one cell wide.
    static boolean simple(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x2ff) {
                return false;
            }
        }
        return true;
    }

    static int width(int codePoint) {
        if (codePoint < 0x300) {
            return 1;
        }
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || codePoint == 0x200d) {
            return 0;
        }
        return wide(codePoint) ? 2 : 1;
    }

    private static boolean wide(int c) {
        return c >= 0x1100 && c <= 0x115f
                || c >= 0x2e80 && c <= 0xa4cf
                || c >= 0xac00 && c <= 0xd7a3
                || c >= 0xf900 && c <= 0xfaff
                || c >= 0xfe30 && c <= 0xfe6f
                || c >= 0xff00 && c <= 0xff60
                || c >= 0xffe0 && c <= 0xffe6
                || c >= 0x1f300 && c <= 0x1faff
                || c >= 0x20000 && c <= 0x3fffd;
    }

    /// The cell at which a char begins, counted from another char.
    static int between(String text, int from, int to) {
        int cells = 0;
        for (int i = from; i < to; ) {
            int c = text.codePointAt(i);
            cells += width(c);
            i += Character.charCount(c);
        }
        return cells;
    }

    /// The char that stands this many cells after another one, or the end of the text.
    static int forward(String text, int from, int cells) {
        int i = from;
        int left = cells;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            left -= width(c);
            if (left < 0) {
                break;
            }
            i += Character.charCount(c);
        }
        return i;
    }
}
