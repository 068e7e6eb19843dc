package dev.handrail.text;

/// Tells the escape sequences of a terminal from the text between them, one character at a time.
///
/// A control character ends a sequence and is text again, so that a broken sequence hides no line.
/// The eight-bit controls begin no sequence: in UTF-8 output they are more likely broken text.
public final class EscapeParser {
    /// After so many characters a sequence counts as broken, and what follows is text.
    public static final int LONGEST_SEQUENCE = 64 * 1024;

    private static final int ESCAPE = 0x1b;
    private static final int BELL = 0x07;
    private static final int STRING_TERMINATOR = 0x9c;

    private enum ParserState {
        TEXT,
        ESCAPE,
        INTERMEDIATE,
        CONTROL,
        STRING
    }

    /// Called at the end of each control sequence, such as `ESC [ 1 ; 31 m`.
    @FunctionalInterface
    public interface SequenceHandler {
        /// The sequence is only valid during the call.
        void onControlSequence(ControlSequence sequence);
    }

    private final SequenceHandler handler;
    private final int longest;
    private final ControlSequence sequence = new ControlSequence();
    private ParserState state = ParserState.TEXT;
    private int skipped;

    public EscapeParser(SequenceHandler handler, int longest) {
        this.handler = handler;
        this.longest = longest;
    }

    /// The text without its escape sequences.
    public static String removeEscapes(String text) {
        if (text.indexOf(ESCAPE) < 0) {
            return text;
        }
        EscapeParser parser = new EscapeParser(sequence -> {}, LONGEST_SEQUENCE);
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!parser.consumeChar(text.charAt(i))) {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }

    /// Whether a sequence has begun and not ended: then the next character may belong to it.
    public boolean isInSequence() {
        return state != ParserState.TEXT;
    }

    /// Forgets a sequence that has not ended.
    public void reset() {
        state = ParserState.TEXT;
    }

    /// Takes the next character; false: it belongs to no sequence and is text. A caller that reads
    /// bytes may pass any character above `~` for those that are not ASCII.
    public boolean consumeChar(int c) {
        if (c == ESCAPE) {
            state = ParserState.ESCAPE;
            return true;
        }
        return switch (state) {
            case TEXT -> false;
            case ESCAPE -> consumeAfterEscape(c);
            case INTERMEDIATE -> consumeFinal(c);
            case CONTROL -> consumeInControl(c);
            case STRING -> consumeInString(c);
        };
    }

    private boolean consumeAfterEscape(int c) {
        return switch (c) {
            case '[' -> beginControl();
            case ']', 'P', 'X', '^', '_' -> beginString();
            default -> consumeFinal(c);
        };
    }

    /// Always true: the character belongs to the sequence.
    private boolean beginControl() {
        sequence.clear();
        state = ParserState.CONTROL;
        return true;
    }

    /// Always true, too.
    private boolean beginString() {
        skipped = 0;
        state = ParserState.STRING;
        return true;
    }

    /// Such as `ESC ( B`, which chooses a character set.
    private boolean consumeFinal(int c) {
        state = isIntermediate(c) ? ParserState.INTERMEDIATE : ParserState.TEXT;
        return c >= ' ';
    }

    private static boolean isIntermediate(int c) {
        return c >= ' ' && c <= '/';
    }

    private boolean consumeInControl(int c) {
        if (c >= ' ' && c < '@' && sequence.length() < longest) {
            sequence.append((char) c);
            return true;
        }
        state = ParserState.TEXT;
        if (c >= '@' && c <= '~') {
            sequence.setCommand((char) c);
            handler.onControlSequence(sequence);
        }
        return c >= ' ';
    }

    /// Skips a title, a link or the like.
    private boolean consumeInString(int c) {
        boolean ended = c == BELL || c == STRING_TERMINATOR || ++skipped > longest;
        if (ended || c == '\n') {
            state = ParserState.TEXT;
        }
        return c != '\n';
    }
}
