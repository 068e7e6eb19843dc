package dev.handrail.report;

import dev.handrail.model.Run;
import dev.handrail.run.Journal;

/// Writes down what a run did: as a page to attach to a ticket, as text, and for machines.
public final class ReportRenderer {
    private ReportRenderer() {}

    /// A self-contained page.
    public static String renderHtml(Run run, Journal journal) {
        return new HtmlReport(RunReportBuilder.of(run, journal), DisplayFormat.HERE).toString();
    }

    public static String renderMarkdown(Run run, Journal journal) {
        return new MarkdownReport(RunReportBuilder.of(run, journal), DisplayFormat.HERE).toString();
    }

    /// One object; times are ISO instants.
    public static String renderJson(Run run, Journal journal) {
        return JsonWriter.toPrettyJson(RunReportBuilder.of(run, journal));
    }
}
