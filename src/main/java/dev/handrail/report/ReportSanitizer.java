package dev.handrail.report;

import dev.handrail.model.Message;
import dev.handrail.model.summary.StateComparison.StateLine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Removes control sequences from all text that a report takes from a run: servers, admins and
/// runbooks wrote it.
final class ReportSanitizer {
    private ReportSanitizer() {}

    static List<StateLine> sanitizeLines(List<StateLine> lines) {
        return lines.stream().map(line -> line.mapText(ReportSanitizer::sanitizeText)).toList();
    }

    /// Returns the entries sorted by key.
    static Map<String, String> sanitizeValues(Map<String, String> values) {
        Map<String, String> cleaned = new TreeMap<>();
        values.forEach((key, value) -> cleaned.put(sanitizeText(key), sanitizeText(value)));
        return cleaned;
    }

    /// Cleans the text inside the message; Handrail's own texts stay translatable.
    static Message sanitizeMessage(Message message) {
        return message.mapText(ReportSanitizer::sanitizeText);
    }

    /// Also removes spaces and line ends at both ends of the text.
    static String sanitizeText(String text) {
        return OutputSanitizer.toPlainText(text).strip();
    }
}
