package dev.handrail.ui.console;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/// The lines of a store as the FX thread may ask for them: those on disk are fetched by another
/// thread and are there later.
final class Lines {
    private static final int KEPT_BLOCKS = 32;

    private final LineStore store;
    private final Executor background;
    private final Executor back;
    private final Runnable arrived;
    private final Set<Integer> wanted = new HashSet<>();
    private final Map<Integer, List<Line>> blocks =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Integer, List<Line>> eldest) {
                    return size() > KEPT_BLOCKS;
                }
            };

    /// `back`: runs on the FX thread. `arrived`: called there when lines were fetched.
    Lines(LineStore store, Executor background, Executor back, Runnable arrived) {
        this.store = store;
        this.background = background;
        this.back = back;
        this.arrived = arrived;
    }

    long size() {
        return store.size();
    }

    /// The line, or empty if it is on its way.
    Optional<Line> get(long index) {
        Optional<Line> inMemory = store.peek(index);
        if (inMemory.isPresent() || index < 0 || index >= store.size()) {
            return inMemory;
        }
        int block = (int) (index / Block.LINES);
        List<Line> lines = blocks.get(block);
        if (lines == null) {
            if (wanted.add(block)) {
                background.execute(() -> {
                    List<Line> read = store.block(block);
                    back.execute(() -> {
                        blocks.put(block, read);
                        wanted.remove(block);
                        arrived.run();
                    });
                });
            }
            return Optional.empty();
        }
        int inside = (int) (index % Block.LINES);
        return inside < lines.size() ? Optional.of(lines.get(inside)) : Optional.empty();
    }
}
