package dev.handrail.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// A page that stands for itself: no script, nothing loaded from anywhere.
final class HtmlReport {
    private final RunReport account;
    private final DisplayFormat words;
    private final HtmlWriter html = new HtmlWriter();

    HtmlReport(RunReport account, DisplayFormat words) {
        this.account = account;
        this.words = words;
    }

    @Override
    public String toString() {
        html.addMarkup("<!doctype html>")
                .addMarkup("<html lang=\"en\"><head><meta charset=\"utf-8\">");
        html.addMarkup(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                        + " style-src 'unsafe-inline'\">");
        html.addMarkup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.addMarkup("<meta name=\"color-scheme\" content=\"light dark\">");
        html.addElement("title", account.reportTitle() + " – " + account.verdict().word());
        html.addMarkup("<style>" + readStyleSheet() + "</style></head><body><main>");
        writeHeader();
        writeOverview();
        writeOpenItems();
        new HtmlSteps(html, words).writeSteps(account.hops());
        writeState();
        writeFindings();
        writeDecisions();
        writeBackups();
        writeNotes();
        writeAppendix();
        html.addMarkup("<footer>");
        html.addElement(
                "p",
                "Written by Handrail from the journal of run "
                        + account.run()
                        + ". Times are in "
                        + words.formatZone(account.started())
                        + ".");
        return html.addMarkup("</footer></main></body></html>").toString();
    }

    private void writeHeader() {
        html.addMarkup("<header class=\"" + HtmlWriter.toneClass(account.verdict().tone()) + "\">");
        html.addElement("p class=\"kind\"", reportKind());
        html.addElement("h1", account.reportTitle());
        html.addMarkup("<p class=\"verdict\">");
        html.addElement("strong", account.verdict().word())
                .addElement("span", account.verdict().sentence());
        html.addMarkup("</p></header>");
    }

    private String reportKind() {
        if (!account.looksAt().isEmpty()) {
            return "Verification report";
        }
        return account.takesBack().isEmpty() ? "Upgrade report" : "Roll-back report";
    }

    private void writeOverview() {
        html.addMarkup("<section><dl class=\"overview\">");
        for (RunReport.ServerInfo server : account.servers()) {
            String role =
                    account.servers().size() == 1 ? "Server" : "Server (" + server.role() + ")";
            String tag = server.environment().isEmpty() ? "" : " – " + server.environment();
            writePair(
                    role,
                    server.name().equals(server.address())
                                    || server.address().endsWith("@" + server.name())
                            ? server.address() + tag
                            : server.name() + ", " + server.address() + tag);
        }
        writePair("Way", account.product().route());
        writePair("Started", words.formatTime(account.started()));
        account.finished().ifPresent(at -> writePair("Finished", words.formatTime(at)));
        writePair("Took", DisplayFormat.formatDuration(account.elapsedTime()));
        writePair("Run", account.run());
        writePair("Takes back run", account.takesBack());
        writePair("Looks at run", account.looksAt());
        html.addMarkup("</dl></section>");
    }

    private void writePair(String label, String value) {
        if (!value.isEmpty()) {
            html.addMarkup("<div>")
                    .addElement("dt", label)
                    .addElement("dd", value)
                    .addMarkup("</div>");
        }
    }

    private void writeOpenItems() {
        if (!account.remaining().isEmpty()) {
            html.addMarkup("<section class=\"remaining\"><h2>What remains for you</h2><ul>");
            account.remaining().forEach(item -> html.addElement("li", item));
            html.addMarkup("</ul></section>");
        }
    }

    private void writeState() {
        if (!account.state().isEmpty()) {
            startTable("State before and after", "What", "Before", "After");
            for (RunReport.StateLine line : account.state()) {
                html.addMarkup(line.hasChanged() ? "<tr class=\"changed\">" : "<tr>");
                html.addMarkup(
                        "<td>"
                                + HtmlWriter.escapeText(line.key())
                                + "</td><td>"
                                + HtmlWriter.escapeText(HtmlWriter.orDash(line.before()))
                                + "</td><td>"
                                + HtmlWriter.escapeText(HtmlWriter.orDash(line.after()))
                                + "</td></tr>");
            }
            endTable();
        }
    }

