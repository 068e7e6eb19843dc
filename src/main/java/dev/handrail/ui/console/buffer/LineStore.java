package dev.handrail.ui.console.buffer;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/// All lines of a console: the newest in memory, older ones in a file.
///
/// One thread feeds it. Any thread may read: [#peekLine] never waits for the disk, [#readBlock]
/// may. The lock is fair: with a plain monitor the feeder could enter again and again while the FX
/// thread waits.
public final class LineStore implements AutoCloseable {
    /// About how many bytes of lines stay in memory by default.
    public static final long MEMORY = 48L << 20;

    private static final int PIECE = 16 * 1024;

    private final ReentrantLock turn = new ReentrantLock(true);
    private final RecentBlocks recent = new RecentBlocks();
    private final SpillFile spill = new SpillFile();
    private final TerminalEmulator terminal = new TerminalEmulator(this::addFrozenLine);
    private final long memory;
    private volatile long version;
    private long firstError = -1;
    private long frozenLines;

    public LineStore() {
        this(MEMORY);
    }

    /// `memory` is about how many bytes of lines stay in memory.
    public LineStore(long memory) {
        this.memory = memory;
    }

    /// Takes raw output that arrived at `at` (milliseconds). It waits while the disk is behind.
    public void feedOutput(byte[] bytes, int offset, int length, long at) {
        // The lock is released after each piece, so that a reader never waits long.
        for (int done = 0; done < length; done += PIECE) {
            feedPiece(bytes, offset + done, Math.min(PIECE, length - done), at);
            spill.awaitCapacity();
        }
    }

    private void feedPiece(byte[] bytes, int offset, int length, long at) {
        withLock(() -> {
            terminal.feedBytes(bytes, offset, length, at);
            return version++;
        });
    }

    /// Ends the lines of the step before and adds a heading; the output of the step follows.
    public void addHeading(String text, long at, long step) {
        withLock(() -> {
            terminal.finishStep(step);
            addFrozenLine(ConsoleLine.headingLine(text, at, step));
            return version++;
        });
    }

    /// Calls `read` while nothing changes. Who reads many lines waits once, and sees all of them as
    /// they were at one moment.
    public <T> T withLock(Supplier<T> read) {
        turn.lock();
        try {
            return read.get();
        } finally {
            turn.unlock();
        }
    }

    /// Adds a line that no longer changes, and moves the oldest blocks to disk when memory is full.
    /// Called with the lock held.
    private void addFrozenLine(ConsoleLine line) {
        if (firstError < 0 && !line.heading() && ErrorMatcher.looksLikeError(line.text())) {
            firstError = frozenLines;
        }
        frozenLines++;
        recent.addLine(line);
        while (recent.exceeds(memory)) {
            spill.addBlock(recent.removeOldest());
        }
    }

    /// How many lines there are, including the last ones, which may still change.
    public long lineCount() {
        return withLock(() -> frozenLines + terminal.openRows());
    }

    /// How many lines can no longer change.
    long settledLineCount() {
        return withLock(() -> frozenLines);
    }

    /// A number that grows with every change; reading it needs no lock.
    public long changeCounter() {
        return version;
    }

    /// The index of the first line that looks like an error, or empty. Only lines that can no
    /// longer change count.
    public Optional<Long> firstError() {
        long first = withLock(() -> firstError);
        return first < 0 ? Optional.empty() : Optional.of(first);
    }

    /// The index of the heading of a step, or empty. It may read from disk, so it is not for the FX
    /// thread.
    public Optional<Long> headingOf(long step) {
        int count = blockCount();
        for (int b = 0; b < count; b++) {
            List<ConsoleLine> lines = readBlock(b);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).heading() && lines.get(i).step() == step) {
                    return Optional.of((long) b * LineBlock.LINES + i);
                }
            }
        }
        return Optional.empty();
    }

    /// The last line of the latest step that is not blank, or empty when there is none in memory.
    public Optional<String> lastText() {
        return withLock(this::searchLastText);
    }

    private Optional<String> searchLastText() {
        for (long i = lineCount() - 1; i >= 0; i--) {
            Optional<ConsoleLine> line = peekLine(i);
            if (line.isEmpty() || line.get().heading()) {
                return Optional.empty();
            }
            if (!line.get().text().isBlank()) {
                return Optional.of(line.get().text().strip());
            }
        }
        return Optional.empty();
    }

    /// The line if it is in memory; empty when it is on disk or does not exist.
    public Optional<ConsoleLine> peekLine(long index) {
        return withLock(() -> inMemory(index));
    }

    private Optional<ConsoleLine> inMemory(long index) {
        if (index < 0 || index >= frozenLines + terminal.openRows()) {
            return Optional.empty();
        }
        if (index >= frozenLines) {
            return Optional.of(terminal.openRow((int) (index - frozenLines)));
        }
        int block = (int) (index / LineBlock.LINES) - spill.blockCount();
        int inside = (int) (index % LineBlock.LINES);
        return block < 0 ? Optional.empty() : Optional.of(recent.blockAt(block).get(inside));
    }

    int blockCount() {
        return (int) ((lineCount() + LineBlock.LINES - 1) / LineBlock.LINES);
    }

    /// The lines of a block, from memory or disk; the last block may get more lines later. Not for
    /// the FX thread.
    List<ConsoleLine> readBlock(int block) {
        return withLock(() -> blockInMemory(block)).orElseGet(() -> spill.readBlock(block));
    }

    /// The lines of a block, or empty when it is on disk. It copies the last block, which still
    /// changes.
    private Optional<List<ConsoleLine>> blockInMemory(int block) {
        int index = block - spill.blockCount();
        if (index < 0) {
            return Optional.empty();
        }
        if (index < recent.fullCount()) {
            return Optional.of(recent.blockAt(index));
        }
        long start = (long) block * LineBlock.LINES;
        long end = Math.min(start + LineBlock.LINES, frozenLines + terminal.openRows());
        LongStream lines = LongStream.range(start, end);
        return Optional.of(lines.mapToObj(this::inMemory).flatMap(Optional::stream).toList());
    }

    @Override
    public void close() throws IOException {
        spill.close();
    }
}
