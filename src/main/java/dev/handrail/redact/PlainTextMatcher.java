package dev.handrail.redact;

import dev.handrail.redact.SecretValueScanner.ValueKind;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Recognises what programs print that has the name of a secret in it, but no secret.
final class PlainTextMatcher {
    private static final byte[] ROWS = toBytes("rows.");
    private static final byte[] USING = toBytes("(using password");
    private static final byte[] NO = toBytes("--no-");

    /// Characters of a path and of an ordinary word that are looked at.
    private static final int LONGEST_PATH = 200;

    /// A token is longer than the words that follow its scheme in a sentence.
    private static final int SHORTEST_TOKEN = 8;

    private static final String BEFORE_PATH = " \t\r\n'\"(";
    private static final String IN_PATH = "/._-+~";
    private static final String AFTER_WORD = " \r\n=,:;)\"'";

    private PlainTextMatcher() {}

    private static byte[] toBytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Whether the name before `end` is a number of rows in Handrail's state of a product, such as
    /// `rows.users_token`, or MySQL's `(using password: YES)`.
    static boolean namesNoSecret(byte[] raw, int end) {
        int start = SecretKeyMatcher.findNameStart(raw, end, end);
        return end - start > ROWS.length && hasAt(raw, start, ROWS)
                || hasAt(raw, end - USING.length, USING);
    }

    /// Whether an absolute path ends before `end`, as in `/etc/passwd: Permission denied`. In
    /// `/etc/app.yml:password: x` it does not: there the path ends before the name.
    static boolean endsPath(byte[] raw, int end) {
        int start = end;
        while (start > 0 && end - start < LONGEST_PATH && isInPath(raw[start - 1])) {
            start--;
        }
        boolean whole = start == 0 || BEFORE_PATH.indexOf(raw[start - 1]) >= 0;
        return whole && start < end && raw[start] == '/';
    }

    private static boolean isInPath(byte letter) {
        return letter >= 'a' && letter <= 'z'
                || letter >= 'A' && letter <= 'Z'
                || letter >= '0' && letter <= '9'
                || IN_PATH.indexOf(letter) >= 0;
    }

    /// Whether the name before `end` has a dash, as names of packages do; two equals signs after it
    /// are pip's, as in `djangorestframework-api-key==3.0.0`.
    static boolean mayBePackage(byte[] raw, int end) {
        for (int i = SecretKeyMatcher.findNameStart(raw, end, end); i < end; i++) {
            if (raw[i] == '-') {
                return true;
            }
        }
        return false;
    }

    /// Whether an option is like `--no-password`, which has no value.
    static boolean isNegated(byte[] raw, int start, int end) {
        return end - start > NO.length && hasAt(raw, start, NO);
    }

    /// What follows `Bearer`: a token, or an ordinary word, as in `Bearer realm="api"`.
    static ValueKind kindAfterScheme(byte[] raw, int from, int end, boolean last) {
        int i = from;
        while (i < end && i - from < SHORTEST_TOKEN && raw[i] >= 'a' && raw[i] <= 'z') {
            i++;
        }
        if (i - from == SHORTEST_TOKEN) {
            return ValueKind.WORD;
        }
        if (i == end) {
            return SecretTokenMatcher.kindAtEnd(last);
        }
        boolean word = i > from && AFTER_WORD.indexOf(raw[i]) >= 0;
        return word ? ValueKind.NONE : ValueKind.WORD;
    }

    private static boolean hasAt(byte[] raw, int at, byte[] word) {
        return at >= 0
                && at + word.length <= raw.length
                && Arrays.mismatch(raw, at, at + word.length, word, 0, word.length) < 0;
    }
}
