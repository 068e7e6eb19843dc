package dev.handrail.ui.console.buffer;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Turns raw output into lines: colours, carriage return, backspace, and the cursor movements of
/// progress lines.
///
/// The last rows stay open to change; older ones are frozen and handed on. Control characters
/// without a meaning here become visible ones, so that nothing hidden can be shown or copied.
public final class TerminalEmulator {
    /// A longer line is broken, so that no output can take all memory.
    public static final int LONGEST = 16 * 1024;

    private static final int OPEN_ROWS = 24;
    private static final int MOST_CODES = 32;

    /// A longer title or the like has no end: the rest is shown.
    private static final int LONGEST_STRING = 64 * 1024;

    /// More marks on one letter are noise, and would be drawn over the lines around it.
    private static final int MOST_MARKS = 8;

    /// The first half of characters that show nothing: tags and selectors.
    private static final char TAG = 0xdb40;

    private static final char ESCAPE = 0x1b;

    private enum EmulatorState {
        GROUND,
        ESCAPE,
        DESIGNATE,
        CONTROL,
        STRING,
        STRING_ESCAPE
    }

    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final CharBuffer chars = CharBuffer.allocate(64 * 1024);
    private final List<EditableLine> open = new ArrayList<>(OPEN_ROWS + 1);
    private final int[] codes = new int[MOST_CODES];
    private final Consumer<ConsoleLine> frozen;
    private ByteBuffer left = ByteBuffer.allocate(0);
    private EmulatorState state = EmulatorState.GROUND;
    private int count;
    private int marks;
    private int ignored;
    private boolean digits;
    private boolean privately;
    private long style;
    private int row = -1;
    private int column;
    private long now;
    private long step;

    TerminalEmulator(Consumer<ConsoleLine> frozen) {
        this.frozen = frozen;
    }

    int openRows() {
        return open.size();
    }

    ConsoleLine openRow(int index) {
        return open.get(index).toLine();
    }

    void feedBytes(byte[] bytes, int offset, int length, long at) {
        now = at;
        ByteBuffer in;
        if (left.hasRemaining()) {
            in = ByteBuffer.allocate(left.remaining() + length);
            in.put(left).put(bytes, offset, length).flip();
        } else {
            in = ByteBuffer.wrap(bytes, offset, length);
        }
        boolean more = true;
        while (more) {
            more = decoder.decode(in, chars, false).isOverflow();
            chars.flip();
            parseChars(chars.array(), chars.limit());
            chars.clear();
        }
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        left = ByteBuffer.wrap(rest);
    }

    /// Ends what is open: another step begins.
    void finishStep(long nextStep) {
        if (!open.isEmpty() && open.getLast().length() == 0) {
            open.removeLast();
        }
        open.forEach(r -> frozen.accept(r.toLine()));
        open.clear();
        row = -1;
        column = 0;
        style = 0;
        state = EmulatorState.GROUND;
        left = ByteBuffer.allocate(0);
        decoder.reset();
        step = nextStep;
    }

    private void parseChars(char[] in, int end) {
        int i = 0;
        while (i < end) {
            char c = in[i];
            if (state != EmulatorState.GROUND) {
                handleSequence(c);
                i++;
            } else if (isPlain(c)) {
                int start = i++;
                while (i < end && isPlain(in[i])) {
                    i++;
                }
                writeChars(in, start, i - start);
            } else if (c == TAG && i + 1 < end) {
                writeText("\\U%08x".formatted(Character.toCodePoint(c, in[i + 1])));
                i += 2;
            } else {
                handleControl(c);
                i++;
            }
        }
    }

    private boolean isPlain(char c) {
        if (c < 0x300) {
            marks = 0;
            return c >= ' ' && c < 0x7f || c >= 0xa0 && c != 0xad;
        }
        if (isHidden(c)) {
            return false;
        }
        marks = isCombiningMark(c) ? marks + 1 : 0;
        return marks <= MOST_MARKS;
    }

    private static boolean isCombiningMark(char c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || c == 0x200c
                || c == 0x200d;
    }

    /// Characters that change how others are read, or show nothing: direction marks, zero-width
    /// spaces, line separators, fillers.
    private static boolean isHidden(char c) {
        return c >= 0x2028 && c <= 0x202e
                || c >= 0x2060 && c <= 0x206f
                || c == 0x200b
                || c == 0x200e
                || c == 0x200f
                || c == 0x061c
                || c == 0x115f
                || c == 0x1160
                || c == 0x180e
                || c == 0x3164
                || c == 0xfeff
                || c == 0xffa0
                || c >= 0xfff9 && c <= 0xfffb
                || c == TAG;
    }

    private void writeChars(char[] in, int start, int length) {
        int from = start;
        int rest = length;
        while (rest > 0) {
            EditableLine r = currentRow();
            int room = LONGEST - column;
            if (room <= 0) {
                newLine(true);
                continue;
            }
            int n = Math.min(room, rest);
            if (n < rest && n > 1 && Character.isHighSurrogate(in[from + n - 1])) {
                n--;
            }
            r.putChars(column, in, from, n, style);
            column += n;
            from += n;
            rest -= n;
        }
    }

