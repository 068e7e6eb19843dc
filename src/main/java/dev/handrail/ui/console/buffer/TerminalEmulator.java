package dev.handrail.ui.console.buffer;

import dev.handrail.text.ControlSequence;
import dev.handrail.text.EscapeParser;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Turns raw output into lines: colours, carriage return, backspace, and the cursor movements of
/// progress lines.
///
/// Control characters without a meaning here become visible ones, so that nothing hidden can be
/// shown or copied.
public final class TerminalEmulator {
    /// A longer line is broken, so that no output can take all memory.
    public static final int LONGEST = 16 * 1024;

    private static final int MOST_CODES = 32;

    /// More marks on one letter are noise, and would be drawn over the lines around it.
    private static final int MOST_MARKS = 8;

    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final CharBuffer chars = CharBuffer.allocate(64 * 1024);
    private final EscapeParser escapes =
            new EscapeParser(this::performSequence, EscapeParser.LONGEST_SEQUENCE);
    private final int[] codes = new int[MOST_CODES];
    private final EditableScreen screen;
    private ByteBuffer undecoded = ByteBuffer.allocate(0);
    private int marks;

    /// `frozen`: receives each line that cannot change any more.
    TerminalEmulator(Consumer<ConsoleLine> frozen) {
        this.screen = new EditableScreen(frozen);
    }

    int openRows() {
        return screen.openRows();
    }

    ConsoleLine openRow(int index) {
        return screen.openRow(index);
    }

    void feedBytes(byte[] bytes, int offset, int length, long at) {
        screen.setTime(at);
        ByteBuffer in = joinUndecoded(bytes, offset, length);
        boolean more = true;
        while (more) {
            more = decoder.decode(in, chars, false).isOverflow();
            chars.flip();
            parseChars(chars.array(), chars.limit());
            chars.clear();
        }
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        undecoded = ByteBuffer.wrap(rest);
    }

    private ByteBuffer joinUndecoded(byte[] bytes, int offset, int length) {
        if (!undecoded.hasRemaining()) {
            return ByteBuffer.wrap(bytes, offset, length);
        }
        ByteBuffer in = ByteBuffer.allocate(undecoded.remaining() + length);
        return in.put(undecoded).put(bytes, offset, length).flip();
    }

    /// Ends what is open: another step begins.
    void finishStep(long nextStep) {
        screen.finishStep(nextStep);
        escapes.reset();
        undecoded = ByteBuffer.allocate(0);
        decoder.reset();
    }

    private void parseChars(char[] in, int end) {
        int i = 0;
        while (i < end) {
            char c = in[i];
            if (escapes.isInSequence()) {
                if (!escapes.consumeChar(c)) {
                    handleControl(c);
                }
                i++;
            } else if (isPlain(c)) {
                int start = i;
                i = endOfPlain(in, start + 1, end);
                screen.writeChars(in, start, i - start);
            } else if (c == HiddenCharacters.TAG && i + 1 < end) {
                writeText("\\U%08x".formatted(Character.toCodePoint(c, in[i + 1])));
                i += 2;
            } else {
                handleControl(c);
                i++;
            }
        }
    }

    private int endOfPlain(char[] in, int from, int end) {
        int i = from;
        while (i < end && isPlain(in[i])) {
            i++;
        }
        return i;
    }

    private boolean isPlain(char c) {
        if (c < 0x300) {
            marks = 0;
            return c >= ' ' && c < 0x7f || c >= 0xa0 && c != 0xad;
        }
        if (HiddenCharacters.isHidden(c)) {
            return false;
        }
        marks = HiddenCharacters.isCombiningMark(c) ? marks + 1 : 0;
        return marks <= MOST_MARKS;
    }

    private void writeText(String text) {
        screen.writeChars(text.toCharArray(), 0, text.length());
    }

    private void handleControl(char c) {
        switch (c) {
            case '\n' -> screen.newLine(false);
            case '\r' -> screen.moveToColumn(0);
            case '\b' -> screen.backspace();
            case '\t' -> screen.writeTab();
            case 0x07 -> {}
            case 0x7f -> writeText("\u2421");
            default -> {
                if (!escapes.consumeChar(c)) {
                    writeText(visibleForm(c));
                }
            }
        }
    }

    private static String visibleForm(char c) {
        return c < ' ' ? String.valueOf((char) (0x2400 + c)) : "\\u%04x".formatted((int) c);
    }

    private void performSequence(ControlSequence sequence) {
        if (!sequence.hasOnlyCodes()) {
            return;
        }
        int count = sequence.readCodes(codes);
        switch (sequence.command()) {
            case 'm' -> screen.applyStyle(codes, count);
            case 'K' -> screen.eraseInLine(codes[0]);
            case 'J' -> screen.eraseBelow();
            case 'A' -> screen.moveRow(-firstCode());
            case 'B' -> screen.moveRow(firstCode());
            case 'C' -> screen.moveColumn(firstCode());
            case 'D' -> screen.moveColumn(-firstCode());
            case 'G', '`' -> screen.moveToColumn(firstCode() - 1);
            case 'P' -> screen.deleteChars(firstCode());
            case 'X' -> screen.blankChars(firstCode());
            default -> {}
        }
    }

    /// A count that is omitted, or 0, means 1.
    private int firstCode() {
        return Math.max(1, codes[0]);
    }
}
