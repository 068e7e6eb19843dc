package dev.handrail.report;

import dev.handrail.report.RunReport.StepSection;

import java.util.List;
import java.util.Optional;

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
        out.addParagraph(
                DisplayFormat.joinNonEmpty(
                        ": ",
                        texts.format(report.verdict().word()),
                        texts.format(report.verdict().sentence())));
        writeOverview();
        writeList(
                texts.get("report.heading.open-items"),
                report.remaining().stream().map(texts::format).toList());
        report.hops().forEach(this::writeSteps);
        MarkdownSections sections = new MarkdownSections(out, texts);
        sections.writeChecks(report);
        sections.writeBackups(report);
        report.notes().forEach(this::writeNote);
        writeAppendix();
        return out.toString();
    }

    /// Writes a table without headings: servers, route, times and ids.
    private void writeOverview() {
        out.startTable("", "");
        report.servers().forEach(this::writeServer);
        writePair(texts.get("report.label.route"), texts.format(report.product().route()));
        writePair(texts.get("report.label.step"), texts.format(report.currentStep()));
        writePair(
                texts.get("report.label.started"),
                texts.formatTime(report.started()) + " " + texts.formatZone(report.started()));
        writePair(
                texts.get("report.label.finished"),
                report.finished().map(texts::formatTime).orElse(""));
        writePair(
                texts.get("report.label.duration"),
                texts.formatDuration(Optional.of(report.elapsedTime())));
        writePair(texts.get("report.label.run"), report.run());
        writePair(texts.get("report.label.rolls-back"), report.takesBack());
        writePair(texts.get("report.label.verifies"), report.looksAt());
    }

    private void writeServer(RunReport.ServerInfo server) {
        writePair(
                texts.serverLabel(report, server),
                DisplayFormat.joinNonEmpty(
                        ", ",
                        server.name(),
                        server.address(),
                        server.environment(),
                        server.hostKey()));
    }

    /// Leaves out the label of an empty value.
    private void writePair(String label, String value) {
        if (!value.isEmpty()) {
            out.addRow(label, value);
        }
    }

    /// Writes neither heading nor list when there are no items.
    private void writeList(String title, List<String> items) {
        if (!items.isEmpty()) {
            out.addHeading(2, title);
            items.forEach(out::addListItem);
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
        for (StepSection step : hop.steps()) {
            out.addRow(
                    texts.formatConstant("phase", step.phase()),
                    texts.format(step.title()),
                    texts.formatConstant("outcome", step.outcome()),
                    texts.formatDuration(step.elapsedTime()),
                    DisplayFormat.joinNonEmpty(
                            " – ",
                            texts.format(step.reason()),
                            String.join("; ", step.evidence())));
        }
        hop.steps().forEach(this::writeAttempts);
    }

    /// Only attempts that did not end well have a tail of output.
    private void writeAttempts(StepSection step) {
        for (RunReport.AttemptSection attempt : step.attempts()) {
            if (!attempt.tail().isEmpty()) {
                out.addHeading(
                        3,
                        texts.get(
                                "report.heading.attempt",
                                step.title(),
                                attempt.number(),
                                texts.formatConstant("outcome", attempt.outcome())));
                out.addParagraph(texts.format(attempt.reason()));
                out.addCodeBlock(String.join("\n", attempt.tail()));
            }
        }
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
            out.addHeading(2, texts.get("report.heading.facts"));
            out.startTable(
                    texts.get("report.column.fact"),
                    texts.get("report.column.value"),
                    texts.get("report.column.command"));
            report.facts().forEach(fact -> out.addRow(fact.key(), fact.value(), fact.evidence()));
        }
    }
}
