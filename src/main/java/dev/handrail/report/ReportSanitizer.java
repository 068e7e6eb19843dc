package dev.handrail.report;

import dev.handrail.model.Message;
import dev.handrail.model.summary.StateComparison.StateLine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Removes control sequences from everything that a report takes from a run.
final class ReportSanitizer {
    private ReportSanitizer() {}

    static List<StateLine> sanitizeLines(List<StateLine> lines) {
        return lines.stream().map(line -> line.mapText(ReportSanitizer::sanitizeText)).toList();
    }

    static Map<String, String> sanitizeValues(Map<String, String> values) {
        Map<String, String> cleaned = new TreeMap<>();
        values.forEach((key, value) -> cleaned.put(sanitizeText(key), sanitizeText(value)));
        return cleaned;
    }

    /// The message with the text of servers, admins and runbooks made safe.
    static Message sanitizeMessage(Message message) {
        return message.mapText(ReportSanitizer::sanitizeText);
    }

    static String sanitizeText(String text) {
        return OutputSanitizer.toPlainText(text).strip();
    }
}
