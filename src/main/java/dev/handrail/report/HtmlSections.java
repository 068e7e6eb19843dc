package dev.handrail.report;

import dev.handrail.model.Finding;
import dev.handrail.model.summary.StateComparison.StateLine;

/// Writes the parts of the page that follow the steps: state, findings, decisions, interruptions,
/// backups and artifacts.
record HtmlSections(HtmlWriter html, ReportTexts texts) {

    /// Writes a section for each part that has content, and nothing for the others.
    void writeChecks(RunReport report) {
        if (!report.state().isEmpty()) {
            writeState(report);
        }
        if (!report.findings().isEmpty()) {
            writeFindings(report);
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
            writeDifferences(report);
        }
        if (!report.interruptions().isEmpty()) {
            writeInterruptions(report);
        }
    }

    private void writeConfiguration(RunReport report) {
        html.startTable(
                texts.get("report.heading.configuration"),
                texts.get("report.column.file"),
                texts.get("report.column.mine"),
                texts.get("report.column.fresh"),
                texts.get("report.column.decision"));
        report.configuration().forEach(change -> html.addRow(texts.configurationCells(change)));
        html.endTable();
    }

    private void writeSettings(RunReport report) {
        html.startTable(texts.get("report.heading.settings"), texts.settingHeadings());
        report.settings().forEach(setting -> html.addRow(texts.settingCells(setting)));
        html.endTable();
    }

    private void writeDifferences(RunReport report) {
        html.addMarkup("<section>").addElement("h2", texts.get("report.heading.differences"));
        report.differences().forEach(each -> html.addElement("pre", each.text()));
        html.addMarkup("</section>");
    }

    private void writeFindings(RunReport report) {
        html.addMarkup("<section>")
                .addElement("h2", texts.get("report.heading.findings"))
                .addMarkup("<ul class=\"findings\">");
        report.findings().forEach(this::writeFinding);
        html.addMarkup("</ul></section>");
    }

    /// Shows the product's state before and after the run; changed lines stand out.
    private void writeState(RunReport report) {
        html.startTable(
                texts.get("report.heading.state"),
                texts.get("report.column.what"),
                texts.get("report.column.before"),
                texts.get("report.column.after"));
        report.state().forEach(this::writeStateLine);
        html.endTable();
    }

    private void writeStateLine(StateLine line) {
        html.addMarkup(line.hasChanged() ? "<tr class=\"changed\">" : "<tr>")
                .addElement("td", HtmlWriter.orDash(line.key()))
                .addElement("td", HtmlWriter.orDash(line.before()))
                .addElement("td", HtmlWriter.orDash(line.after()))
                .addMarkup("</tr>");
    }

    private void writeFinding(RunReport.FindingLine finding) {
        html.addMarkup("<li class=\"" + severityClass(finding.severity()) + "\">");
        writeFindingTitle(finding);
        html.addElement("p", texts.format(finding.why()))
                .addElement("pre", texts.format(finding.fix()));
        if (!finding.waiver().isEmpty()) {
            html.addElement("p class=\"waiver\"", texts.get("report.waiver", finding.waiver()));
        }
        String origin = DisplayFormat.joinNonEmpty(" · ", finding.key(), finding.source());
        html.addElement("p class=\"fine\"", origin).addMarkup("</li>");
    }

    private void writeFindingTitle(RunReport.FindingLine finding) {
        String severity = texts.formatConstant("severity", finding.severity());
        html.addMarkup("<div class=\"line\">")
                .addElement("span class=\"badge\"", severity)
                .addElement("span class=\"title\"", texts.format(finding.title()))
                .addMarkup("</div>");
    }

    /// Maps a severity to one of the classes that the style sheet defines.
    private static String severityClass(Finding.Severity severity) {
        return switch (severity) {
            case BLOCKER -> "bad";
            case WARNING -> "warning";
            case INFO -> "open";
        };
    }

    /// Shows when the admin answered, or when Handrail asked if the question is still open.
    private void writeDecisions(RunReport report) {
        html.startTable(
                texts.get("report.heading.decisions"),
                texts.get("report.column.time"),
                texts.get("report.column.question"),
                texts.get("report.column.answer"));
        report.decisions().forEach(decision -> html.addRow(texts.decisionCells(decision)));
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

    /// Always writes this section: a reader must also see that a run made no backup.
    void writeBackups(RunReport report) {
        html.addMarkup("<section>").addElement("h2", texts.get("report.heading.backups"));
        if (report.backups().isEmpty()) {
            html.addElement("p", texts.get("report.backups.none"));
        }
        report.backups().forEach(this::writeBackup);
        if (!report.leftBehind().isEmpty()) {
            html.addElement("h3", texts.get("report.heading.artifacts"));
            report.leftBehind().forEach(this::writeArtifact);
        }
        report.servers().forEach(this::writeRunFolder);
        html.addMarkup("</section>");
    }

    private void writeRunFolder(RunReport.ServerInfo server) {
        html.addElement(
                "p class=\"fine\"",
                texts.get("report.run-folder", server.address(), server.runFolder()));
    }

    private void writeBackup(RunReport.BackupLine backup) {
        html.addMarkup("<div class=\"backup\">")
                .addElement("h3", texts.format(backup.step()))
                .addElement("p", texts.format(backup.where()))
                .addElement("pre class=\"evidence\"", String.join("\n", backup.evidence()))
                .addMarkup("</div>");
    }

    /// Writes what the run left, followed by the command that removes it.
    private void writeArtifact(RunReport.ArtifactLine artifact) {
        html.addElement(
                "p",
                texts.get(
                        "report.artifact.line",
                        artifact.where(),
                        texts.formatKind(artifact.kind()),
                        artifact.name(),
                        artifact.size(),
                        artifact.why()));
        html.addElement("pre class=\"evidence\"", artifact.command());
    }
}
