package dev.handrail.report;

import dev.handrail.model.summary.StateComparison.StateLine;

import java.util.stream.Stream;

/// Writes the parts of the document that follow the steps: state, findings, decisions,
/// interruptions, backups and artifacts.
record MarkdownSections(MarkdownWriter out, ReportTexts texts) {

    /// Writes a section for each part that has content, and nothing for the others.
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
        if (!report.configuration().isEmpty()) {
            writeConfiguration(report);
        }
        if (!report.settings().isEmpty()) {
            writeSettings(report);
        }
        if (!report.differences().isEmpty()) {
            out.addHeading(2, texts.get("report.heading.differences"));
            report.differences().forEach(each -> out.addCodeBlock(each.text()));
        }
        if (!report.interruptions().isEmpty()) {
            writeInterruptions(report);
        }
    }

    private void writeConfiguration(RunReport report) {
        out.addHeading(2, texts.get("report.heading.configuration"));
        out.startTable(
                texts.get("report.column.file"),
                texts.get("report.column.mine"),
                texts.get("report.column.fresh"),
                texts.get("report.column.decision"));
        report.configuration().forEach(change -> addRow(texts.configurationCells(change)));
    }

    private void writeSettings(RunReport report) {
        out.addHeading(2, texts.get("report.heading.settings"));
        out.startTable(texts.settingHeadings());
        report.settings().forEach(setting -> addRow(texts.settingCells(setting)));
    }

    /// A cell has one line.
    private void addRow(String... cells) {
        out.addRow(Stream.of(cells).map(cell -> cell.replace("\n", " ↵ ")).toArray(String[]::new));
    }

    private void writeInterruptions(RunReport report) {
        out.addHeading(2, texts.get("report.heading.interruptions"));
        for (RunReport.RunInterruption event : report.interruptions()) {
            out.addListItem(texts.formatTime(event.at()) + " " + texts.format(event.what()));
        }
    }

    /// A fourth column marks the changed lines in words, because Markdown has no colours.
    private void writeState(RunReport report) {
        out.addHeading(2, texts.get("report.heading.state"));
        out.startTable(
                texts.get("report.column.what"),
                texts.get("report.column.before"),
                texts.get("report.column.after"),
                "");
        for (StateLine line : report.state()) {
            String mark = line.hasChanged() ? texts.get("report.state.changed") : "";
            out.addRow(line.key(), line.before(), line.after(), mark);
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

    /// Shows when the admin answered, or when Handrail asked if the question is still open.
    private void writeDecisions(RunReport report) {
        out.addHeading(2, texts.get("report.heading.decisions"));
        out.startTable(
                texts.get("report.column.time"),
                texts.get("report.column.question"),
                texts.get("report.column.answer"));
        report.decisions().forEach(decision -> out.addRow(texts.decisionCells(decision)));
    }

    /// Always writes this section: a reader must also see that a run made no backup.
    void writeBackups(RunReport report) {
        out.addHeading(2, texts.get("report.heading.backups"));
        if (report.backups().isEmpty()) {
            out.addParagraph(texts.get("report.backups.none"));
        }
        report.backups().forEach(this::writeBackup);
        if (!report.leftBehind().isEmpty()) {
            writeArtifacts(report);
        }
        report.servers().forEach(this::writeRunFolder);
    }

    private void writeRunFolder(RunReport.ServerInfo server) {
        out.addParagraph(texts.get("report.run-folder", server.address(), server.runFolder()));
    }

    private void writeBackup(RunReport.BackupLine backup) {
        out.addListItem(
                DisplayFormat.joinNonEmpty(
                        " – ", texts.format(backup.step()), texts.format(backup.where())));
        if (!backup.evidence().isEmpty()) {
            out.addCodeBlock(String.join("\n", backup.evidence()));
        }
    }

    private void writeArtifacts(RunReport report) {
        out.addHeading(2, texts.get("report.heading.artifacts"));
        out.startTable(
                texts.get("report.column.where"),
                texts.get("report.column.what"),
                texts.get("report.column.size"),
                texts.get("report.column.kept-because"),
                texts.get("report.column.removal"));
        report.leftBehind().forEach(this::writeArtifact);
    }

    private void writeArtifact(RunReport.ArtifactLine artifact) {
        out.addRow(
                artifact.where(),
                texts.formatKind(artifact.kind()) + " " + artifact.name(),
                texts.formatSize(artifact.size()),
                texts.format(artifact.why()),
                artifact.command());
    }
}
