package dev.handrail.ui.console.buffer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The last 24 rows of a console, which programs may still change, and the cursor in them. Older
/// rows are frozen and passed to the store. The caller guards it with a lock.
final class EditableScreen {
    private static final int OPEN_ROWS = 24;
    private static final int TAB = 8;
    private static final char[] BLANKS = " ".repeat(TAB).toCharArray();

    private final List<EditableLine> open = new ArrayList<>(OPEN_ROWS + 1);
    private final Consumer<ConsoleLine> frozen;
    private int row = -1;
    private int column;
    private long style;
    private long time;
    private long step;

    /// `frozen` receives each row that can no longer change, in order.
    EditableScreen(Consumer<ConsoleLine> frozen) {
        this.frozen = frozen;
    }

    int openRows() {
        return open.size();
    }

    ConsoleLine openRow(int index) {
        return open.get(index).toLine();
    }

    /// Sets the time of the rows that begin from now on, in milliseconds.
    void setTime(long at) {
        time = at;
    }

    /// Freezes all rows, because another step begins. An empty last row is dropped.
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

    /// Writes at the cursor. Text that is too long for a row continues in a joined row.
    void writeChars(char[] in, int start, int length) {
        int from = start;
        int end = start + length;
        while (from < end) {
            if (column >= TerminalEmulator.LONGEST) {
                newLine(true);
            }
            int n = charsThatFit(in, from, end - from, TerminalEmulator.LONGEST - column);
            currentRow().putChars(column, in, from, n, style);
            column += n;
            from += n;
        }
    }

    /// How many characters fit, without cutting a surrogate pair in two.
    private static int charsThatFit(char[] in, int from, int rest, int room) {
        int n = Math.min(room, rest);
        boolean cutsPair = n < rest && n > 1 && Character.isHighSurrogate(in[from + n - 1]);
        return cutsPair ? n - 1 : n;
    }

    /// Moves to the next multiple of eight columns, writing blanks.
    void writeTab() {
        writeChars(BLANKS, 0, TAB - column % TAB);
    }

    /// The row of the cursor; it adds the first row when there is none.
    private EditableLine currentRow() {
        if (row < 0) {
            addRow(false);
        }
        return open.get(row);
    }

    /// Adds a row below the last one and moves the cursor there.
    private void addRow(boolean joined) {
        EditableLine line = open.size() >= OPEN_ROWS ? freezeFirst() : new EditableLine();
        line.startLine(time, step, joined);
        open.add(line);
        row = open.size() - 1;
    }

    /// Freezes the oldest row, and returns its object for the new row.
    private EditableLine freezeFirst() {
        EditableLine first = open.removeFirst();
        frozen.accept(first.toLine());
        return first;
    }

    /// Moves the cursor to the start of the next row. `joined` says that the row before was full
    /// and its line continues in this one.
    void newLine(boolean joined) {
        currentRow();
        if (row < open.size() - 1 && !joined) {
            row++;
        } else {
            addRow(joined);
        }
        column = 0;
    }

    /// Moves the cursor up or down within the rows that can still change.
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

    /// Erases a part of the row, as the EL sequence does: 0 is the part from the cursor, 1 the part
    /// up to it, other values the whole row.
    void eraseInLine(int part) {
        EditableLine line = currentRow();
        switch (part) {
            case 0 -> line.truncateAt(column);
            case 1 -> line.blankRange(0, column + 1);
            default -> line.truncateAt(0);
        }
    }

    /// Erases from the cursor to the end of the last row. All forms of the ED sequence do this
    /// here.
    void eraseBelow() {
        currentRow().truncateAt(column);
        for (int i = row + 1; i < open.size(); i++) {
            open.get(i).truncateAt(0);
        }
    }
}
