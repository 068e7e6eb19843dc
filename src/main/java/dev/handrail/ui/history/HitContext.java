package dev.handrail.ui.history;

import dev.handrail.report.OutputSanitizer;
import dev.handrail.run.Journal;
import dev.handrail.run.Journal.SearchHit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Reads the lines of output around a hit.
final class HitContext {
    /// How many lines are shown before the hit and after it.
    private static final int LINES = 4;

    /// How many bytes are read before the hit and after it. Together with [#LINES] it limits the
    /// text, even if a line is very long.
    private static final int BYTES = 8192;

    private HitContext() {}

    /// The lines around a hit. `hit`: the index of its own line.
    record HitLines(List<String> lines, int hit) {
        String text() {
            return String.join("\n", lines);
        }

        /// Where the line of the hit begins in the text.
        int hitStart() {
            return lines.subList(0, hit).stream().mapToInt(line -> line.length() + 1).sum();
        }

        int hitEnd() {
            return hitStart() + (lines.isEmpty() ? 0 : lines.get(hit).length());
        }
    }

    /// Returns the line of the hit with the lines around it, or fewer at the ends of the output.
    /// Called on a background thread.
    static HitLines of(Journal journal, SearchHit hit) {
        long from = Math.max(0, hit.offset() - BYTES);
        byte[] near = readNear(journal, hit, from);
        int hitAt = Math.min((int) (hit.offset() - from), near.length);
        return linesAround(near, hitAt, from > 0);
    }

    /// Returns the lines around the byte `hitAt`. `cut` says that the read may have cut the first
    /// line, which is then left out.
    private static HitLines linesAround(byte[] near, int hitAt, boolean cut) {
        String before = new String(near, 0, hitAt, StandardCharsets.UTF_8);
        List<String> lines =
                List.of(new String(near, StandardCharsets.UTF_8).stripTrailing().split("\n", -1));
        int line = (int) before.chars().filter(c -> c == '\n').count();
        int first = Math.max(cut && line > 0 ? 1 : 0, line - LINES);
        int last = Math.min(lines.size(), line + LINES + 1);
        List<String> around =
                lines.subList(Math.min(first, last), last).stream()
                        .map(HitContext::toPlainLine)
                        .toList();
        return new HitLines(
                around, Math.clamp((long) line - first, 0, Math.max(0, around.size() - 1)));
    }

    /// Returns the output from the byte `from` on, at most two times [#BYTES]. It is shorter when
    /// the output ends earlier.
    private static byte[] readNear(Journal journal, SearchHit hit, long from) {
        ByteBuffer near = ByteBuffer.allocate(2 * BYTES);
        journal.readOutput(
                hit.run(),
                hit.step(),
                from,
                (offset, bytes) -> appendChunk(near, offset - from, bytes));
        return Arrays.copyOf(near.array(), near.position());
    }

    /// Copies what fits of a chunk of output that begins at `start`, which is negative for a chunk
    /// that begins before the buffer. Returns whether the buffer needs more.
    private static boolean appendChunk(ByteBuffer near, long start, byte[] bytes) {
        int skip = (int) Math.clamp(-start, 0, bytes.length);
        long at = start + skip;
        if (at >= near.capacity()) {
            return false;
        }
        int length = (int) Math.min(bytes.length - skip, near.capacity() - at);
        near.position((int) at).put(bytes, skip, length);
        return near.hasRemaining();
    }

    /// Returns what a terminal would show last in that line, without control characters. Progress
    /// bars print many states into one line, separated by carriage returns.
    private static String toPlainLine(String line) {
        String last = line.stripTrailing();
        return OutputSanitizer.toPlainText(last.substring(last.lastIndexOf('\r') + 1));
    }
}
