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
        long changed = count == 0 ? 0 : style;
        for (int i = 0; i < count; ) {
            boolean extended = (codes[i] == 38 || codes[i] == 48) && i + 1 < count;
            if (extended) {
                changed = applyExtendedColour(changed, codes, i, count);
                i += extendedLength(codes[i + 1]);
            } else {
                changed = applyCode(changed, codes[i++]);
            }
        }
        return changed;
    }

    /// How many codes an extended colour takes, with 38 or 48 itself.
    private static int extendedLength(int form) {
        return switch (form) {
            case 5 -> 3;
            case 2 -> 5;
            default -> 2;
        };
    }

    /// Applies the colour that follows code 38 or 48; changes nothing when it cannot be read.
    private static long applyExtendedColour(long style, int[] codes, int at, int count) {
        int colour = extendedColour(codes, at, count);
        if (colour < 0) {
            return style;
        }
        return codes[at] == 38 ? withForeground(style, colour) : withBackground(style, colour);
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

    /// Applies one SGR code: a flag, the end of a flag, or a colour.
    private static long applyCode(long style, int code) {
        return switch (code) {
            case 0 -> 0;
            case 22 -> style & ~(BOLD | FAINT);
            case 39 -> withForeground(style, 0);
            case 49 -> withBackground(style, 0);
            default -> code < 30 ? applyFlag(style, code) : applyBasicColour(style, code);
        };
    }

    /// Codes below 20 set a flag, and those from 20 on end it. Code 21 has several meanings, so it
    /// changes nothing.
    private static long applyFlag(long style, int code) {
        if (code < 20) {
            return style | flagOf(code);
        }
        return code == 21 ? style : style & ~flagOf(code - 20);
    }

    /// The flag that a code from 1 to 9 sets; 0 for a code that it does not know.
    private static long flagOf(int code) {
        return switch (code) {
            case 1 -> BOLD;
            case 2 -> FAINT;
            case 3 -> ITALIC;
            case 4 -> UNDERLINE;
            case 7 -> INVERSE;
            case 9 -> STRIKE;
            default -> 0;
        };
    }

    /// Applies a code for one of the 16 named colours; other codes change nothing.
    private static long applyBasicColour(long style, int code) {
        int colour = INDEXED | code % 10;
        if (code % 10 > 7) {
            return style;
        }
        return switch (code / 10) {
            case 3 -> withForeground(style, colour);
            case 9 -> withForeground(style, colour + 8);
            case 4 -> withBackground(style, colour);
            case 10 -> withBackground(style, colour + 8);
            default -> style;
        };
    }

    private static long withForeground(long style, int colour) {
        return style & ~COLOUR | colour;
    }

    private static long withBackground(long style, int colour) {
        return style & ~(COLOUR << COLOUR_BITS) | (long) colour << COLOUR_BITS;
    }
}
