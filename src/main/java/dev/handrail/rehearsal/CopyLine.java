package dev.handrail.rehearsal;

import dev.handrail.text.ServerText;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A line in which a script about the copy says something: a word and its details.
record CopyLine(String word, List<String> details) {

    /// The lines of an output that say something, in their order.
    static List<CopyLine> parseOutput(String output) {
        return output.lines().flatMap(line -> parseLine(line).stream()).toList();
    }

    private static Optional<CopyLine> parseLine(String line) {
        if (!line.startsWith("@@")) {
            return Optional.empty();
        }
        List<String> fields =
                Arrays.stream(line.substring(2).split("\t", -1))
                        .map(ServerText::toPlainLine)
                        .toList();
        return Optional.of(new CopyLine(fields.getFirst(), fields.subList(1, fields.size())));
    }

    /// The detail at this place, or empty.
    String detailAt(int index) {
        return index < details.size() ? details.get(index) : "";
    }
}
