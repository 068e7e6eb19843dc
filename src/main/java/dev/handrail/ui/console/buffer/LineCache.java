package dev.handrail.ui.console.buffer;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/// Gives the FX thread the lines of a store without waiting: another thread reads those on disk,
/// and they are there later. It belongs to the FX thread. It keeps the 32 blocks used last.
public final class LineCache {
    private static final int KEPT_BLOCKS = 32;

    private final LineStore store;
    private final Executor background;
    private final Executor back;
    private final Runnable arrived;
    private final Set<Integer> wanted = new HashSet<>();
    private final Map<Integer, List<ConsoleLine>> blocks =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Integer, List<ConsoleLine>> eldest) {
                    return size() > KEPT_BLOCKS;
                }
            };

    /// `background` reads from disk, and `back` runs work on the FX thread. `arrived` is called
    /// there when lines were read.
    public LineCache(LineStore store, Executor background, Executor back, Runnable arrived) {
        this.store = store;
        this.background = background;
        this.back = back;
        this.arrived = arrived;
    }

    public long lineCount() {
        return store.lineCount();
    }

    /// The line, or empty while it is read from disk and when there is no such line.
    public Optional<ConsoleLine> get(long index) {
        Optional<ConsoleLine> inMemory = store.peekLine(index);
        if (inMemory.isPresent() || index < 0 || index >= store.lineCount()) {
            return inMemory;
        }
        List<ConsoleLine> lines = findBlock((int) (index / LineBlock.LINES));
        int inside = (int) (index % LineBlock.LINES);
        return inside < lines.size() ? Optional.of(lines.get(inside)) : Optional.empty();
    }

    /// The lines of a block, or none until they are read.
    private List<ConsoleLine> findBlock(int block) {
        List<ConsoleLine> lines = blocks.get(block);
        if (lines == null) {
            requestBlock(block);
            return List.of();
        }
        return lines;
    }

    /// Reads a block in the background, unless it is being read already.
    private void requestBlock(int block) {
        if (wanted.add(block)) {
            background.execute(() -> {
                List<ConsoleLine> read = store.readBlock(block);
                back.execute(() -> keepBlock(block, read));
            });
        }
    }

    private void keepBlock(int block, List<ConsoleLine> lines) {
        blocks.put(block, lines);
        wanted.remove(block);
        arrived.run();
    }
}
