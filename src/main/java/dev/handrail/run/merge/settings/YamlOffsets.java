package dev.handrail.run.merge.settings;

/// Translates the places of a YAML parser, which counts code points, to bytes of the file.
final class YamlOffsets {
    private final int[] bytes;
    private final int[] chars;

    private YamlOffsets(int[] bytes, int[] chars) {
        this.bytes = bytes;
        this.chars = chars;
    }

    /// `before`: how many bytes stand before the text.
    static YamlOffsets of(String text, int before) {
        int count = text.codePointCount(0, text.length());
        int[] bytes = new int[count + 1];
        int[] chars = new int[count + 1];
        bytes[0] = before;
        for (int i = 0; i < count; i++) {
            int point = text.codePointAt(chars[i]);
            bytes[i + 1] = bytes[i] + sizeOf(point);
            chars[i + 1] = chars[i] + Character.charCount(point);
        }
        return new YamlOffsets(bytes, chars);
    }

    private static int sizeOf(int point) {
        if (point < 0x80) {
            return 1;
        }
        if (point < 0x800) {
            return 2;
        }
        return point < 0x10000 ? 3 : 4;
    }

    int at(int point) {
        return bytes[Math.min(point, bytes.length - 1)];
    }

    int characterAt(String text, int point) {
        return text.codePointAt(chars[point]);
    }
}
