package dev.handrail.redact;

/// The state of the scan inside a value that must be hidden, such as `password = '...'`.
final class SecretValueScanner {
    enum ValueKind {
        NONE,
        /// Up to a blank, or a quoted text with what is attached to it.
        WORD,
        /// A WORD, unless another equals sign and a digit follow: pip pins a version.
        PINNED,
        /// What comes after the two equals signs.
        VERSION,
        /// A WORD, unless another blank follows: a list of options explains this one.
        OPTION,
        /// Up to the end of the line, or a quoted text.
        LINE,
        /// The lines of a private key.
        KEY,
        /// Letters, digits, and the other characters of a token.
        TOKEN,
        /// The characters of a token, and the slashes of a path.
        PATH,
        /// Too few bytes have come to decide.
        UNDECIDED
    }

    private enum ScanState {
        OUTSIDE,
        /// Between the `=` and the value; the value's own first byte decides.
        BEFORE,
        ESCAPE,
        COLOUR,
        PLAIN,
        QUOTED,
        CLOSED,
        KEY,
        TOKEN,
        PATH
    }

    /// A private key is not longer; after so many bytes the scanner must have missed the end mark.
    private static final int LONGEST_KEY = 16 * 1024;

    private ScanState state = ScanState.OUTSIDE;
    private ValueKind kind = ValueKind.NONE;
    private byte quote;

    /// A backslash came, so the next byte has no special meaning.
    private boolean skipNext;

    /// Text follows a closing quote directly, so another quote continues the value.
    private boolean sticks;

    private boolean lineStart;
    private int scanned;

    /// Whether the scan is at or before a value that must be hidden.
    boolean isOpen() {
        return state != ScanState.OUTSIDE;
    }

    /// NONE and UNDECIDED leave the scan outside of any value.
    void beginValue(ValueKind what) {
        kind = what;
        scanned = 0;
        skipNext = false;
        sticks = false;
        lineStart = true;
        state = firstState(what);
    }

    private static ScanState firstState(ValueKind kind) {
        return switch (kind) {
            case NONE, UNDECIDED -> ScanState.OUTSIDE;
            case KEY -> ScanState.KEY;
            case TOKEN -> ScanState.TOKEN;
            case PATH -> ScanState.PATH;
            case WORD, PINNED, VERSION, OPTION, LINE -> ScanState.BEFORE;
        };
    }

    /// Takes the next byte and returns whether to hide it.
    boolean hidesNext(byte next) {
        boolean first = scanned++ == 0;
        return switch (state) {
            case OUTSIDE -> false;
            case BEFORE -> scanBefore(next, first);
            case ESCAPE -> moveTo(next == '[' ? ScanState.COLOUR : ScanState.BEFORE);
            case COLOUR -> moveTo(Character.isLetter(next) ? ScanState.BEFORE : ScanState.COLOUR);
            case PLAIN -> scanPlain(next);
            case QUOTED -> scanQuoted(next);
            case CLOSED -> scanClosed(next);
            case KEY -> scanPrivateKey(next);
            case TOKEN -> inToken(next) || moveTo(ScanState.OUTSIDE);
            case PATH -> inPath(next) || moveTo(ScanState.OUTSIDE);
        };
    }

    static boolean inToken(byte b) {
        return b >= 'a' && b <= 'z'
                || b >= 'A' && b <= 'Z'
                || b >= '0' && b <= '9'
                || b == '_'
                || b == '-'
                || b == '.';
    }

    static boolean inPath(byte b) {
        return inToken(b) || b == '/' || b == '@' || b == '%';
    }

    /// Always false, for bytes that change the state and stay visible.
    private boolean moveTo(ScanState to) {
        state = to;
        return false;
    }

    /// Leaves blanks, backslashes and colour codes before the value visible.
    private boolean scanBefore(byte next, boolean first) {
        boolean version = kind == ValueKind.VERSION && next >= '0' && next <= '9';
        if (version || first && kind == ValueKind.OPTION && next == ' ') {
            return moveTo(ScanState.OUTSIDE);
        }
        if (kind == ValueKind.PINNED) {
            kind = first && next == '=' ? ValueKind.VERSION : ValueKind.WORD;
        }
        return switch (next) {
            case ' ', '\t', '\\' -> false;
            case '\r', '\n', 0 -> moveTo(ScanState.OUTSIDE);
            case 0x1b -> moveTo(ScanState.ESCAPE);
            case '"', '\'' -> openQuote(next);
            case ':' -> first ? moveTo(ScanState.OUTSIDE) : plainBegins();
            case '=', '>' -> !first && plainBegins();
            default -> plainBegins();
        };
    }

    private boolean openQuote(byte next) {
        quote = next;
        skipNext = false;
        return moveTo(ScanState.QUOTED);
    }

    /// Always true: the first byte of an unquoted value is hidden.
    private boolean plainBegins() {
        state = ScanState.PLAIN;
        return true;
    }

    /// Hides the byte unless it ends the value.
    private boolean scanPlain(byte next) {
        boolean escaped = skipNext;
        skipNext = next == '\\' && !escaped;
        if (sticks && !escaped && (next == '"' || next == '\'')) {
            openQuote(next);
            return true;
        }
        return !endsPlain(next, escaped) || moveTo(ScanState.OUTSIDE);
    }

    private boolean endsPlain(byte next, boolean escaped) {
        return switch (next) {
            case '\n', '\r' -> true;
            case ' ', '\t' -> kind != ValueKind.LINE && !escaped;
            case '"', '\'' -> kind == ValueKind.LINE && !escaped;
            default -> next >= 0 && next < ' ';
        };
    }

    /// A line break ends the value too, because the closing quote may be missing.
    private boolean scanQuoted(byte next) {
        if (next == '\n') {
            return moveTo(ScanState.OUTSIDE);
        }
        if (next == quote && !skipNext) {
            return moveTo(ScanState.CLOSED);
        }
        skipNext = quote == '"' && next == '\\' && !skipNext;
        return true;
    }

    /// After the closing quote: the value is over, unless text is attached to it, as in
    /// `'it'\''s'`.
    private boolean scanClosed(byte next) {
        return switch (next) {
            case '"', '\'' -> openQuote(next);
            case ',', ';', ')', '}', ']', '&', '>', '<', '|', ':', '.' -> moveTo(ScanState.OUTSIDE);
            default ->
                    next >= 0 && next <= ' ' ? moveTo(ScanState.OUTSIDE) : continueUnquoted(next);
        };
    }

    /// Continues the value with text that is attached to a closing quote.
    private boolean continueUnquoted(byte next) {
        kind = ValueKind.WORD;
        sticks = true;
        skipNext = next == '\\';
        return plainBegins();
    }

    /// Hides whole lines and keeps the line breaks, until a line begins with a dash.
    private boolean scanPrivateKey(byte next) {
        if (next == '-' && lineStart || scanned > LONGEST_KEY) {
            return moveTo(ScanState.OUTSIDE);
        }
        lineStart = next == '\n';
        return next != '\n' && next != '\r';
    }
}
