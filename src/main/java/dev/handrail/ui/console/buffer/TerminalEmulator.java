package dev.handrail.ui.console.buffer;

import dev.handrail.text.ControlSequence;
import dev.handrail.text.EscapeParser;

import java.util.function.Consumer;

/// Turns raw output into lines: it handles colours, carriage return, backspace, and the cursor
/// movements of progress lines.
///
/// Control characters that mean nothing here become visible ones, so that nothing hidden can be
/// shown or copied.
public final class TerminalEmulator {
    /// The most characters of a line; a longer one is broken, so that no output can fill the
    /// memory.
    public static final int LONGEST = 16 * 1024;

    private static final int MOST_CODES = 32;

    /// More marks on one letter are noise, and would be drawn over the lines around it.
    private static final int MOST_MARKS = 8;

    private final Utf8Decoder decoder = new Utf8Decoder();
    private final EscapeParser escapes =
            new EscapeParser(this::performSequence, EscapeParser.LONGEST_SEQUENCE);
    private final int[] codes = new int[MOST_CODES];
    private final EditableScreen screen;
    private int marks;

    /// `frozen` receives each line that can no longer change.
    TerminalEmulator(Consumer<ConsoleLine> frozen) {
        this.screen = new EditableScreen(frozen);
    }

    int openRows() {
        return screen.openRows();
    }

    ConsoleLine openRow(int index) {
        return screen.openRow(index);
    }

    /// `at` is in milliseconds.
    void feedBytes(byte[] bytes, int offset, int length, long at) {
        screen.setTime(at);
        decoder.decodeBytes(bytes, offset, length, this::parseChars);
    }

    /// Freezes all lines and drops an unfinished sequence or character, because another step
    /// begins.
    void finishStep(long nextStep) {
        screen.finishStep(nextStep);
        escapes.reset();
        decoder.reset();
    }

    /// Writes plain text in pieces as long as possible, and handles all other characters one by
    /// one.
    private void parseChars(char[] in, int end) {
        int i = 0;
        while (i < end) {
            if (!escapes.isInSequence() && isPlain(in[i])) {
                int start = i;
                i = endOfPlain(in, start + 1, end);
                screen.writeChars(in, start, i - start);
            } else {
                i += handleSpecial(in, i, end);
            }
        }
    }

    /// Handles a character that is not plain text, or that belongs to a sequence. Returns how many
    /// characters it used: two for a hidden surrogate pair.
    private int handleSpecial(char[] in, int i, int end) {
        char c = in[i];
        boolean inSequence = escapes.isInSequence();
        if (!inSequence && c == HiddenCharacters.TAG && i + 1 < end) {
            writeText("\\U%08x".formatted(Character.toCodePoint(c, in[i + 1])));
            return 2;
        }
        if (!inSequence || !escapes.consumeChar(c)) {
            handleControl(c);
        }
        return 1;
    }

    private int endOfPlain(char[] in, int from, int end) {
        int i = from;
        while (i < end && isPlain(in[i])) {
            i++;
        }
        return i;
    }

    /// Whether a character can be written as it is. It also counts the combining marks on one
    /// letter.
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

    /// The bell is ignored. Characters that are not part of a sequence are shown in a visible form.
    private void handleControl(char c) {
        switch (c) {
            case '\n' -> screen.newLine(false);
            case '\r' -> screen.moveToColumn(0);
            case '\b' -> screen.backspace();
            case '\t' -> screen.writeTab();
            case 0x07 -> {}
            case 0x7f -> writeText("\u2421");
            default -> handleOther(c);
        }
    }

    private void handleOther(char c) {
        if (!escapes.consumeChar(c)) {
            writeText(visibleForm(c));
        }
    }

    /// The symbol of a control character, or the code of another hidden one, such as `\u200b`.
    private static String visibleForm(char c) {
        return c < ' ' ? String.valueOf((char) (0x2400 + c)) : "\\u%04x".formatted((int) c);
    }

    /// Performs a control sequence; those that it does not know have no effect.
    private void performSequence(ControlSequence sequence) {
        if (sequence.hasOnlyCodes()) {
            int count = sequence.readCodes(codes);
            switch (sequence.command()) {
                case 'm' -> screen.applyStyle(codes, count);
                case 'K' -> screen.eraseInLine(codes[0]);
                case 'J' -> screen.eraseBelow();
                case 'P' -> screen.deleteChars(firstCode());
                case 'X' -> screen.blankChars(firstCode());
                default -> moveCursor(sequence.command());
            }
        }
    }

    private void moveCursor(char command) {
        switch (command) {
            case 'A' -> screen.moveRow(-firstCode());
            case 'B' -> screen.moveRow(firstCode());
            case 'C' -> screen.moveColumn(firstCode());
            case 'D' -> screen.moveColumn(-firstCode());
            case 'G', '`' -> screen.moveToColumn(firstCode() - 1);
            default -> {}
        }
    }

    /// The first number of the sequence; an omitted count, or 0, means 1.
    private int firstCode() {
        return Math.max(1, codes[0]);
    }
}
