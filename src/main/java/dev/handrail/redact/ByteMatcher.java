package dev.handrail.redact;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Compares bytes of a stream with words, looking back from an index.
final class ByteMatcher {
    private ByteMatcher() {}

    static List<byte[]> toWords(String... words) {
        return Arrays.stream(words).map(word -> word.getBytes(StandardCharsets.US_ASCII)).toList();
    }

    /// The length of the longest of the words that ends before `end`, ignoring case; 0 if none
    /// does.
    static int longestEnding(byte[] raw, int end, List<byte[]> words) {
        int longest = 0;
        for (byte[] word : words) {
            if (word.length > longest && endsWith(raw, end, word)) {
                longest = word.length;
            }
        }
        return longest;
    }

    static boolean endsWithAny(byte[] raw, int end, List<byte[]> words) {
        for (byte[] word : words) {
            if (endsWith(raw, end, word)) {
                return true;
            }
        }
        return false;
    }

    /// Compares without case; `word` is in lower case.
    private static boolean endsWith(byte[] raw, int end, byte[] word) {
        if (end < word.length) {
            return false;
        }
        for (int i = word.length, j = end; i > 0; ) {
            byte letter = raw[--j];
            byte lower = letter >= 'A' && letter <= 'Z' ? (byte) (letter + 32) : letter;
            if (lower != word[--i]) {
                return false;
            }
        }
        return true;
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
