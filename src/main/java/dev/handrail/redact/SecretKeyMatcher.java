package dev.handrail.redact;

import dev.handrail.redact.SecretValueScanner.ValueKind;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Matches the names that come before a secret, such as `DB_PASSWORD=` or `Authorization:`. It
/// looks back only.
final class SecretKeyMatcher {
    /// Endings of names whose value is a secret, in lower case.
    private static final List<byte[]> NAMES =
            toBytes(
                    "password",
                    "passwd",
                    "passphrase",
                    "_pass",
                    "_pwd",
                    "apikey",
                    "api_key",
                    "api-key",
                    "secretkey",
                    "secret_key",
                    "secret-key",
                    "privatekey",
                    "private_key",
                    "private-key",
                    "accesskey",
                    "access_key",
                    "access-key",
                    "encryption_key");

    /// Words of ordinary English too: "unexpected token: x" reveals no secret.
    private static final List<byte[]> WORDS = toBytes("token", "secret");

    /// Only in the query of a URL: `?sig=x`.
    private static final List<byte[]> QUERY = toBytes("sig", "signature");

    /// Headers whose whole line is a secret.
    private static final List<byte[]> HEADERS = toBytes("authorization", "cookie");

    private static final List<byte[]> SCHEMES = toBytes("bearer");
    private static final List<byte[]> KEY_BEGIN = toBytes("-----begin");
    private static final List<byte[]> KEY_END = toBytes("private key-----");
    private static final String LAST_LETTERS = "dnteysDNTEYS";

    /// The last characters of names after which a blank or a line end may begin a secret. They let
    /// the scan skip all other blanks.
    static final String LAST_BEFORE_BLANK = "rR-\r" + LAST_LETTERS;

    /// Blanks or digits between a name and its sign, such as `PASSWORD2 =`.
    private static final int WIDEST_GAP = 8;

    private SecretKeyMatcher() {}

    private static List<byte[]> toBytes(String... words) {
        return List.of(words).stream()
                .map(word -> word.getBytes(StandardCharsets.US_ASCII))
                .toList();
    }

    /// The kind of the value after the `:` or `=` at `at`; NONE if no secret's name comes before.
    static ValueKind beforeSign(byte[] raw, int at) {
        int end = at;
        while (end > 0 && at - end < WIDEST_GAP && raw[end - 1] == ' ') {
            end--;
        }
        boolean spaced = end < at;
        int name = skipQuote(raw, end);
        boolean quoted = name < end;
        while (name > 0
                && end - name < WIDEST_GAP
                && raw[name - 1] >= '0'
                && raw[name - 1] <= '9') {
            name--;
        }
        if (raw[at] == '=' && !spaced && inQuery(raw, name)) {
            return ValueKind.WORD;
        }
        if (name == 0 || LAST_LETTERS.indexOf(raw[name - 1]) < 0) {
            return ValueKind.NONE;
        }
        if (longestEnding(raw, name, HEADERS) > 0) {
            return ValueKind.LINE;
        }
        int word = longestEnding(raw, name, WORDS);
        boolean speech = word > 0 && raw[at] == ':' && !quoted && !inName(raw, name - word - 1);
        if (speech || word == 0 && longestEnding(raw, name, NAMES) == 0) {
            return ValueKind.NONE;
        }
        return spaced && raw[at] == '=' ? ValueKind.LINE : ValueKind.WORD;
    }

    /// Whether a parameter such as `?sig` or `&X-Signature` ends before `end`.
    private static boolean inQuery(byte[] raw, int end) {
        boolean may = end > 0 && (raw[end - 1] == 'g' || raw[end - 1] == 'e');
        int start = may ? end - longestEnding(raw, end, QUERY) : end;
        if (start == end) {
            return false;
        }
        while (start > 0 && end - start < 64 && inName(raw, start - 1)) {
            start--;
        }
        return start > 0 && (raw[start - 1] == '?' || raw[start - 1] == '&');
    }

    /// The kind of the value after the blank at `at`, as in `Bearer x` or `--password x`.
    static ValueKind beforeSpace(byte[] raw, int at) {
        if (at == 0 || LAST_BEFORE_BLANK.indexOf(raw[at - 1]) < 0) {
            return ValueKind.NONE;
        }
        if (longestEnding(raw, at, SCHEMES) > 0) {
            return ValueKind.WORD;
        }
        int name = Math.max(longestEnding(raw, at, NAMES), longestEnding(raw, at, WORDS));
        if (name == 0) {
            return ValueKind.NONE;
        }
        int start = at - name;
        while (start > 0 && at - start < 64 && inName(raw, start - 1)) {
            start--;
        }
        boolean option = start + 1 < at && raw[start] == '-' && raw[start + 1] == '-';
        return option ? ValueKind.WORD : ValueKind.NONE;
    }

    /// KEY if the line that ends at `at` begins a private key, otherwise NONE.
    static ValueKind beforeNewLine(byte[] raw, int at) {
        int end = at > 0 && raw[at - 1] == '\r' ? at - 1 : at;
        int name = end - longestEnding(raw, end, KEY_END);
        if (name == end) {
            return ValueKind.NONE;
        }
        int start = name;
        while (start > 0 && name - start < 32 && raw[start - 1] != '\n' && raw[start - 1] != '-') {
            start--;
        }
        return longestEnding(raw, Math.min(name, start + 5), KEY_BEGIN) > 0
                ? ValueKind.KEY
                : ValueKind.NONE;
    }

    /// The index before a closing quote, as in `"password":`, `\"password\":` or `['password'] =`,
    /// or `end` if there is none.
    private static int skipQuote(byte[] raw, int end) {
        int i = end > 0 && raw[end - 1] == ']' ? end - 1 : end;
        if (i == 0 || raw[i - 1] != '"' && raw[i - 1] != '\'') {
            return end;
        }
        return i > 1 && raw[i - 2] == '\\' ? i - 2 : i - 1;
    }

    private static boolean inName(byte[] raw, int at) {
        return at >= 0
                && (Character.isLetterOrDigit(raw[at])
                        || raw[at] == '_'
                        || raw[at] == '-'
                        || raw[at] == '.');
    }

    /// The length of the longest of the words that ends before `end`, ignoring case.
    private static int longestEnding(byte[] raw, int end, List<byte[]> words) {
        int longest = 0;
        for (byte[] word : words) {
            if (word.length > longest && endsWith(raw, end, word)) {
                longest = word.length;
            }
        }
        return longest;
    }

    /// Compares without case; `word` is in lower case.
    static boolean endsWith(byte[] raw, int end, byte[] word) {
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
}
