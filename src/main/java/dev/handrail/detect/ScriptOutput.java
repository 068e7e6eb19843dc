package dev.handrail.detect;

import dev.handrail.redact.SecretRedactor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The output of one of several scripts that ran together. `exit`: empty when it was cut off.
record ScriptOutput(String text, Optional<Integer> exit) {

    /// The parts by the ids that announce them, in lines that carry the mark.
    static Map<String, ScriptOutput> parseOutputs(String out, String mark) {
        OutputCollector collector = new OutputCollector(mark);
        out.lines().forEach(collector::addLine);
        collector.closePart(Optional.empty());
        return collector.parts;
    }

    /// Collects the lines of each part; drops those between the parts.
    private static final class OutputCollector {
        private final Map<String, ScriptOutput> parts = new LinkedHashMap<>();
        private final String mark;
        private final StringBuilder text = new StringBuilder();
        private String id = "";

        OutputCollector(String mark) {
            this.mark = mark;
        }

        void addLine(String line) {
            List<String> begins = FactParser.splitFields(line, "@part" + mark);
            List<String> ends = FactParser.splitFields(line, "@end" + mark);
            if (!begins.isEmpty()) {
                openPart(begins.getFirst());
            } else if (!ends.isEmpty() && !id.isEmpty()) {
                closePart(parseExitCode(ends.getFirst()));
            } else {
                text.append(line).append('\n');
            }
        }

        /// A part that another one cuts short stays empty.
        private void openPart(String name) {
            id = name;
            text.setLength(0);
            parts.put(id, new ScriptOutput("", Optional.empty()));
        }

        void closePart(Optional<Integer> exit) {
            if (!id.isEmpty()) {
                parts.put(id, new ScriptOutput(text.toString(), exit));
                id = "";
            }
        }
    }

    /// The last line that is neither blank nor a fact, redacted and without control characters, at
    /// most 300 characters; empty if there is none.
    static String lastLine(String text) {
        String line =
                text.lines()
                        .filter(l -> !l.isBlank() && !l.startsWith("@"))
                        .reduce("", (first, last) -> last)
                        .replaceAll("\\p{Cntrl}", " ")
                        .strip();
        String masked = new SecretRedactor(List.of()).redactText(line);
        return masked.length() > 300 ? masked.substring(0, 300) : masked;
    }

    /// Empty when the text is no number of up to three digits.
    private static Optional<Integer> parseExitCode(String text) {
        return text.matches("[0-9]{1,3}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
