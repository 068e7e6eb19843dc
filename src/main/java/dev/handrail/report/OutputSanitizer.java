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

/// Makes what a server wrote safe for a terminal or a page: colours may stay, all else that would
/// act on the terminal goes. Takes bytes as they come; a character or a sequence may be split
/// between two reads.
public final class OutputSanitizer {
    /// Ends all colours.
    public static final String RESET = "\u001b[0m";

    private static final int SEQUENCE_LIMIT = 256;
    private static final Pattern CODES = Pattern.compile("[0-9;:]*");
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

    /// A whole text without anything that acts on a terminal.
    public static String toPlainText(String text) {
        OutputSanitizer filter = new OutputSanitizer(false);
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> filter.processChar(c, safe));
        return safe.toString();
    }

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

    private void keepColour(ControlSequence sequence) {
        if (colour && sequence.command() == 'm' && coloursOnly(sequence.parameters())) {
            kept.append("\u001b[").append(sequence.parameters()).append('m');
        }
    }

    /// Whether it sets colours and the like: neither a setting of the terminal, which looks almost
    /// the same, nor text that cannot be seen.
    private static boolean coloursOnly(CharSequence codes) {
        return CODES.matcher(codes).matches()
                && !CONCEALED.matcher(EXTENDED.matcher(codes).replaceAll("")).find();
    }
}
