package dev.handrail.report;

import dev.handrail.model.Run;
import dev.handrail.model.bar.RunBarBuilder;
import dev.handrail.model.bar.TimeBar;
import dev.handrail.report.pdf.PdfFonts;
import dev.handrail.report.pdf.PdfWriter;
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
        return renderPage(run, journal, formatter, "report.css");
    }

    /// A PDF document in the formatter's language, with what the HTML page has.
    public static byte[] renderPdf(Run run, Journal journal, MessageFormatter formatter) {
        String page = renderPage(run, journal, formatter, "pdf.css");
        return PdfWriter.toPdf(page, PdfFonts.find());
    }

    private static String renderPage(
            Run run, Journal journal, MessageFormatter formatter, String styleSheet) {
        TimeBar bar = RunBarBuilder.buildBar(run, run.lastAt());
        RunReport report = RunReportBuilder.of(run, journal);
        return new HtmlReport(report, bar, textsOf(formatter), styleSheet).toString();
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
