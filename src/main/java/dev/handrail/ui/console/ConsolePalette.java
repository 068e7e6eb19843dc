package dev.handrail.ui.console;

import dev.handrail.ui.console.buffer.CellStyle;

import javafx.scene.paint.Color;

/// The colours of a console. `named` are the 16 colours of the terminal, eight normal ones and
/// eight bright ones; `ground` is the background, `faint` is for dimmed text, `matchNow` for the
/// current match of a search.
public record ConsolePalette(
        Color text,
        Color ground,
        Color faint,
        Color heading,
        Color headingGround,
        Color selection,
        Color match,
        Color matchNow,
        int[] named) {
    private static final int[] DARK_NAMED = {
        0x484f58, 0xff7b72, 0x3fb950, 0xd29922, 0x58a6ff, 0xbc8cff, 0x39c5cf, 0xb1bac4,
        0x6e7681, 0xffa198, 0x56d364, 0xe3b341, 0x79c0ff, 0xd2a8ff, 0x56d4dd, 0xffffff
    };
    private static final int[] LIGHT_NAMED = {
        0x24292f, 0xcf222e, 0x116329, 0x7d4e00, 0x0969da, 0x8250df, 0x1b7c83, 0x57606a,
        0x57606a, 0xa40e26, 0x1a7f37, 0x633c01, 0x218bff, 0xa475f9, 0x3192aa, 0x6e7781
    };

    public static ConsolePalette dark() {
        return new ConsolePalette(
                Color.web("#c9d1d9"),
                Color.web("#0d1117"),
                Color.web("#7d8590"),
                Color.web("#79c0ff"),
                Color.web("#161b22"),
                Color.web("#264f78"),
                Color.web("#5a4a00"),
                Color.web("#9e6a03"),
                DARK_NAMED);
    }

    public static ConsolePalette light() {
        return new ConsolePalette(
                Color.web("#24292f"),
                Color.web("#f6f8fa"),
                Color.web("#6e7781"),
                Color.web("#0550ae"),
                Color.web("#eaeef2"),
                Color.web("#b6d7ff"),
                Color.web("#fff3b0"),
                Color.web("#ffd33d"),
                LIGHT_NAMED);
    }

    /// The colour of a character. Bold makes the first eight colours bright, as most terminals do.
    Color foregroundColour(long style) {
        int colour =
                CellStyle.hasFlag(style, CellStyle.INVERSE)
                        ? CellStyle.backgroundOf(style)
                        : CellStyle.foregroundOf(style);
        if (colour == 0) {
            Color plain = CellStyle.hasFlag(style, CellStyle.INVERSE) ? ground : text;
            return CellStyle.hasFlag(style, CellStyle.FAINT) ? faint : plain;
        }
        boolean bright =
                CellStyle.hasFlag(style, CellStyle.BOLD) && colour < (CellStyle.INDEXED | 8);
        return resolveColour(bright ? colour + 8 : colour);
    }

    /// The colour behind a character, or the background of the console when the style sets none.
    Color backgroundColour(long style) {
        boolean inverse = CellStyle.hasFlag(style, CellStyle.INVERSE);
        int colour = inverse ? CellStyle.foregroundOf(style) : CellStyle.backgroundOf(style);
        return colour == 0 ? inverse ? text : ground : resolveColour(colour);
    }

    /// Finds an RGB colour, or one of the 256 of xterm: 16 named ones, a cube of 6 by 6 by 6, and
    /// 24 greys.
    private Color resolveColour(int colour) {
        int value = colour & 0xffffff;
        if ((colour & CellStyle.RGB) != 0) {
            return fromRgb(value);
        } else if (value < 16) {
            return fromRgb(named[value]);
        }
        return value < 232 ? cubeColour(value - 16) : greyColour(value - 232);
    }

    private static Color cubeColour(int n) {
        return Color.rgb(cubeLevel(n / 36), cubeLevel(n / 6 % 6), cubeLevel(n % 6));
    }

    private static Color greyColour(int n) {
        int grey = 8 + 10 * n;
        return Color.rgb(grey, grey, grey);
    }

    /// The brightness that xterm gives to level 0 to 5 of its colour cube.
    private static int cubeLevel(int n) {
        return n == 0 ? 0 : 55 + 40 * n;
    }

    private static Color fromRgb(int value) {
        return Color.rgb(value >> 16 & 255, value >> 8 & 255, value & 255);
    }
}
