package dev.handrail.ui.console;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// All lines of a console: the newest in memory, those before them in a file.
///
/// One thread feeds it. Any thread may read: [#peek] never waits for the disk, [#block] may.
/// Readers and the feeder take turns: a monitor would let the feeder in again and again while the
/// FX thread waits.
public final class LineStore implements AutoCloseable {
    /// About how many bytes of lines stay in memory.
    public static final long MEMORY = 48L << 20;

    private static final int PIECE = 16 * 1024;

    private final ReentrantLock turn = new ReentrantLock(true);
    private final ArrayDeque<List<Line>> full = new ArrayDeque<>();
    private final Spill spill = new Spill();
    private final Terminal terminal = new Terminal(this::freeze);
    private final long memory;
    private List<Line> filling = new ArrayList<>(Block.LINES);
    private long fillingWeight;
    private long weight;
    private final ArrayDeque<Long> weights = new ArrayDeque<>();
    private volatile long version;
    private long firstError = -1;
    private long frozenLines;

    public LineStore() {
        this(MEMORY);
    }

    public LineStore(long memory) {
        this.memory = memory;
    }

    /// Takes raw output that came at `at` (milliseconds).
    public void feed(byte[] bytes, int offset, int length, long at) {
        // A piece at a time, so that a reader never waits long.
        for (int done = 0; done < length; done += PIECE) {
            piece(bytes, offset + done, Math.min(PIECE, length - done), at);
            spill.settle();
        }
    }

    private void piece(byte[] bytes, int offset, int length, long at) {
        still(() -> {
            terminal.feed(bytes, offset, length, at);
            return version++;
        });
    }

    /// Says that a step begins; its output follows.
    public void heading(String text, long at, long step) {
        still(() -> {
            terminal.finish(step);
            freeze(Line.heading(text, at, step));
            return version++;
        });
    }

    /// Reads while nothing changes: whoever reads many lines waits once, and sees those of one
    /// moment.
    <T> T still(Supplier<T> read) {
        turn.lock();
        try {
            return read.get();
        } finally {
            turn.unlock();
        }
    }

    private void freeze(Line line) {
        if (firstError < 0 && !line.heading() && Errors.looksLikeOne(line.text())) {
            firstError = frozenLines;
        }
        frozenLines++;
        filling.add(line);
        fillingWeight += line.weight();
        if (filling.size() == Block.LINES) {
            full.add(List.copyOf(filling));
            weights.add(fillingWeight);
            weight += fillingWeight;
            filling = new ArrayList<>(Block.LINES);
            fillingWeight = 0;
            while (weight > memory && full.size() > 1) {
                spill.add(full.removeFirst());
                weight -= weights.removeFirst();
            }
        }
    }

    /// How many lines there are.
    public long size() {
        return still(() -> frozenLines + terminal.openRows());
    }

    /// How many lines will not change any more.
    long settled() {
        return still(() -> frozenLines);
    }

    /// Changes whenever something changed.
    public long version() {
        return version;
    }

    /// The first line that looks like an error, if any has.
    public Optional<Long> firstError() {
        long first = still(() -> firstError);
        return first < 0 ? Optional.empty() : Optional.of(first);
    }

    /// The first line of a step.
    public Optional<Long> headingOf(long step) {
        int count = blocks();
        for (int b = 0; b < count; b++) {
            List<Line> lines = block(b);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).heading() && lines.get(i).step() == step) {
                    return Optional.of((long) b * Block.LINES + i);
                }
            }
        }
        return Optional.empty();
    }

    /// The last line of the step that was fed last, if it said anything; blank lines do not count.
    public Optional<String> lastText() {
        return still(this::searchLastText);
    }

    private Optional<String> searchLastText() {
        for (long i = size() - 1; i >= 0; i--) {
            Optional<Line> line = peek(i);
            if (line.isEmpty() || line.get().heading()) {
                return Optional.empty();
            }
            if (!line.get().text().isBlank()) {
                return Optional.of(line.get().text().strip());
            }
        }
        return Optional.empty();
    }

    /// A line that is in memory; empty when it is on disk or not there.
    Optional<Line> peek(long index) {
        return still(() -> inMemory(index));
    }

    private Optional<Line> inMemory(long index) {
        if (index < 0 || index >= frozenLines + terminal.openRows()) {
            return Optional.empty();
        }
        if (index >= frozenLines) {
            return Optional.of(terminal.openRow((int) (index - frozenLines)));
        }
        int block = (int) (index / Block.LINES);
        int inside = (int) (index % Block.LINES);
        int onDisk = spill.blocks();
        if (block < onDisk) {
            return Optional.empty();
        }
        if (block - onDisk >= full.size()) {
            return Optional.of(filling.get(inside));
        }
        return Optional.of(nth(block - onDisk).get(inside));
    }

    private List<Line> nth(int index) {
        // Readers look at the end far more often than at the start.
        int fromEnd = full.size() - 1 - index;
        var lists = fromEnd < index ? full.descendingIterator() : full.iterator();
        for (int i = Math.min(fromEnd, index); i > 0; i--) {
            lists.next();
        }
        return lists.next();
    }

    int blocks() {
        return (int) ((size() + Block.LINES - 1) / Block.LINES);
    }

    /// The lines of a block, wherever they are; the last block may have more lines later. Not for
    /// the FX thread.
    List<Line> block(int block) {
        return still(() -> blockInMemory(block)).orElseGet(() -> spill.read(block));
    }

    private Optional<List<Line>> blockInMemory(int block) {
        int index = block - spill.blocks();
        if (index < 0) {
            return Optional.empty();
        }
        if (index < full.size()) {
            return Optional.of(nth(index));
        }
        List<Line> lines = new ArrayList<>(Block.LINES);
        long start = (long) block * Block.LINES;
        long end = Math.min(start + Block.LINES, frozenLines + terminal.openRows());
        for (long i = start; i < end; i++) {
            int inFilling = (int) (i - ((long) spill.blocks() + full.size()) * Block.LINES);
            lines.add(
                    i < frozenLines
                            ? filling.get(inFilling)
                            : terminal.openRow((int) (i - frozenLines)));
        }
        return Optional.of(lines);
    }

    @Override
    public void close() throws IOException {
        spill.close();
    }
}
