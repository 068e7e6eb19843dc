package dev.handrail.ui.console.buffer;

/// Says how many cells a character takes: 0 for combining marks, 2 for wide characters such as
/// Chinese ones and emoji, 1 for all others.
public final class CellWidths {
    private CellWidths() {}

    /// A quick test: true when no character is beyond U+02FF, so that each takes exactly one cell.
    public static boolean isSingleWidth(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x2ff) {
                return false;
            }
        }
        return true;
    }

    public static int widthOf(int codePoint) {
        if (codePoint < 0x300) {
            return 1;
        }
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || codePoint == 0x200d) {
            return 0;
        }
        return isWide(codePoint) ? 2 : 1;
    }

    /// Covers the usual blocks of East Asian characters and of emoji.
    private static boolean isWide(int c) {
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

    /// How many cells the characters from `from` up to `to` take.
    public static int cellsBetween(String text, int from, int to) {
        int cells = 0;
        for (int i = from; i < to; ) {
            int c = text.codePointAt(i);
            cells += widthOf(c);
            i += Character.charCount(c);
        }
        return cells;
    }

    /// The index of the character that is `cells` cells after the one at `from`, or the length of
    /// the text when it ends before.
    public static int advanceCells(String text, int from, int cells) {
        int i = from;
        int free = cells;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            free -= widthOf(c);
            if (free < 0) {
                break;
            }
            i += Character.charCount(c);
        }
        return i;
    }
}
