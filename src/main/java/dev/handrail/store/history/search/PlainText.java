package dev.handrail.store.history.search;

import dev.handrail.text.EscapeParser;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// Output without its escape sequences. `at`: for each byte, its offset in the output; null if
/// nothing was removed.
public record PlainText(byte[] bytes, int length, int @Nullable [] at) {
    private static final int ESCAPE = 0x1b;

    /// Stands for every byte that is not ASCII.
    private static final int NOT_ASCII = 0xfffd;

    /// Output without escape sequences returns the same array, uncopied.
    public static PlainText of(byte[] raw, int length) {
        int first = 0;
        while (first < length && raw[first] != ESCAPE) {
            first++;
        }
        return first == length ? new PlainText(raw, length, null) : removeEscapes(raw, length);
    }

    private static PlainText removeEscapes(byte[] raw, int length) {
        EscapeParser escapes = new EscapeParser(sequence -> {}, EscapeParser.LONGEST_SEQUENCE);
        byte[] bytes = new byte[length];
        int[] at = new int[length];
        int size = 0;
        for (int i = 0; i < length; i++) {
            if (!escapes.consumeChar(raw[i] < 0 ? NOT_ASCII : raw[i])) {
                bytes[size] = raw[i];
                at[size++] = i;
            }
        }
        return new PlainText(bytes, size, Arrays.copyOf(at, size));
    }

    /// The offset of the byte in the output.
    public int originalOffset(int index) {
        return at == null ? index : at[index];
    }
}
