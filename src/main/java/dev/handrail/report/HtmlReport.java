package dev.handrail.report;

import dev.handrail.model.Phase;
import dev.handrail.model.bar.TimeBar;
import dev.handrail.model.bar.TimeBarText;
import dev.handrail.report.bar.TimeBarSvg;

/// Writes a report as one self-contained HTML page, which is well-formed XML, too. The page has no
/// scripts and loads nothing, which its content security policy enforces in the browser.
final class HtmlReport {
    private final RunReport report;
    private final ReportTexts texts;
    private final TimeBar bar;
    private final String styleSheet;
    private final HtmlWriter html = new HtmlWriter();

    /// `bar`: that of the run, to be drawn. `styleSheet`: the name of its resource.
    HtmlReport(RunReport report, TimeBar bar, ReportTexts texts, String styleSheet) {
        this.report = report;
        this.bar = bar;
        this.texts = texts;
        this.styleSheet = styleSheet;
    }

    @Override
    public String toString() {
        writeHead();
        writeHeader();
        writeOverview();
        writeTimeBar();
        writeOpenItems();
        new HtmlSteps(html, texts).writeSteps(report.hops());
        HtmlSections sections = new HtmlSections(html, texts);
        sections.writeChecks(report);
        sections.writeBackups(report);
        writeNotes();
        writeAppendix();
        writeFooter();
        return html.toString();
    }

    /// Draws what happened when, explains it in words, and writes the table behind it.
    private void writeTimeBar() {
        if (bar.segments().isEmpty()) {
            return;
        }
        String description = HtmlWriter.escapeText(texts.format(new TimeBarText(bar).describe()));
        html.addMarkup("<section>")
                .addElement("h2", texts.get("summary.times"))
                .addMarkup(TimeBarSvg.draw(bar, this::phaseName, description))
                .addMarkup("<p class=\"fine\">" + description + "</p>")
                .addMarkup("<details>")
                .addElement("summary", texts.get("bar.table"));
        html.startTable("", texts.timeHeadings());
        report.times().forEach(line -> html.addRow(texts.timeCells(line)));
        html.endTable();
        html.addMarkup("</details></section>");
    }

    private String phaseName(Phase phase) {
        return HtmlWriter.escapeText(texts.formatConstant("phase", phase));
    }

    private void writeFooter() {
        String zone = texts.formatZone(report.started());
        html.addMarkup("<footer>")
                .addElement("p", texts.get("report.footer", report.run(), zone))
                .addMarkup("</footer></main></body></html>");
    }

    /// Writes everything up to the page's main element, with the style sheet inside the page.
    private void writeHead() {
        String language = texts.formatter().language();
        html.addMarkup("<!DOCTYPE html>")
                .addMarkup("<html lang=\"" + language + "\"><head><meta charset=\"utf-8\"/>");
        html.addMarkup(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                        + " style-src 'unsafe-inline'\"/>");
        html.addMarkup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>");
        html.addMarkup("<meta name=\"color-scheme\" content=\"light dark\"/>");
        html.addElement(
                "title", report.reportTitle() + " – " + texts.format(report.verdict().word()));
        html.addMarkup(
                "<style>" + HtmlWriter.readResource(styleSheet) + "</style></head><body><main>");
    }

    private void writeHeader() {
        RunReport.Verdict verdict = report.verdict();
        html.addMarkup("<header class=\"" + HtmlWriter.toneClass(verdict.tone()) + "\">");
        html.addElement("p class=\"kind\"", reportKind());
        html.addElement("h1", report.reportTitle());
        html.addMarkup("<p class=\"verdict\">");
        html.addElement("strong", texts.format(verdict.word()))
                .addElement("span", texts.format(verdict.sentence()));
        html.addMarkup("</p></header>");
    }

    /// Names the purpose of the run: an upgrade, a roll-back or a verification.
    private String reportKind() {
        if (!report.looksAt().isEmpty()) {
            return texts.get("report.kind.verification");
        }
        return texts.get(
                report.takesBack().isEmpty() ? "report.kind.upgrade" : "report.kind.rollback");
    }

