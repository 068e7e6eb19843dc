package dev.handrail.ui.console.buffer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// The newest blocks of lines, which are in memory; the last block is still being filled. The store
/// guards it with its lock.
final class RecentBlocks {
    /// A full block with about how many bytes of memory it takes.
    private record FullBlock(List<ConsoleLine> lines, long weight) {}

    private final ArrayDeque<FullBlock> full = new ArrayDeque<>();
    private List<ConsoleLine> filling = new ArrayList<>(LineBlock.LINES);
    private long fillingWeight;
    private long fullWeight;

    void addLine(ConsoleLine line) {
        filling.add(line);
        fillingWeight += line.memoryWeight();
        if (filling.size() == LineBlock.LINES) {
            full.add(new FullBlock(List.copyOf(filling), fillingWeight));
            fullWeight += fillingWeight;
            filling = new ArrayList<>(LineBlock.LINES);
            fillingWeight = 0;
        }
    }

    /// Whether the full blocks take more memory than this. One full block always stays.
    boolean exceeds(long memory) {
        return fullWeight > memory && full.size() > 1;
    }

    List<ConsoleLine> removeOldest() {
        FullBlock oldest = full.removeFirst();
        fullWeight -= oldest.weight();
        return oldest.lines();
    }

    int fullCount() {
        return full.size();
    }

    /// A block, counted from the oldest in memory; the one after the full blocks still changes.
    List<ConsoleLine> blockAt(int index) {
        return index < full.size() ? fullBlockAt(index) : filling;
    }

    private List<ConsoleLine> fullBlockAt(int index) {
        // Readers need the newest blocks far more often than the oldest.
        int fromEnd = full.size() - 1 - index;
        Iterator<FullBlock> blocks = fromEnd < index ? full.descendingIterator() : full.iterator();
        for (int i = Math.min(fromEnd, index); i > 0; i--) {
            blocks.next();
        }
        return blocks.next().lines();
    }
}
