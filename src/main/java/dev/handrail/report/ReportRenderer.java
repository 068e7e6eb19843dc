package dev.handrail.report;

import dev.handrail.model.Run;
import dev.handrail.model.bar.RunBarBuilder;
import dev.handrail.model.bar.TimeBar;
import dev.handrail.run.Journal;
import dev.handrail.text.MessageFormatter;

/// Writes the report of a run: for people as HTML or Markdown in their language, for scripts as
/// JSON.
public final class ReportRenderer {
    private ReportRenderer() {}

    /// A self-contained HTML page in English.
    public static String renderHtml(Run run, Journal journal) {
        return renderHtml(run, journal, MessageFormatter.ENGLISH);
    }

    /// A self-contained HTML page in the formatter's language, with times in this workstation's
    /// zone.
    public static String renderHtml(Run run, Journal journal, MessageFormatter formatter) {
        TimeBar bar = RunBarBuilder.buildBar(run, run.lastAt());
        return new HtmlReport(RunReportBuilder.of(run, journal), bar, textsOf(formatter))
                .toString();
    }

    /// A Markdown document in English.
    public static String renderMarkdown(Run run, Journal journal) {
        return renderMarkdown(run, journal, MessageFormatter.ENGLISH);
    }

    /// A Markdown document in the formatter's language, with times in this workstation's zone.
    public static String renderMarkdown(Run run, Journal journal, MessageFormatter formatter) {
        return new MarkdownReport(RunReportBuilder.of(run, journal), textsOf(formatter)).toString();
    }

    private static ReportTexts textsOf(MessageFormatter formatter) {
        return new ReportTexts(formatter, DisplayFormat.HERE);
    }

    /// One JSON object, the same in every language; times are ISO instants.
    public static String renderJson(Run run, Journal journal) {
        return JsonWriter.toPrettyJson(JsonReport.of(RunReportBuilder.of(run, journal)));
    }

    /// The JSON Schema (2020-12) of what [#renderJson] returns.
    public static String readSchema() {
        return HtmlWriter.readResource("report.schema.json");
    }
}
