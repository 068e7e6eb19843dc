package dev.handrail.report;

/// Writes the backups, the artifacts and the run's folders on its servers.
record HtmlBackups(HtmlWriter html, ReportTexts texts) {

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
        report.servers()
                .forEach(server ->
                        html.addElement(
                                "p class=\"fine\"",
                                texts.get(
                                        "report.run-folder",
                                        server.address(),
                                        server.runFolder())));
        html.addMarkup("</section>");
    }

    private void writeBackup(RunReport.BackupLine backup) {
        html.addMarkup("<div class=\"backup\">")
                .addElement("h3", texts.format(backup.step()))
                .addElement("p", texts.format(backup.where()))
                .addElement("pre class=\"evidence\"", String.join("\n", backup.evidence()))
                .addMarkup("</div>");
    }

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
