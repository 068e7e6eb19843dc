package dev.handrail.report;

import dev.handrail.text.ControlSequence;
import dev.handrail.text.EscapeParser;
import dev.handrail.text.SafeText;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Makes server output safe for a terminal or a page. It removes control sequences except, if
/// wanted, those that set colours.
///
/// An instance reads one stream: it keeps the start of a character or of a sequence that the next
/// piece of output completes.
public final class OutputSanitizer {
    /// The sequence that ends all colours.
    public static final String RESET = "\u001b[0m";

    private static final int SEQUENCE_LIMIT = 256;
    private static final Pattern CODES = Pattern.compile("[0-9;:]*");
    // Its numbers may contain an 8 that does not conceal text.
    private static final Pattern EXTENDED =
            Pattern.compile("[345]8[;:](5[;:][0-9]*|2([;:][0-9]*){3,4})");
    private static final Pattern CONCEALED = Pattern.compile("(?<![0-9])0*8(?![0-9])");

    private final boolean colour;
    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer undecoded = ByteBuffer.allocate(0);
    private final EscapeParser escapes = new EscapeParser(this::keepColour, SEQUENCE_LIMIT);
    private final StringBuilder kept = new StringBuilder();

    public OutputSanitizer(boolean colour) {
        this.colour = colour;
    }

    /// The whole text without control sequences and colours; other control characters are escaped.
    public static String toPlainText(String text) {
        OutputSanitizer filter = new OutputSanitizer(false);
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> filter.processChar(c, safe));
        return safe.toString();
    }

    /// Takes the next piece of output and returns the text that is complete so far. Bytes that are
    /// not UTF-8 become replacement characters.
    public String sanitizeBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.allocate(undecoded.remaining() + bytes.length);
        in.put(undecoded).put(bytes).flip();
        CharBuffer chars = CharBuffer.allocate(in.remaining() + 1);
        decoder.decode(in, chars, false);
        undecoded = in.slice();
        StringBuilder safe = new StringBuilder();
        chars.flip().codePoints().forEach(c -> processChar(c, safe));
        return safe.toString();
    }

    /// Characters inside a sequence add nothing; the end of a sequence adds it if it only sets
    /// colours.
    private void processChar(int c, StringBuilder safe) {
        if (escapes.consumeChar(c)) {
            safe.append(kept);
            kept.setLength(0);
        } else if (c == '\n' || c == '\t' || c == '\r') {
            safe.append((char) c);
        } else if (SafeText.needsEscape(c)) {
            safe.append(SafeText.escapeChar(c));
        } else {
            safe.appendCodePoint(c);
        }
    }

    /// Called at the end of each control sequence.
    private void keepColour(ControlSequence sequence) {
        if (colour && sequence.command() == 'm' && coloursOnly(sequence.parameters())) {
            kept.append("\u001b[").append(sequence.parameters()).append('m');
        }
    }

    /// True if the codes set colours and text styles. False for private terminal settings, which
    /// look almost the same, and for codes that make text invisible.
    private static boolean coloursOnly(CharSequence codes) {
        return CODES.matcher(codes).matches()
                && !CONCEALED.matcher(EXTENDED.matcher(codes).replaceAll("")).find();
    }
}
