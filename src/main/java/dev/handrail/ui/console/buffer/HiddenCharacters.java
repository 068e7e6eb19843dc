package dev.handrail.ui.console.buffer;

/// Says which characters are invisible. The ranges are spelled out for speed, because every
/// character of the output is looked up here.
final class HiddenCharacters {
    /// The first half of the surrogate pairs of tags and variation selectors, which show nothing.
    static final char TAG = 0xdb40;

    private HiddenCharacters() {}

    /// Whether a character is drawn over the one before it, or joins two others.
    static boolean isCombiningMark(char c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || c == 0x200c
                || c == 0x200d;
    }

    /// Whether a character changes how others are read, or shows nothing: direction marks,
    /// zero-width spaces, line separators, fillers.
    static boolean isHidden(char c) {
        return isHiddenPunctuation(c)
                || c == 0x061c
                || c == 0x115f
                || c == 0x1160
                || c == 0x180e
                || c == 0x3164
                || c == 0xfeff
                || c == 0xffa0
                || c >= 0xfff9 && c <= 0xfffb
                || c == TAG;
    }

    private static boolean isHiddenPunctuation(char c) {
        return c >= 0x2028 && c <= 0x202e
                || c >= 0x2060 && c <= 0x206f
                || c == 0x200b
                || c == 0x200e
                || c == 0x200f;
    }
}
