package dev.handrail.store.history.search;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// A text to search in UTF-8 bytes, with Horspool's algorithm, which skips most bytes. Never
/// changes, so several threads may share one.
public final class SearchPattern {
    private final String text;
    private final byte[] one;
    private final byte[] other;
    private final boolean check;
    private final int[] skip = new int[256];

    /// Builds the table that says how far a search may skip after each byte.
    public SearchPattern(String text, boolean ignoreCase) {
        this.text = text;
        this.one = text.getBytes(StandardCharsets.UTF_8);
        this.other = ignoreCase ? otherCase(text) : one;
        // Two letters of several bytes could be mixed to a third one.
        this.check = ignoreCase && one.length != text.length();
        Arrays.fill(skip, one.length);
        for (int i = 0; i < one.length - 1; i++) {
            skip[one[i] & 0xff] = one.length - 1 - i;
            skip[other[i] & 0xff] = one.length - 1 - i;
        }
    }

    /// The length in bytes.
    public int length() {
        return one.length;
    }

    /// The index of the first match that lies between `from` and `to`, or -1.
    public int findIn(byte[] hay, int from, int to) {
        int last = one.length - 1;
        int at = from;
        while (last >= 0 && at + last < to) {
            byte end = hay[at + last];
            if ((end == one[last] || end == other[last]) && matchesAt(hay, at)) {
                return at;
            }
            at += skip[end & 0xff];
        }
        return -1;
    }

    /// Compares all bytes but the last, which the caller has compared.
    private boolean matchesAt(byte[] hay, int at) {
        for (int i = 0; i < one.length - 1; i++) {
            byte b = hay[at + i];
            if (b != one[i] && b != other[i]) {
                return false;
            }
        }
        return !check
                || new String(hay, at, one.length, StandardCharsets.UTF_8).equalsIgnoreCase(text);
    }

    /// The text with each letter in its other case, if that has the same number of bytes.
    private static byte[] otherCase(String text) {
        StringBuilder swapped = new StringBuilder();
        text.codePoints()
                .mapToObj(Character::toString)
                .map(SearchPattern::swapCase)
                .forEach(swapped::append);
        return swapped.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String swapCase(String letter) {
        String upper = letter.toUpperCase(Locale.ROOT);
        String swap = upper.equals(letter) ? letter.toLowerCase(Locale.ROOT) : upper;
        boolean fits =
                utf8Length(swap) == utf8Length(letter)
                        && swap.codePointCount(0, swap.length()) == 1;
        return fits ? swap : letter;
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
