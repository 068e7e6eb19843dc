package dev.handrail.run.merge;

import dev.handrail.model.Answer.TypedLines;
import dev.handrail.run.merge.MergeSegment.LineRange;

import org.eclipse.jgit.diff.RawText;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes lines that the admin typed in the place of a change. A line that is as Handrail showed it
/// becomes the line of the file, byte for byte, so that a secret stays which the admin never saw.
final class TypedWriter {
    private final MergeFile file;
    private final MergeSegment change;

    TypedWriter(MergeFile file, MergeSegment change) {
        this.file = file;
        this.change = change;
    }

    /// Ends each line as the lines of the file end.
    void writeText(ByteArrayOutputStream to, String text) {
        Map<String, byte[]> known = knownLines();
        List<String> lines = TypedLines.linesOf(text);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            to.writeBytes(known.getOrDefault(line, line.getBytes(StandardCharsets.UTF_8)));
            if (i + 1 < lines.size() || !endsFile()) {
                to.writeBytes(lineEnd().getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    /// Whether it has stars where Handrail shows stars instead of a secret.
    boolean hasStars(String text) {
        List<String> masked = new ArrayList<>();
        Map<String, byte[]> known = knownLines();
        known.forEach((shown, raw) -> {
            if (!shown.equals(new String(raw, StandardCharsets.UTF_8))) {
                masked.add(shown);
            }
        });
        return TypedLines.hasStars(masked, List.copyOf(known.keySet()), text);
    }

    /// The lines of the change as the admin sees them, each with its bytes in the file; the admin's
    /// own first.
    private Map<String, byte[]> knownLines() {
        Map<String, byte[]> lines = new LinkedHashMap<>();
        addLines(lines, file.mine(), change.mine(), file.mineShown());
        addLines(lines, file.fresh(), change.fresh(), file.freshShown());
        return lines;
    }

    private static void addLines(
            Map<String, byte[]> lines, RawText text, LineRange range, List<String> shown) {
        for (int i = range.begin(); i < range.end(); i++) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            MergeFile.writeLines(line, text, new LineRange(i, i + 1));
            lines.putIfAbsent(shown.get(i), withoutEnd(line.toByteArray()));
        }
    }

    private static byte[] withoutEnd(byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        int end = text.length();
        end = text.endsWith("\n") ? end - 1 : end;
        end = text.substring(0, end).endsWith("\r") ? end - 1 : end;
        return text.substring(0, end).getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Whether the file ends here without an end of its last line.
    private boolean endsFile() {
        List<MergeSegment> all = file.segments();
        return file.mine().size() > 0
                && file.mine().isMissingNewlineAtEnd()
                && all.subList(all.indexOf(change) + 1, all.size()).stream()
                        .allMatch(later -> isEmpty(later.mine()) && isEmpty(later.fresh()));
    }

    private static boolean isEmpty(LineRange range) {
        return range.begin() == range.end();
    }

    private String lineEnd() {
        RawText text = file.mine().size() > 0 ? file.mine() : file.fresh();
        return "\r\n".equals(text.getLineDelimiter()) ? "\r\n" : "\n";
    }
}
