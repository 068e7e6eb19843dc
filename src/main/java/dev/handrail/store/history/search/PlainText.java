package dev.handrail.store.history.search;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// Output without its escape sequences. `at`: for each byte, its offset in the output; null if
/// nothing was removed.
public record PlainText(byte[] bytes, int length, int @Nullable [] at) {
    private static final int ESC = 0x1b;
    private static final int BEL = 0x07;

    public static PlainText of(byte[] raw, int length) {
        int first = 0;
        while (first < length && raw[first] != ESC) {
            first++;
        }
        if (first == length) {
            return new PlainText(raw, length, null);
        }
        byte[] bytes = new byte[length];
        int[] at = new int[length];
        int size = 0;
        int i = 0;
        while (i < length) {
            if (raw[i] == ESC) {
                i = endOfEscape(raw, i, length);
            } else {
                bytes[size] = raw[i];
                at[size++] = i++;
            }
        }
        return new PlainText(bytes, size, Arrays.copyOf(at, size));
    }

    /// The offset of the byte in the output.
    public int originalOffset(int index) {
        return at == null ? index : at[index];
    }

    /// The index of the first byte after an escape sequence, which ends with its line at the
    /// latest.
    private static int endOfEscape(byte[] raw, int escape, int length) {
        int i = escape + 1;
        if (i >= length || raw[i] == '\n') {
            return i;
        }
        boolean command = raw[i] == '[';
        boolean text = raw[i] == ']';
        while (i < length && raw[i] >= 0x20 && raw[i] < 0x30) {
            i++; // Such as the bracket of ESC ( B, which chooses a set of letters.
        }
        i = Math.min(i + 1, length);
        if (command) {
            while (i < length && raw[i] >= 0x20 && raw[i] < 0x40) {
                i++;
            }
            return i < length && raw[i] >= 0x40 ? i + 1 : i;
        }
        while (text && i < length && raw[i] != '\n') {
            if (raw[i] == BEL) {
                return i + 1;
            }
            if (raw[i] == ESC) {
                return i + 1 < length && raw[i + 1] == '\\' ? i + 2 : i;
            }
            i++;
        }
        return i;
    }
}