    private void writeText(String text) {
        writeChars(text.toCharArray(), 0, text.length());
    }

    private EditableLine currentRow() {
        if (row < 0) {
            addRow(false);
        }
        return open.get(row);
    }

    private void addRow(boolean joined) {
        EditableLine r = open.size() >= OPEN_ROWS ? freezeFirst() : new EditableLine();
        r.startLine(now, step, joined);
        open.add(r);
        row = open.size() - 1;
    }

    private EditableLine freezeFirst() {
        EditableLine first = open.removeFirst();
        frozen.accept(first.toLine());
        return first;
    }

    private void newLine(boolean joined) {
        currentRow();
        if (row < open.size() - 1 && !joined) {
            row++;
        } else {
            addRow(joined);
        }
        column = 0;
    }

    private void handleControl(char c) {
        switch (c) {
            case '\n' -> newLine(false);
            case '\r' -> column = 0;
            case '\b' -> column = Math.max(0, column - 1);
            case '\t' -> writeText(" ".repeat(8 - column % 8));
            case ESCAPE -> state = EmulatorState.ESCAPE;
            case 0x07 -> {}
            case 0x7f -> writeText("\u2421");
            default ->
                    writeText(
                            c < ' '
                                    ? String.valueOf((char) (0x2400 + c))
                                    : "\\u%04x".formatted((int) c));
        }
    }

    private void handleSequence(char c) {
        switch (state) {
            case ESCAPE -> handleEscape(c);
            case DESIGNATE -> state = EmulatorState.GROUND;
            case CONTROL -> controlSequence(c);
            case STRING -> handleString(c);
            case STRING_ESCAPE -> state = EmulatorState.GROUND;
            case GROUND -> throw new IllegalStateException("not in a sequence");
        }
    }

    private void handleEscape(char c) {
        state =
                switch (c) {
                    case '[' -> {
                        count = 0;
                        digits = false;
                        privately = false;
                        codes[0] = 0;
                        yield EmulatorState.CONTROL;
                    }
                    case ']', 'P', '^', '_', 'X' -> {
                        ignored = 0;
                        yield EmulatorState.STRING;
                    }
                    case '(', ')', '*', '+', '#', '%', ' ' -> EmulatorState.DESIGNATE;
                    case ESCAPE -> EmulatorState.ESCAPE;
                    default -> EmulatorState.GROUND;
                };
    }

    /// A title or the like, which is not shown. A line end closes it too, so that a broken one
    /// cannot swallow the rest.
    private void handleString(char c) {
        if (c == ESCAPE) {
            state = EmulatorState.STRING_ESCAPE;
        } else if (c == 0x07 || c == 0x9c || ++ignored > LONGEST_STRING) {
            state = EmulatorState.GROUND;
        } else if (c == '\n') {
            state = EmulatorState.GROUND;
            newLine(false);
        }
    }

    private void controlSequence(char c) {
        if (c >= '0' && c <= '9') {
            digits = true;
            if (count < MOST_CODES) {
                codes[count] = Math.min(99_999, codes[count] * 10 + (c - '0'));
            }
        } else if (c == ';' || c == ':') {
            nextCode();
            digits = true;
        } else if (c >= '<' && c <= '?') {
            privately = true;
        } else if (c >= '@' && c <= '~') {
            if (digits) {
                nextCode();
            }
            state = EmulatorState.GROUND;
            if (!privately) {
                performSequence(c);
            }
        } else if (c < ' ') {
            state = EmulatorState.GROUND;
            handleControl(c);
        } else if (c > '~') {
            state = EmulatorState.GROUND;
        }
    }

    private void nextCode() {
        count = Math.min(MOST_CODES, count + 1);
        if (count < MOST_CODES) {
            codes[count] = 0;
        }
    }

    private int codeOr(int otherwise) {
        return count == 0 || codes[0] == 0 ? otherwise : codes[0];
    }

    private void performSequence(char c) {
        switch (c) {
            case 'm' -> style = CellStyle.applySgr(style, codes, count);
            case 'K' -> eraseInLine(codeOr(0));
            case 'J' -> eraseBelow();
            case 'A' -> row = row < 0 ? row : Math.max(0, row - codeOr(1));
            case 'B' -> row = Math.min(open.size() - 1, row + codeOr(1));
            case 'C' -> column = Math.min(LONGEST - 1, column + codeOr(1));
            case 'D' -> column = Math.max(0, column - codeOr(1));
            case 'G', '`' -> column = Math.clamp(codeOr(1) - 1L, 0, LONGEST - 1);
            case 'P' -> currentRow().deleteChars(column, codeOr(1));
            case 'X' -> currentRow().blankRange(column, column + codeOr(1));
            default -> {}
        }
    }

    private void eraseInLine(int what) {
        EditableLine r = currentRow();
        switch (what) {
            case 0 -> r.truncateAt(column);
            case 1 -> r.blankRange(0, column + 1);
            default -> r.truncateAt(0);
        }
    }

    private void eraseBelow() {
        currentRow().truncateAt(column);
        for (int i = row + 1; i < open.size(); i++) {
            open.get(i).truncateAt(0);
        }
    }
}
