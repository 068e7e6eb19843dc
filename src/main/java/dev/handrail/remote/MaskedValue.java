package dev.handrail.remote;

/// Where the walk stands inside a value that must be hidden, such as `password = '...'`.
final class MaskedValue {
    enum Kind {
        NONE,
        /// Up to a blank, or a quoted text with what sticks to it.
        WORD,
        /// Up to the end of the line, or a quoted text.
        LINE,
        /// The lines of a private key.
        KEY,
        /// Letters, digits, and what else stands in a token.
        TOKEN,
        /// The same with the slashes of a path.
        PATH,
        /// Too little has come to say.
        UNDECIDED
    }

    private enum Place {
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

    /// A private key is not longer; after so many bytes the end mark must have been missed.
    private static final int LONGEST_KEY = 16 * 1024;

    private Place place = Place.OUTSIDE;
    private Kind kind = Kind.NONE;
    private byte quote;
    private boolean skipNext;
    private boolean sticks;
    private boolean lineStart;
    private int taken;

    boolean open() {
        return place != Place.OUTSIDE;
    }

    void begin(Kind what) {
        kind = what;
        taken = 0;
        skipNext = false;
        sticks = false;
        lineStart = true;
        place =
                switch (what) {
                    case NONE, UNDECIDED -> Place.OUTSIDE;
                    case KEY -> Place.KEY;
                    case TOKEN -> Place.TOKEN;
                    case PATH -> Place.PATH;
                    case WORD, LINE -> Place.BEFORE;
                };
    }

    /// Whether this next byte is to be hidden.
    boolean hides(byte next) {
        boolean first = taken++ == 0;
        return switch (place) {
            case OUTSIDE -> false;
            case BEFORE -> before(next, first);
            case ESCAPE -> moved(next == '[' ? Place.COLOUR : Place.BEFORE);
            case COLOUR -> moved(Character.isLetter(next) ? Place.BEFORE : Place.COLOUR);
            case PLAIN -> plain(next);
            case QUOTED -> quoted(next);
            case CLOSED -> closed(next);
            case KEY -> key(next);
            case TOKEN -> inToken(next) || moved(Place.OUTSIDE);
            case PATH -> inPath(next) || moved(Place.OUTSIDE);
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

    private boolean moved(Place to) {
        place = to;
        return false;
    }

    private boolean before(byte next, boolean first) {
        return switch (next) {
            case ' ', '\t', '\\' -> false;
            case '\r', '\n', 0 -> moved(Place.OUTSIDE);
            case 0x1b -> moved(Place.ESCAPE);
            case '"', '\'' -> {
                quote = next;
                yield moved(Place.QUOTED);
            }
            case ':' -> first ? moved(Place.OUTSIDE) : plainBegins();
            case '=', '>' -> !first && plainBegins();
            default -> plainBegins();
        };
    }

    private boolean plainBegins() {
        place = Place.PLAIN;
        return true;
    }

    private boolean plain(byte next) {
        boolean escaped = skipNext;
        skipNext = next == '\\' && !escaped;
        if (sticks && !escaped && (next == '"' || next == '\'')) {
            quote = next;
            place = Place.QUOTED;
            return true;
        }
        boolean ends =
                switch (next) {
                    case '\n', '\r' -> true;
                    case ' ', '\t' -> kind == Kind.WORD && !escaped;
                    case '"', '\'' -> kind == Kind.LINE && !escaped;
                    default -> next >= 0 && next < ' ';
                };
        return ends ? moved(Place.OUTSIDE) : true;
    }

    private boolean quoted(byte next) {
        if (next == '\n') {
            return moved(Place.OUTSIDE);
        }
        if (next == quote && !skipNext) {
            return moved(Place.CLOSED);
        }
        skipNext = quote == '"' && next == '\\' && !skipNext;
        return true;
    }

    /// After the closing quote: the value is over, unless something sticks to it, as in
    /// `'it'\''s'`.
    private boolean closed(byte next) {
        return switch (next) {
            case '"', '\'' -> {
                quote = next;
                skipNext = false;
                yield moved(Place.QUOTED);
            }
            case ',', ';', ')', '}', ']', '&', '>', '<', '|', ':', '.' -> moved(Place.OUTSIDE);
            default -> {
                if (next >= 0 && next <= ' ') {
                    yield moved(Place.OUTSIDE);
                }
                kind = Kind.WORD;
                sticks = true;
                skipNext = next == '\\';
                yield plainBegins();
            }
        };
    }

    private boolean key(byte next) {
        if (next == '-' && lineStart || taken > LONGEST_KEY) {
            return moved(Place.OUTSIDE);
        }
        lineStart = next == '\n';
        return next != '\n' && next != '\r';
    }
}
