package dev.handrail.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// A page that stands for itself: no script, nothing loaded from anywhere.
final class HtmlReport {
    private final Account account;
    private final Words words;
    private final Html html = new Html();

    HtmlReport(Account account, Words words) {
        this.account = account;
        this.words = words;
    }

    @Override
    public String toString() {
        html.raw("<!doctype html>").raw("<html lang=\"en\"><head><meta charset=\"utf-8\">");
        html.raw(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                        + " style-src 'unsafe-inline'\">");
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.raw("<meta name=\"color-scheme\" content=\"light dark\">");
        html.text("title", account.title() + " – " + account.verdict().word());
        html.raw("<style>" + style() + "</style></head><body><main>");
        head();
        overview();
        remaining();
        new HtmlSteps(html, words).write(account.hops());
        state();
        findings();
        decisions();
        backups();
        notes();
        appendix();
        html.raw("<footer>");
        html.text(
                "p",
                "Written by Handrail from the journal of run "
                        + account.run()
                        + ". Times are in "
                        + words.zone(account.started())
                        + ".");
        return html.raw("</footer></main></body></html>").toString();
    }

    private void head() {
        html.raw("<header class=\"" + Html.tone(account.verdict().tone()) + "\">");
        html.text("p class=\"kind\"", kind());
        html.text("h1", account.title());
        html.raw("<p class=\"verdict\">");
        html.text("strong", account.verdict().word()).text("span", account.verdict().sentence());
        html.raw("</p></header>");
    }

    private String kind() {
        if (!account.looksAt().isEmpty()) {
            return "Verification report";
        }
        return account.takesBack().isEmpty() ? "Upgrade report" : "Roll-back report";
    }

    private void overview() {
        html.raw("<section><dl class=\"overview\">");
        for (Account.Server server : account.servers()) {
            String role =
                    account.servers().size() == 1 ? "Server" : "Server (" + server.role() + ")";
            String tag = server.environment().isEmpty() ? "" : " – " + server.environment();
            pair(
                    role,
                    server.name().equals(server.address())
                                    || server.address().endsWith("@" + server.name())
                            ? server.address() + tag
                            : server.name() + ", " + server.address() + tag);
        }
        pair("Way", account.product().route());
        pair("Started", words.time(account.started()));
        account.finished().ifPresent(at -> pair("Finished", words.time(at)));
        pair("Took", Words.span(account.took()));
        pair("Run", account.run());
        pair("Takes back run", account.takesBack());
        pair("Looks at run", account.looksAt());
        html.raw("</dl></section>");
    }

    private void pair(String label, String value) {
        if (!value.isEmpty()) {
            html.raw("<div>").text("dt", label).text("dd", value).raw("</div>");
        }
    }

    private void remaining() {
        if (!account.remaining().isEmpty()) {
            html.raw("<section class=\"remaining\"><h2>What remains for you</h2><ul>");
            account.remaining().forEach(item -> html.text("li", item));
            html.raw("</ul></section>");
        }
    }

    private void state() {
        if (!account.state().isEmpty()) {
            table("State before and after", "What", "Before", "After");
            for (Account.StateLine line : account.state()) {
                html.raw(line.changed() ? "<tr class=\"changed\">" : "<tr>");
                html.raw(
                        "<td>"
                                + Html.escape(line.key())
                                + "</td><td>"
                                + Html.escape(Html.dash(line.before()))
                                + "</td><td>"
                                + Html.escape(Html.dash(line.after()))
                                + "</td></tr>");
            }
            endTable();
        }
    }

    private void findings() {
        if (!account.findings().isEmpty()) {
            html.raw("<section><h2>Findings before the start</h2><ul class=\"findings\">");
            for (Account.FindingLine finding : account.findings()) {
                html.raw("<li class=\"" + severity(finding.severity()) + "\">");
                html.raw("<div class=\"line\">").text("span class=\"badge\"", finding.severity());
                html.text("span class=\"title\"", finding.title()).raw("</div>");
                html.text("p", finding.why()).text("pre", finding.fix());
                html.text(
                        "p class=\"waiver\"",
                        finding.waiver().isEmpty()
                                ? ""
                                : "Set aside by the admin: " + finding.waiver());
                html.text("p class=\"fine\"", Words.joined(" · ", finding.key(), finding.source()))
                        .raw("</li>");
            }
            html.raw("</ul></section>");
        }
    }

    private void decisions() {
        if (!account.decisions().isEmpty()) {
            table("Questions and the admin's answers", "When", "Question", "Answer");
            for (Account.Decision decision : account.decisions()) {
                html.row(
                        words.time(decision.answered().orElse(decision.asked())),
                        Words.joined(" – ", decision.title(), decision.question()),
                        decision.answered().isEmpty()
                                ? "not answered yet"
                                : Words.joined(
                                        " – ",
                                        decision.answer(),
                                        decision.reason(),
                                        String.join("; ", decision.files())));
            }
            endTable();
        }
        if (!account.interruptions().isEmpty()) {
            table("Interruptions", "When", "What");
            account.interruptions()
                    .forEach(event -> html.row(words.time(event.at()), event.what()));
            endTable();
        }
    }

    private void backups() {
        html.raw("<section><h2>Backups</h2>");
        if (account.backups().isEmpty()) {
            html.text("p", "This run made no backup.");
        }
        for (Account.Kept kept : account.backups()) {
            html.raw("<div class=\"kept\">").text("h3", kept.step()).text("p", kept.where());
            html.text("pre class=\"evidence\"", String.join("\n", kept.evidence()));
            html.raw("</div>");
        }
        if (!account.leftBehind().isEmpty()) {
            html.text("h3", "Left behind");
            for (Account.LeftLine left : account.leftBehind()) {
                html.text(
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
                html.text("pre class=\"evidence\"", left.command());
            }
        }
        for (Account.Server server : account.servers()) {
            html.text(
                    "p class=\"fine\"",
                    "Scripts, logs and files of this run on "
                            + server.address()
                            + ": "
                            + server.runFolder());
        }
        html.raw("</section>");
    }

    private void notes() {
        if (!account.notes().isEmpty()) {
            html.raw("<section><h2>Notes of the versions that were crossed</h2>");
            for (Account.NoteLine note : account.notes()) {
                html.text("h3", note.crossing())
                        .text("p class=\"note\"", note.text())
                        .text("p class=\"fine\"", note.source());
            }
            html.raw("</section>");
        }
    }

    private void appendix() {
        if (!account.variables().isEmpty()) {
            table("Choices", "Variable", "Value");
            account.variables().forEach((key, value) -> html.row(key, value));
            endTable();
        }
        if (!account.facts().isEmpty()) {
            table("What was seen on the server before", "Fact", "Value", "Seen with");
            account.facts().forEach(fact -> html.row(fact.key(), fact.value(), fact.evidence()));
            endTable();
        }
        table("Servers", "Role", "Address", "Host key");
        account.servers()
                .forEach(server -> html.row(server.role(), server.address(), server.hostKey()));
        endTable();
    }

    private void table(String title, String... heads) {
        html.raw("<section>")
                .text("h2", title)
                .raw("<table class=\"of" + heads.length + "\"><thead><tr>");
        for (String head : heads) {
            html.text("th", head);
        }
        html.raw("</tr></thead><tbody>");
    }

    private void endTable() {
        html.raw("</tbody></table></section>");
    }

    private static String severity(String severity) {
        return severity.equals("blocker") ? "bad" : severity.equals("warning") ? "warning" : "open";
    }

    private static String style() {
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
