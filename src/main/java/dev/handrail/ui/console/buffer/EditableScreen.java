package dev.handrail.ui.console.buffer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The last rows of a console, which programs may still change, and the cursor in them. Older rows
/// are frozen and handed on.
final class EditableScreen {
    private static final int OPEN_ROWS = 24;
    private static final int TAB = 8;
    private static final char[] BLANKS = " ".repeat(TAB).toCharArray();

    private final List<EditableLine> open = new ArrayList<>(OPEN_ROWS + 1);
    private final Consumer<ConsoleLine> frozen;
    private int row = -1;
    private int column;
    private long style;
    private long now;
    private long step;

    EditableScreen(Consumer<ConsoleLine> frozen) {
        this.frozen = frozen;
    }

    int openRows() {
        return open.size();
    }

    ConsoleLine openRow(int index) {
        return open.get(index).toLine();
    }

    /// Rows that begin from now on get this time, in milliseconds.
    void setTime(long at) {
        now = at;
    }

    /// Freezes all rows: another step begins.
    void finishStep(long nextStep) {
        if (!open.isEmpty() && open.getLast().length() == 0) {
            open.removeLast();
        }
        open.forEach(line -> frozen.accept(line.toLine()));
        open.clear();
        row = -1;
        column = 0;
        style = 0;
        step = nextStep;
    }

    void writeChars(char[] in, int start, int length) {
        int from = start;
        int rest = length;
        while (rest > 0) {
            int room = TerminalEmulator.LONGEST - column;
            if (room <= 0) {
                newLine(true);
                continue;
            }
            int n = charsThatFit(in, from, rest, room);
            currentRow().putChars(column, in, from, n, style);
            column += n;
            from += n;
            rest -= n;
        }
    }

    /// Never cuts a surrogate pair in two.
    private static int charsThatFit(char[] in, int from, int rest, int room) {
        int n = Math.min(room, rest);
        boolean cutsPair = n < rest && n > 1 && Character.isHighSurrogate(in[from + n - 1]);
        return cutsPair ? n - 1 : n;
    }

    void writeTab() {
        writeChars(BLANKS, 0, TAB - column % TAB);
    }

    private EditableLine currentRow() {
        if (row < 0) {
            addRow(false);
        }
        return open.get(row);
    }

    private void addRow(boolean joined) {
        EditableLine line = open.size() >= OPEN_ROWS ? freezeFirst() : new EditableLine();
        line.startLine(now, step, joined);
        open.add(line);
        row = open.size() - 1;
    }

    private EditableLine freezeFirst() {
        EditableLine first = open.removeFirst();
        frozen.accept(first.toLine());
        return first;
    }

    /// `joined`: the row before was full, and its line goes on in this one.
    void newLine(boolean joined) {
        currentRow();
        if (row < open.size() - 1 && !joined) {
            row++;
        } else {
            addRow(joined);
        }
        column = 0;
    }

    void moveRow(int by) {
        row = row < 0 ? row : Math.clamp((long) row + by, 0, open.size() - 1);
    }

    void moveColumn(int by) {
        moveToColumn(column + by);
    }

    void moveToColumn(int to) {
        column = Math.clamp(to, 0, TerminalEmulator.LONGEST - 1);
    }

    void backspace() {
        column = Math.max(0, column - 1);
    }

    void applyStyle(int[] codes, int count) {
        style = CellStyle.applySgr(style, codes, count);
    }

    void deleteChars(int count) {
        currentRow().deleteChars(column, count);
    }

    void blankChars(int count) {
        currentRow().blankRange(column, column + count);
    }

    /// As EL does: 0 erases to the end of the row, 1 to its start, others all of it.
    void eraseInLine(int part) {
        EditableLine line = currentRow();
        switch (part) {
            case 0 -> line.truncateAt(column);
            case 1 -> line.blankRange(0, column + 1);
            default -> line.truncateAt(0);
        }
    }

    void eraseBelow() {
        currentRow().truncateAt(column);
        for (int i = row + 1; i < open.size(); i++) {
            open.get(i).truncateAt(0);
        }
    }
}
