package dev.handrail.report;

import dev.handrail.model.Message;
import dev.handrail.report.RunReport.StepSection;

/// Writes a report as Markdown, for a ticket or a wiki. It has the same parts as the HTML page,
/// with plainer tables.
final class MarkdownReport {
    private final RunReport report;
    private final ReportTexts texts;
    private final MarkdownWriter out = new MarkdownWriter();

    MarkdownReport(RunReport report, ReportTexts texts) {
        this.report = report;
        this.texts = texts;
    }

    @Override
    public String toString() {
        out.addHeading(1, report.reportTitle());
        writeVerdict();
        writeOverview();
        writeOpenItems();
        report.hops().forEach(this::writeSteps);
        writeTimeLines();
        MarkdownSections sections = new MarkdownSections(out, texts);
        sections.writeChecks(report);
        sections.writeBackups(report);
        report.notes().forEach(this::writeNote);
        writeAppendix();
        return out.toString();
    }

    private void writeTimeLines() {
        if (!report.times().isEmpty()) {
            out.addHeading(2, texts.get("summary.times"));
            out.startTable(texts.timeHeadings());
            report.times().forEach(line -> out.addRow(texts.timeCells(line)));
        }
    }

    private void writeVerdict() {
        RunReport.Verdict verdict = report.verdict();
        out.addParagraph(
                DisplayFormat.joinNonEmpty(
                        ": ", texts.format(verdict.word()), texts.format(verdict.sentence())));
    }

    /// Writes a table without headings: servers, route, times and ids.
    private void writeOverview() {
        out.startTable("", "");
        report.servers().forEach(this::writeServer);
        writePair("report.label.route", texts.format(report.product().route()));
        writePair("report.label.step", texts.format(report.currentStep()));
        writeTimes();
        writePair("report.label.run", report.run());
        writePair("report.label.rolls-back", report.takesBack());
        writePair("report.label.verifies", report.looksAt());
    }

    private void writeTimes() {
        String started =
                texts.formatTime(report.started()) + " " + texts.formatZone(report.started());
        writePair("report.label.started", started);
        writePair("report.label.finished", texts.formatTime(report.finished()));
        writePair("report.label.window-ends", texts.formatTime(report.windowEnds()));
        writePair("report.label.duration", texts.formatDuration(report.elapsedTime()));
        report.downtime()
                .ifPresent(
                        down -> writePair("report.label.downtime", texts.format(down.sentence())));
    }

    private void writeServer(RunReport.ServerInfo server) {
        out.addRow(
                texts.serverLabel(report, server),
                DisplayFormat.joinNonEmpty(
                        ", ",
                        server.name(),
                        server.address(),
                        server.environment(),
                        server.hostKey()));
    }

    /// Leaves out the label of an empty value. `label`: its key.
    private void writePair(String label, String value) {
        if (!value.isEmpty()) {
            out.addRow(texts.get(label), value);
        }
    }

    /// Lists what the admin still has to do; writes no section when nothing remains.
    private void writeOpenItems() {
        if (!report.remaining().isEmpty()) {
            out.addHeading(2, texts.get("report.heading.open-items"));
            report.remaining().stream().map(texts::format).forEach(out::addListItem);
        }
    }

    /// Writes the table of a hop's steps, then the output of those attempts that have any.
    private void writeSteps(RunReport.HopSection hop) {
        out.addHeading(2, texts.get("report.heading.hop", hop.from(), hop.to()));
        out.startTable(
                texts.get("report.column.phase"),
                texts.get("report.column.step"),
                texts.get("report.column.outcome"),
                texts.get("report.label.duration"),
                texts.get("report.column.reason"));
        hop.steps().forEach(this::writeStep);
        hop.steps().forEach(this::writeAttempts);
    }

    private void writeStep(StepSection step) {
        String evidence = String.join("; ", step.evidence());
        out.addRow(
                texts.formatConstant("phase", step.phase()),
                texts.format(step.title()),
                texts.formatConstant("outcome", step.outcome()),
                step.elapsedTime().map(texts::formatDuration).orElse(""),
                DisplayFormat.joinNonEmpty(" – ", texts.format(step.reason()), evidence));
    }

    /// Only attempts that did not end well have output here.
    private void writeAttempts(StepSection step) {
        step.attempts().stream()
                .filter(attempt -> !attempt.tail().isEmpty())
                .forEach(attempt -> writeAttempt(step.title(), attempt));
    }

    private void writeAttempt(Message title, RunReport.AttemptSection attempt) {
        String outcome = texts.formatConstant("outcome", attempt.outcome());
        out.addHeading(3, texts.get("report.heading.attempt", title, attempt.number(), outcome));
        out.addParagraph(texts.format(attempt.reason()));
        out.addCodeBlock(String.join("\n", attempt.tail()));
    }

    private void writeNote(RunReport.NoteLine note) {
        out.addHeading(3, texts.get("report.heading.note", note.crossing()));
        texts.format(note.text()).lines().forEach(out::addParagraph);
        out.addParagraph(note.source());
    }

    /// Writes what explains the plan: its variables and the facts.
    private void writeAppendix() {
        if (!report.variables().isEmpty()) {
            out.addHeading(2, texts.get("report.heading.variables"));
            out.startTable(texts.get("report.column.variable"), texts.get("report.column.value"));
            report.variables().forEach(out::addRow);
        }
        if (!report.facts().isEmpty()) {
            writeFacts();
        }
    }

    private void writeFacts() {
        out.addHeading(2, texts.get("report.heading.facts"));
        out.startTable(
                texts.get("report.column.fact"),
                texts.get("report.column.value"),
                texts.get("report.column.command"));
        report.facts().forEach(fact -> out.addRow(fact.key(), fact.value(), fact.evidence()));
    }
}
