package dev.handrail.ui.console.buffer;

/// The style of a character, packed into a long: 26 bits for the foreground colour, 26 for the
/// background colour, then the flags. 0 is plain text.
///
/// A colour is 0 for the default, `INDEXED | n` for one of 256, or `RGB | 0xrrggbb`.
public final class CellStyle {
    public static final int INDEXED = 1 << 24;
    public static final int RGB = 2 << 24;
    public static final long BOLD = 1L << 52;
    public static final long FAINT = 1L << 53;
    public static final long ITALIC = 1L << 54;
    public static final long UNDERLINE = 1L << 55;
    public static final long INVERSE = 1L << 56;
    public static final long STRIKE = 1L << 57;

    private static final int COLOUR_BITS = 26;
    private static final long COLOUR = (1L << COLOUR_BITS) - 1;

    private CellStyle() {}

    public static int foregroundOf(long style) {
        return (int) (style & COLOUR);
    }

    public static int backgroundOf(long style) {
        return (int) (style >>> COLOUR_BITS & COLOUR);
    }

    public static boolean hasFlag(long style, long flag) {
        return (style & flag) != 0;
    }

    /// The style after one SGR sequence (`ESC [ ... m`). Without codes it resets everything; codes
    /// it does not know change nothing.
    static long applySgr(long style, int[] codes, int count) {
        long now = style;
        if (count == 0) {
            return 0;
        }
        for (int i = 0; i < count; i++) {
            int code = codes[i];
            if ((code == 38 || code == 48) && i + 1 < count) {
                int colour = extendedColour(codes, i, count);
                i += codes[i + 1] == 5 ? 2 : codes[i + 1] == 2 ? 4 : 1;
                if (colour >= 0) {
                    now = code == 38 ? withForeground(now, colour) : withBackground(now, colour);
                }
            } else {
                now = applyCode(now, code);
            }
        }
        return now;
    }

    /// Reads the colour that follows code 38 or 48: `5;n` or `2;r;g;b`. Returns -1 when the
    /// sequence is too short or has another form.
    private static int extendedColour(int[] codes, int at, int count) {
        if (codes[at + 1] == 5 && at + 2 < count) {
            return INDEXED | Math.clamp(codes[at + 2], 0, 255);
        }
        if (codes[at + 1] == 2 && at + 4 < count) {
            return RGB
                    | clampChannel(codes[at + 2]) << 16
                    | clampChannel(codes[at + 3]) << 8
                    | clampChannel(codes[at + 4]);
        }
        return -1;
    }

    private static int clampChannel(int value) {
        return Math.clamp(value, 0, 255);
    }

    /// Applies one SGR code: a flag, the end of a flag, or a default colour.
    private static long applyCode(long style, int code) {
        return switch (code) {
            case 0 -> 0;
            case 1 -> style | BOLD;
            case 2 -> style | FAINT;
            case 3 -> style | ITALIC;
            case 4 -> style | UNDERLINE;
            case 7 -> style | INVERSE;
            case 9 -> style | STRIKE;
            case 22 -> style & ~(BOLD | FAINT);
            case 23 -> style & ~ITALIC;
            case 24 -> style & ~UNDERLINE;
            case 27 -> style & ~INVERSE;
            case 29 -> style & ~STRIKE;
            case 39 -> withForeground(style, 0);
            case 49 -> withBackground(style, 0);
            default -> applyBasicColour(style, code);
        };
    }

    /// Applies a code for one of the 16 named colours; other codes change nothing.
    private static long applyBasicColour(long style, int code) {
        if (code >= 30 && code <= 37) {
            return withForeground(style, INDEXED | code - 30);
        }
        if (code >= 90 && code <= 97) {
            return withForeground(style, INDEXED | code - 90 + 8);
        }
        if (code >= 40 && code <= 47) {
            return withBackground(style, INDEXED | code - 40);
        }
        if (code >= 100 && code <= 107) {
            return withBackground(style, INDEXED | code - 100 + 8);
        }
        return style;
    }

    private static long withForeground(long style, int colour) {
        return style & ~COLOUR | colour;
    }

    private static long withBackground(long style, int colour) {
        return style & ~(COLOUR << COLOUR_BITS) | (long) colour << COLOUR_BITS;
    }
}
