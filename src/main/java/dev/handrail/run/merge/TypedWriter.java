package dev.handrail.run.merge;

import dev.handrail.model.Answer.TypedLines;
import dev.handrail.run.merge.MergeSegment.LineRange;

import org.eclipse.jgit.diff.RawText;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Writes lines that the admin typed in the place of a change. A line that is as Handrail showed it
/// becomes the line of the file, byte for byte, so that a secret stays which the admin never saw.
final class TypedWriter {
    private static final String NO_CHARACTER = "\ufffd";

    private final MergeFile file;
    private final MergeSegment change;
    private final List<KnownLine> known;
    private final List<String> knownShown;

    TypedWriter(MergeFile file, MergeSegment change) {
        this.file = file;
        this.change = change;
        this.known =
                Stream.concat(
                                linesOf(file.mine(), change.mine(), file.mineShown()),
                                linesOf(
                                        file.newText(change),
                                        change.fresh(),
                                        file.newShown(change)))
                        .toList();
        this.knownShown = known.stream().map(KnownLine::shown).toList();
    }

    /// A line of the change as the admin sees it, with its bytes in the file.
    private record KnownLine(String shown, ByteBuffer raw) {
        boolean isMasked() {
            return !shown.equals(StandardCharsets.UTF_8.decode(raw.duplicate()).toString());
        }
    }

    /// Ends each line as the lines of the file end.
    void writeText(ByteArrayOutputStream to, String text) {
        List<String> lines = TypedLines.linesOf(text);
        for (int i = 0; i < lines.size(); i++) {
            to.writeBytes(bytesOf(lines, i));
            if (i + 1 < lines.size() || !endsFile()) {
                to.writeBytes(lineEnd().getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    /// Lines that look the same without a secret, in an odd encoding, are the first of them.
    private byte[] bytesOf(List<String> typed, int at) {
        List<Integer> same = placesOf(knownShown, typed.get(at));
        if (same.isEmpty()) {
            return typed.get(at).getBytes(StandardCharsets.UTF_8);
        }
        return known.get(findSource(typed, at, same).orElse(same.getFirst())).raw().array();
    }

    /// Whether it has stars where Handrail shows stars instead of a secret, or a line of stars that
    /// may stand for one secret or another.
    boolean hasStars(String text) {
        List<String> masked =
                known.stream().filter(KnownLine::isMasked).map(KnownLine::shown).toList();
        List<String> typed = TypedLines.linesOf(text);
        return TypedLines.hasStars(masked, knownShown, text)
                || IntStream.range(0, typed.size())
                        .filter(at -> masked.contains(typed.get(at)))
                        .anyMatch(at -> isAmbiguous(typed, at));
    }

    /// Whether it has the sign that Handrail shows for a byte of the file which is no UTF-8, in a
    /// line that is not as it was shown: the byte would be lost.
    boolean hasLostBytes(String text) {
        return knownShown.stream().anyMatch(line -> line.contains(NO_CHARACTER))
                && TypedLines.linesOf(text).stream()
                        .anyMatch(
                                line -> line.contains(NO_CHARACTER) && !knownShown.contains(line));
    }

    private boolean isAmbiguous(List<String> typed, int at) {
        return findSource(typed, at, placesOf(knownShown, typed.get(at))).isEmpty();
    }

    /// Which line a typed one stands for, of those that look the `same`: the admin's own before a
    /// new one. Where their bytes differ, all must be there, in the order of the file.
    private Optional<Integer> findSource(List<String> typed, int at, List<Integer> same) {
        int count = Collections.frequency(typed, typed.get(at));
        List<Integer> own = same.stream().filter(this::isMine).toList();
        List<Integer> possible = count <= own.size() ? own : same;
        if (possible.stream().map(place -> known.get(place).raw()).distinct().count() == 1) {
            return Optional.of(possible.getFirst());
        }
        int before = Collections.frequency(typed.subList(0, at), typed.get(at));
        return count == possible.size()
                ? Optional.of(possible.get(before)).filter(place -> isInOrder(typed, at, place))
                : Optional.empty();
    }

    private boolean isMine(int place) {
        return place < change.mine().end() - change.mine().begin();
    }

    /// Whether the lines around a typed one that are known for sure stand on the same side of it as
    /// in their file.
    private boolean isInOrder(List<String> typed, int at, int place) {
        int mine = change.mine().end() - change.mine().begin();
        int begin = isMine(place) ? 0 : mine;
        List<String> side = knownShown.subList(begin, isMine(place) ? mine : known.size());
        return IntStream.range(0, typed.size())
                .filter(other -> Collections.frequency(typed, typed.get(other)) == 1)
                .filter(other -> Collections.frequency(side, typed.get(other)) == 1)
                .allMatch(
                        other -> (other < at) == (begin + side.indexOf(typed.get(other)) < place));
    }

    private static List<Integer> placesOf(List<String> lines, String line) {
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).equals(line))
                .boxed()
                .toList();
    }

    /// The lines of one side of the change.
    private static Stream<KnownLine> linesOf(RawText text, LineRange range, List<String> shown) {
        return IntStream.range(range.begin(), range.end())
                .mapToObj(i -> {
                    ByteArrayOutputStream line = new ByteArrayOutputStream();
                    MergeFile.writeLines(line, text, new LineRange(i, i + 1));
                    return new KnownLine(
                            shown.get(i), ByteBuffer.wrap(withoutEnd(line.toByteArray())));
                });
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
