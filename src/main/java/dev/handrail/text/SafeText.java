package dev.handrail.text;

/// Text of a server as people see it: characters that would reverse it, hide in it or control the
/// terminal become `\u202e` and the like.
public final class SafeText {
    private SafeText() {}

    /// The text with its lines and tabs.
    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (needsEscape(text.charAt(i)) || Character.isHighSurrogate(text.charAt(i))) {
                return escapeAll(text);
            }
        }
        return text;
    }

    private static String escapeAll(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 32);
        text.codePoints()
                .forEach(c -> {
                    if (needsEscape(c)) {
                        safe.append(escapeChar(c));
                    } else {
                        safe.appendCodePoint(c);
                    }
                });
        return safe.toString();
    }

    /// Whether the character acts instead of being seen. Line breaks, tabs, and what joins letters
    /// of one script are allowed.
    public static boolean needsEscape(int c) {
        return switch (c) {
            case '\n', '\t', 0x200c, 0x200d -> false;
            // Letters of Hangul that are blank.
            case 0x115f, 0x1160, 0x3164, 0xffa0 -> true;
            default -> isInvisibleType(Character.getType(c));
        };
    }

    private static boolean isInvisibleType(int type) {
        return switch (type) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }

    /// As `\u202e`, or `\U000e0001` beyond the first plane.
    public static String escapeChar(int c) {
        return (c > 0xffff ? "\\U%08x" : "\\u%04x").formatted(c);
    }
}
