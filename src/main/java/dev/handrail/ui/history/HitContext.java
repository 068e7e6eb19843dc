package dev.handrail.ui.history;

import dev.handrail.report.OutputSanitizer;
import dev.handrail.run.Journal;
import dev.handrail.run.Journal.SearchHit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads the lines of output around a hit.
final class HitContext {
    /// How many lines are shown before the hit and after it.
    private static final int LINES = 3;

    /// How many bytes are read before the hit and after it. Together with [#LINES] it limits the
    /// text, even if a line is very long.
    private static final int BYTES = 8192;

    private HitContext() {}

    /// Returns the line of the hit with the lines around it, or fewer at the ends of the output.
    /// Called on a background thread.
    static String of(Journal journal, SearchHit hit) {
        long from = Math.max(0, hit.offset() - BYTES);
        byte[] near = readNear(journal, hit, from);
        int hitAt = Math.min((int) (hit.offset() - from), near.length);
        return linesAround(near, hitAt, from > 0)
                .map(HitContext::toPlainLine)
                .collect(Collectors.joining("\n"));
    }

    /// Returns the lines around the byte `hitAt`. `cut` says that the read may have cut the first
    /// line, which is then left out.
    private static Stream<String> linesAround(byte[] near, int hitAt, boolean cut) {
        String before = new String(near, 0, hitAt, StandardCharsets.UTF_8);
        List<String> lines =
                new String(near, StandardCharsets.UTF_8).stripTrailing().lines().toList();
        int line = (int) before.chars().filter(c -> c == '\n').count();
        int first = Math.max(cut && line > 0 ? 1 : 0, line - LINES);
        int last = Math.min(lines.size(), line + LINES + 1);
        return lines.subList(Math.min(first, last), last).stream();
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
        return OutputSanitizer.toPlainText(line.substring(line.lastIndexOf('\r') + 1));
    }
}
