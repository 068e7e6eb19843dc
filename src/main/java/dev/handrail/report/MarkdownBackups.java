package dev.handrail.report;

/// Writes the backups, the artifacts and the run's folders on its servers.
record MarkdownBackups(MarkdownWriter out, ReportTexts texts) {

    void writeBackups(RunReport report) {
        out.addHeading(2, texts.get("report.heading.backups"));
        if (report.backups().isEmpty()) {
            out.addParagraph(texts.get("report.backups.none"));
        }
        report.backups().forEach(this::writeBackup);
        if (!report.leftBehind().isEmpty()) {
            writeArtifacts(report);
        }
        report.servers()
                .forEach(server ->
                        out.addParagraph(
                                texts.get(
                                        "report.run-folder",
                                        server.address(),
                                        server.runFolder())));
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
        for (RunReport.ArtifactLine artifact : report.leftBehind()) {
            out.addRow(
                    artifact.where(),
                    texts.formatKind(artifact.kind()) + " " + artifact.name(),
                    texts.formatSize(artifact.size()),
                    texts.format(artifact.why()),
                    artifact.command());
        }
    }
}
