package dev.handrail.report;

import dev.handrail.model.Finding;
import dev.handrail.model.summary.StateComparison.StateLine;

/// Writes the state before and after, the findings, the admin's decisions and the interruptions.
record HtmlChecks(HtmlWriter html, ReportTexts texts) {

    void writeChecks(RunReport report) {
        if (!report.state().isEmpty()) {
            writeState(report);
        }
        if (!report.findings().isEmpty()) {
            html.addMarkup("<section>")
                    .addElement("h2", texts.get("report.heading.findings"))
                    .addMarkup("<ul class=\"findings\">");
            report.findings().forEach(this::writeFinding);
            html.addMarkup("</ul></section>");
        }
        if (!report.decisions().isEmpty()) {
            writeDecisions(report);
        }
        if (!report.interruptions().isEmpty()) {
            writeInterruptions(report);
        }
    }

    private void writeState(RunReport report) {
        html.startTable(
                texts.get("report.heading.state"),
                texts.get("report.column.what"),
                texts.get("report.column.before"),
                texts.get("report.column.after"));
        for (StateLine line : report.state()) {
            html.addMarkup(line.hasChanged() ? "<tr class=\"changed\">" : "<tr>");
            html.addElement("td", HtmlWriter.orDash(line.key()))
                    .addElement("td", HtmlWriter.orDash(line.before()))
                    .addElement("td", HtmlWriter.orDash(line.after()))
                    .addMarkup("</tr>");
        }
        html.endTable();
    }

    private void writeFinding(RunReport.FindingLine finding) {
        html.addMarkup("<li class=\"" + severityClass(finding.severity()) + "\">")
                .addMarkup("<div class=\"line\">")
                .addElement(
                        "span class=\"badge\"",
                        texts.formatConstant("severity", finding.severity()))
                .addElement("span class=\"title\"", texts.format(finding.title()))
                .addMarkup("</div>")
                .addElement("p", texts.format(finding.why()))
                .addElement("pre", texts.format(finding.fix()));
        if (!finding.waiver().isEmpty()) {
            html.addElement("p class=\"waiver\"", texts.get("report.waiver", finding.waiver()));
        }
        html.addElement(
                        "p class=\"fine\"",
                        DisplayFormat.joinNonEmpty(" · ", finding.key(), finding.source()))
                .addMarkup("</li>");
    }

    private static String severityClass(Finding.Severity severity) {
        return switch (severity) {
            case BLOCKER -> "bad";
            case WARNING -> "warning";
            case INFO -> "open";
        };
    }

    private void writeDecisions(RunReport report) {
        html.startTable(
                texts.get("report.heading.decisions"),
                texts.get("report.column.time"),
                texts.get("report.column.question"),
                texts.get("report.column.answer"));
        for (RunReport.AdminDecision decision : report.decisions()) {
            html.addRow(
                    texts.formatTime(decision.answered().orElse(decision.asked())),
                    texts.describeQuestion(decision),
                    texts.describeAnswer(decision));
        }
        html.endTable();
    }

    private void writeInterruptions(RunReport report) {
        html.startTable(
                texts.get("report.heading.interruptions"),
                texts.get("report.column.time"),
                texts.get("report.column.event"));
        report.interruptions()
                .forEach(event ->
                        html.addRow(texts.formatTime(event.at()), texts.format(event.what())));
        html.endTable();
    }
}