    private void writeFindings() {
        if (!account.findings().isEmpty()) {
            html.addMarkup("<section><h2>Findings before the start</h2><ul class=\"findings\">");
            for (RunReport.FindingLine finding : account.findings()) {
                html.addMarkup("<li class=\"" + severityClass(finding.severity()) + "\">");
                html.addMarkup("<div class=\"line\">")
                        .addElement("span class=\"badge\"", finding.severity());
                html.addElement("span class=\"title\"", finding.title()).addMarkup("</div>");
                html.addElement("p", finding.why()).addElement("pre", finding.fix());
                html.addElement(
                        "p class=\"waiver\"",
                        finding.waiver().isEmpty()
                                ? ""
                                : "Set aside by the admin: " + finding.waiver());
                html.addElement(
                                "p class=\"fine\"",
                                DisplayFormat.joinNonEmpty(" · ", finding.key(), finding.source()))
                        .addMarkup("</li>");
            }
            html.addMarkup("</ul></section>");
        }
    }

    private void writeDecisions() {
        if (!account.decisions().isEmpty()) {
            startTable("Questions and the admin's answers", "When", "Question", "Answer");
            for (RunReport.AdminDecision decision : account.decisions()) {
                html.addRow(
                        words.formatTime(decision.answered().orElse(decision.asked())),
                        DisplayFormat.joinNonEmpty(" – ", decision.title(), decision.question()),
                        decision.answered().isEmpty()
                                ? "not answered yet"
                                : DisplayFormat.joinNonEmpty(
                                        " – ",
                                        decision.answer(),
                                        decision.reason(),
                                        String.join("; ", decision.files())));
            }
            endTable();
        }
        if (!account.interruptions().isEmpty()) {
            startTable("Interruptions", "When", "What");
            account.interruptions()
                    .forEach(event -> html.addRow(words.formatTime(event.at()), event.what()));
            endTable();
        }
    }

    private void writeBackups() {
        html.addMarkup("<section><h2>Backups</h2>");
        if (account.backups().isEmpty()) {
            html.addElement("p", "This run made no backup.");
        }
        for (RunReport.BackupLine kept : account.backups()) {
            html.addMarkup("<div class=\"kept\">")
                    .addElement("h3", kept.step())
                    .addElement("p", kept.where());
            html.addElement("pre class=\"evidence\"", String.join("\n", kept.evidence()));
            html.addMarkup("</div>");
        }
        if (!account.leftBehind().isEmpty()) {
            html.addElement("h3", "Left behind");
            for (RunReport.ArtifactLine left : account.leftBehind()) {
                html.addElement(
                        "p",
                        left.where()
                                + ": "
                                + left.kind()
                                + " "
                                + left.name()
                                + " ("
                                + left.size()
                                + "), "
                                + left.why());
                html.addElement("pre class=\"evidence\"", left.command());
            }
        }
        for (RunReport.ServerInfo server : account.servers()) {
            html.addElement(
                    "p class=\"fine\"",
                    "Scripts, logs and files of this run on "
                            + server.address()
                            + ": "
                            + server.runFolder());
        }
        html.addMarkup("</section>");
    }

    private void writeNotes() {
        if (!account.notes().isEmpty()) {
            html.addMarkup("<section><h2>Notes of the versions that were crossed</h2>");
            for (RunReport.NoteLine note : account.notes()) {
                html.addElement("h3", note.crossing())
                        .addElement("p class=\"note\"", note.text())
                        .addElement("p class=\"fine\"", note.source());
            }
            html.addMarkup("</section>");
        }
    }

    private void writeAppendix() {
        if (!account.variables().isEmpty()) {
            startTable("Choices", "Variable", "Value");
            account.variables().forEach((key, value) -> html.addRow(key, value));
            endTable();
        }
        if (!account.facts().isEmpty()) {
            startTable("What was seen on the server before", "Fact", "Value", "Seen with");
            account.facts().forEach(fact -> html.addRow(fact.key(), fact.value(), fact.evidence()));
            endTable();
        }
        startTable("Servers", "Role", "Address", "Host key");
        account.servers()
                .forEach(server -> html.addRow(server.role(), server.address(), server.hostKey()));
        endTable();
    }

    private void startTable(String title, String... heads) {
        html.addMarkup("<section>")
                .addElement("h2", title)
                .addMarkup("<table class=\"of" + heads.length + "\"><thead><tr>");
        for (String head : heads) {
            html.addElement("th", head);
        }
        html.addMarkup("</tr></thead><tbody>");
    }

    private void endTable() {
        html.addMarkup("</tbody></table></section>");
    }

    private static String severityClass(String severity) {
        return severity.equals("blocker") ? "bad" : severity.equals("warning") ? "warning" : "open";
    }

    private static String readStyleSheet() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("/report/report.css")) {
            if (in == null) {
                throw new IllegalStateException("Handrail is not whole: report.css is missing.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
