package dev.handrail.redact;

import dev.handrail.redact.SecretValueScanner.ValueKind;

/// Recognises the path of a webhook, which is a secret, by its random-looking parts.
final class WebhookPathMatcher {
    /// Characters of a path that are looked at.
    private static final int LONGEST_PATH = 256;

    /// The least length of a random-looking part of a path, which may contain dashes.
    private static final int LONG_PART = 40;

    /// The least length of a random-looking word.
    private static final int LONG_WORD = 16;

    private static final int UUID = 36;

    private WebhookPathMatcher() {}

    /// The path of a webhook that has a random-looking part, or so many characters. What comes
    /// before a character decides about it, so it does not matter how many bytes have come.
    static ValueKind matchPath(byte[] raw, int from, int end, boolean last, int enough) {
        int limit = Math.min(end, from + LONGEST_PATH);
        int stop = from;
        while (stop < limit && SecretValueScanner.inPath(raw[stop])) {
            stop++;
        }
        if (stop - from >= enough || hasRandomPart(raw, from, stop)) {
            return ValueKind.PATH;
        }
        return stop == end && stop < from + LONGEST_PATH
                ? SecretTokenMatcher.kindAtEnd(last)
                : ValueKind.NONE;
    }

    private static boolean hasRandomPart(byte[] raw, int from, int stop) {
        TokenPart part = new TokenPart(from);
        TokenPart word = new TokenPart(from);
        for (int i = from; i < stop; i++) {
            part = raw[i] == '/' ? new TokenPart(i + 1) : part.withByte(raw[i]);
            word = Character.isLetterOrDigit(raw[i]) ? word.withByte(raw[i]) : new TokenPart(i + 1);
            if (isRandomWord(word, i + 1) || isRandomPart(raw, part, i + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRandomWord(TokenPart word, int end) {
        return word.isMixed() && end - word.from() >= LONG_WORD;
    }

    private static boolean isRandomPart(byte[] raw, TokenPart part, int end) {
        int length = end - part.from();
        return part.isMixed()
                && (length >= LONG_PART || length == UUID && looksLikeUuid(raw, part));
    }

    /// What is between two separators, and whether it has digits and letters.
    private record TokenPart(int from, boolean digits, boolean letters) {
        TokenPart(int from) {
            this(from, false, false);
        }

        TokenPart withByte(byte b) {
            return new TokenPart(
                    from, digits || ByteMatcher.isDigit(b), letters || Character.isLetter(b));
        }

        boolean isMixed() {
            return digits && letters;
        }
    }

    /// Whether it is like `123e4567-e89b-12d3-a456-426614174000`.
    private static boolean looksLikeUuid(byte[] raw, TokenPart part) {
        return raw[part.from() + 8] == '-'
                && raw[part.from() + 13] == '-'
                && raw[part.from() + 18] == '-'
                && raw[part.from() + 23] == '-';
    }
}
