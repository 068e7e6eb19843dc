package dev.handrail.report;

import dev.handrail.model.summary.StateComparison.StateLine;

/// Writes the state before and after, the findings, the admin's decisions and the interruptions.
record MarkdownChecks(MarkdownWriter out, ReportTexts texts) {

    void writeChecks(RunReport report) {
        if (!report.state().isEmpty()) {
            writeState(report);
        }
        if (!report.findings().isEmpty()) {
            out.addHeading(2, texts.get("report.heading.findings"));
            report.findings().forEach(this::writeFinding);
        }
        if (!report.decisions().isEmpty()) {
            writeDecisions(report);
        }
        if (!report.interruptions().isEmpty()) {
            out.addHeading(2, texts.get("report.heading.interruptions"));
            report.interruptions()
                    .forEach(event ->
                            out.addListItem(
                                    texts.formatTime(event.at())
                                            + " "
                                            + texts.format(event.what())));
        }
    }

    private void writeState(RunReport report) {
        out.addHeading(2, texts.get("report.heading.state"));
        out.startTable(
                texts.get("report.column.what"),
                texts.get("report.column.before"),
                texts.get("report.column.after"),
                "");
        for (StateLine line : report.state()) {
            out.addRow(
                    line.key(),
                    line.before(),
                    line.after(),
                    line.hasChanged() ? texts.get("report.state.changed") : "");
        }
    }

    private void writeFinding(RunReport.FindingLine finding) {
        out.addListItem(
                texts.formatConstant("severity", finding.severity())
                        + ": "
                        + DisplayFormat.joinNonEmpty(
                                " – ", texts.format(finding.title()), texts.format(finding.why())));
        if (!finding.waiver().isEmpty()) {
            out.addListItem(texts.get("report.waiver", finding.waiver()));
        }
        if (!finding.fix().isEmpty()) {
            out.addCodeBlock(texts.format(finding.fix()));
        }
    }

    private void writeDecisions(RunReport report) {
        out.addHeading(2, texts.get("report.heading.decisions"));
        out.startTable(
                texts.get("report.column.time"),
                texts.get("report.column.question"),
                texts.get("report.column.answer"));
        for (RunReport.AdminDecision decision : report.decisions()) {
            out.addRow(
                    texts.formatTime(decision.answered().orElse(decision.asked())),
                    texts.describeQuestion(decision),
                    texts.describeAnswer(decision));
        }
    }
}
