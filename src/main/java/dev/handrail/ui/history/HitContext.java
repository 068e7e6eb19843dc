package dev.handrail.ui.history;

import dev.handrail.report.OutputSanitizer;
import dev.handrail.run.Journal;
import dev.handrail.run.Journal.SearchHit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Reads the lines of output around a hit.
final class HitContext {
    /// How many lines are shown before the hit and after it.
    private static final int LINES = 3;

    /// How many bytes are read before the hit and after it. Together with [#LINES] it limits the
    /// text, even if a line is very long.
    private static final int BYTES = 8192;

    private HitContext() {}

    /// Returns the line of the hit with the lines around it, or fewer at the ends of the output. It
    /// leaves out a first line that the read cut. Called on a background thread.
    static String of(Journal journal, SearchHit hit) {
        long from = Math.max(0, hit.offset() - BYTES);
        byte[] near = readNear(journal, hit, from);
        int hitAt = Math.min((int) (hit.offset() - from), near.length);
        String before = new String(near, 0, hitAt, StandardCharsets.UTF_8);
        List<String> lines =
                new String(near, StandardCharsets.UTF_8).stripTrailing().lines().toList();
        int line = (int) before.chars().filter(c -> c == '\n').count();
        int first = Math.max(from > 0 && line > 0 ? 1 : 0, line - LINES);
        int last = Math.min(lines.size(), line + LINES + 1);
        return lines.subList(Math.min(first, last), last).stream()
                .map(HitContext::toPlainLine)
                .collect(Collectors.joining("\n"));
    }

    /// Returns the output from the byte `from` on, at most two times [#BYTES]. It is shorter when
    /// the output ends earlier.
    private static byte[] readNear(Journal journal, SearchHit hit, long from) {
        byte[] near = new byte[2 * BYTES];
        int[] end = {0};
        journal.readOutput(
                hit.run(),
                hit.step(),
                from,
                (offset, bytes) -> {
                    int skip = (int) Math.clamp(from - offset, 0, bytes.length);
                    long at = offset + skip - from;
                    if (at >= near.length) {
                        return false;
                    }
                    int length = (int) Math.min(bytes.length - skip, near.length - at);
                    System.arraycopy(bytes, skip, near, (int) at, length);
                    end[0] = (int) at + length;
                    return end[0] < near.length;
                });
        return Arrays.copyOf(near, end[0]);
    }

    /// Returns what a terminal would show last in that line, without control characters. Progress
    /// bars print many states into one line, separated by carriage returns.
    private static String toPlainLine(String line) {
        return OutputSanitizer.toPlainText(line.substring(line.lastIndexOf('\r') + 1));
    }
}