    private void writeOverview() {
        html.addMarkup("<section><dl class=\"overview\">");
        for (RunReport.ServerInfo server : report.servers()) {
            addPair(texts.serverLabel(report, server), describeServer(server));
        }
        writePair("report.label.route", texts.format(report.product().route()));
        writePair("report.label.step", texts.format(report.currentStep()));
        writeTimes();
        writePair("report.label.run", report.run());
        writePair("report.label.rolls-back", report.takesBack());
        writePair("report.label.verifies", report.looksAt());
        html.addMarkup("</dl></section>");
    }

    private void writeTimes() {
        writePair("report.label.started", texts.formatTime(report.started()));
        writePair("report.label.finished", texts.formatTime(report.finished()));
        writePair("report.label.window-ends", texts.formatTime(report.windowEnds()));
        writePair("report.label.duration", texts.formatDuration(report.elapsedTime()));
        report.downtime()
                .ifPresent(
                        down -> writePair("report.label.downtime", texts.format(down.sentence())));
    }

    /// Gives the address, and the server's name in front of it only if the address does not contain
    /// it.
    private static String describeServer(RunReport.ServerInfo server) {
        String address = server.address();
        boolean named = address.equals(server.name()) || address.endsWith("@" + server.name());
        return DisplayFormat.joinNonEmpty(
                " – ", named ? address : server.name() + ", " + address, server.environment());
    }

    /// Leaves out the label of an empty value. `label`: its key.
    private void writePair(String label, String value) {
        if (!value.isEmpty()) {
            addPair(texts.get(label), value);
        }
    }

    private void addPair(String label, String value) {
        html.addMarkup("<div>").addElement("dt", label).addElement("dd", value).addMarkup("</div>");
    }

    /// Lists what the admin still has to do; writes no section when nothing remains.
    private void writeOpenItems() {
        if (!report.remaining().isEmpty()) {
            html.addMarkup("<section class=\"remaining\">")
                    .addElement("h2", texts.get("report.heading.open-items"))
                    .addMarkup("<ul>");
            report.remaining().forEach(item -> html.addElement("li", texts.format(item)));
            html.addMarkup("</ul></section>");
        }
    }

    private void writeNotes() {
        if (!report.notes().isEmpty()) {
            html.addMarkup("<section>").addElement("h2", texts.get("report.heading.notes"));
            for (RunReport.NoteLine note : report.notes()) {
                html.addElement("h3", note.crossing())
                        .addElement("p class=\"note\"", texts.format(note.text()))
                        .addElement("p class=\"fine\"", note.source());
            }
            html.addMarkup("</section>");
        }
    }

    /// Writes what explains the plan: its variables, the facts with the commands that showed them,
    /// and the servers with their host keys.
    private void writeAppendix() {
        if (!report.variables().isEmpty()) {
            writeVariables();
        }
        if (!report.facts().isEmpty()) {
            writeFacts();
        }
        writeServers();
    }

    private void writeVariables() {
        html.startTable(
                texts.get("report.heading.variables"),
                texts.get("report.column.variable"),
                texts.get("report.column.value"));
        report.variables().forEach((key, value) -> html.addRow(key, value));
        html.endTable();
    }

    private void writeFacts() {
        html.startTable(
                texts.get("report.heading.facts"),
                texts.get("report.column.fact"),
                texts.get("report.column.value"),
                texts.get("report.column.command"));
        report.facts().forEach(fact -> html.addRow(fact.key(), fact.value(), fact.evidence()));
        html.endTable();
    }

    private void writeServers() {
        html.startTable(
                texts.get("report.heading.servers"),
                texts.get("report.column.role"),
                texts.get("report.column.address"),
                texts.get("report.column.host-key"));
        report.servers()
                .forEach(server -> html.addRow(server.role(), server.address(), server.hostKey()));
        html.endTable();
    }
}
