package dev.handrail.redact;

import static dev.handrail.redact.ByteMatcher.longestEnding;
import static dev.handrail.redact.ByteMatcher.toWords;

import dev.handrail.redact.SecretValueScanner.ValueKind;

import java.util.List;

/// Matches the names that come before a secret, such as `DB_PASSWORD=` or `Authorization:`. It
/// looks back only.
final class SecretKeyMatcher {
    /// Endings of names whose value is a secret, in lower case.
    private static final List<byte[]> NAMES =
            toWords(
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
    private static final List<byte[]> WORDS = toWords("token", "secret");

    /// Only in the query of a URL: `?sig=x`.
    private static final List<byte[]> QUERY = toWords("sig", "signature");

    /// Headers whose whole line is a secret.
    private static final List<byte[]> HEADERS = toWords("authorization", "cookie");

    private static final List<byte[]> SCHEMES = toWords("bearer");
    private static final List<byte[]> KEY_BEGIN = toWords("-----begin");
    private static final List<byte[]> KEY_END = toWords("private key-----");
    private static final String LAST_LETTERS = "dnteysDNTEYS";

    /// The last characters of names after which a blank or a line end may begin a secret. They let
    /// the scan skip all other blanks.
    static final String LAST_BEFORE_BLANK = "rR-\r" + LAST_LETTERS;

    /// Blanks or digits between a name and its sign, such as `PASSWORD2 =`.
    private static final int WIDEST_GAP = 8;

    private static final int LONGEST_NAME = 64;

    private SecretKeyMatcher() {}

    /// The kind of the value after the `:` or `=` at `at`; NONE if no secret's name comes before.
    static ValueKind beforeSign(byte[] raw, int at) {
        int end = skipBlanks(raw, at);
        int unquoted = skipQuote(raw, end);
        int name = skipDigits(raw, unquoted, end);
        boolean spaced = end < at;
        if (raw[at] == '=' && !spaced && inQuery(raw, name)) {
            return ValueKind.WORD;
        }
        boolean plainColon = raw[at] == ':' && unquoted == end;
        ValueKind kind = kindAfterName(raw, name, plainColon);
        if (kind == ValueKind.NONE || raw[at] == ':' && PlainTextMatcher.endsPath(raw, end)) {
            return ValueKind.NONE;
        }
        if (raw[at] == '=' && end == at && PlainTextMatcher.mayBePackage(raw, name)) {
            return ValueKind.PINNED;
        }
        return kind == ValueKind.WORD && spaced && raw[at] == '=' ? ValueKind.LINE : kind;
    }

    private static int skipBlanks(byte[] raw, int at) {
        int i = at;
        while (i > 0 && at - i < WIDEST_GAP && raw[i - 1] == ' ') {
            i--;
        }
        return i;
    }

    /// Skips digits before `from`; `end`: from where the gap between name and sign counts.
    private static int skipDigits(byte[] raw, int from, int end) {
        int i = from;
        while (i > 0 && end - i < WIDEST_GAP && ByteMatcher.isDigit(raw[i - 1])) {
            i--;
        }
        return i;
    }

    /// The kind of the value whose name ends before `end`. `plainColon`: a colon without a quote
    /// follows, so that a word of its own, as in "unexpected token: x", is no name.
    private static ValueKind kindAfterName(byte[] raw, int end, boolean plainColon) {
        if (end == 0 || LAST_LETTERS.indexOf(raw[end - 1]) < 0) {
            return ValueKind.NONE;
        }
        if (longestEnding(raw, end, HEADERS) > 0) {
            return ValueKind.LINE;
        }
        int word = longestEnding(raw, end, WORDS);
        boolean speech = word > 0 && plainColon && !inName(raw, end - word - 1);
        boolean secret = word > 0 || longestEnding(raw, end, NAMES) > 0;
        return secret && !speech && !PlainTextMatcher.namesNoSecret(raw, end)
                ? ValueKind.WORD
                : ValueKind.NONE;
    }

    /// Whether a parameter such as `?sig` or `&X-Signature` ends before `end`.
    private static boolean inQuery(byte[] raw, int end) {
        boolean may = end > 0 && (raw[end - 1] == 'g' || raw[end - 1] == 'e');
        int known = may ? longestEnding(raw, end, QUERY) : 0;
        if (known == 0) {
            return false;
        }
        int start = findNameStart(raw, end - known, end);
        return start > 0 && (raw[start - 1] == '?' || raw[start - 1] == '&');
    }

    /// The kind of the value after the blank at `at`, as in `Bearer x` or `--password x`.
    /// UNDECIDED: too few bytes have come to decide.
    static ValueKind beforeSpace(byte[] raw, int at, int end, boolean last) {
        if (at == 0 || LAST_BEFORE_BLANK.indexOf(raw[at - 1]) < 0) {
            return ValueKind.NONE;
        }
        if (longestEnding(raw, at, SCHEMES) > 0) {
            return PlainTextMatcher.kindAfterScheme(raw, at + 1, end, last);
        }
        int name = Math.max(longestEnding(raw, at, NAMES), longestEnding(raw, at, WORDS));
        return name > 0 && isOption(raw, at - name, at) ? ValueKind.OPTION : ValueKind.NONE;
    }

    /// Whether a name is like `--db-password`. `from`: where its known part begins.
    private static boolean isOption(byte[] raw, int from, int end) {
        int start = findNameStart(raw, from, end);
        return start + 1 < end
                && raw[start] == '-'
                && raw[start + 1] == '-'
                && !PlainTextMatcher.isNegated(raw, start, end);
    }

    /// Where the name begins whose last part is from `from` to `end`.
    static int findNameStart(byte[] raw, int from, int end) {
        int start = from;
        while (start > 0 && end - start < LONGEST_NAME && inName(raw, start - 1)) {
            start--;
        }
        return start;
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
}
