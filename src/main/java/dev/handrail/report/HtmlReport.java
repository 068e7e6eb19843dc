package dev.handrail.report;

import dev.handrail.report.Account.StepPart;
import dev.handrail.report.Account.Tone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

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
        hops();
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
        html.raw("<header class=\"" + tone(account.verdict().tone()) + "\">");
        html.text(
                "p class=\"kind\"",
                account.takesBack().isEmpty() ? "Upgrade report" : "Roll-back report");
        html.text("h1", account.title());
        html.raw("<p class=\"verdict\">");
        html.text("strong", account.verdict().word()).text("span", account.verdict().sentence());
        html.raw("</p></header>");
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

    private void hops() {
        html.raw("<section><h2>Steps</h2>");
        for (Account.HopPart hop : account.hops()) {
            if (account.hops().size() > 1) {
                html.text("h3", "Hop " + hop.number() + ": " + hop.from() + " → " + hop.to());
            }
            html.raw("<ol class=\"steps\">");
            hop.steps().forEach(this::step);
            html.raw("</ol>");
        }
        html.raw("</section>");
    }

    private void step(StepPart step) {
        html.raw("<li class=\"" + tone(step.tone()) + "\"><div class=\"line\">");
        html.text("span class=\"phase\"", step.phase()).text("span class=\"title\"", step.title());
        html.text("span class=\"badge\"", step.outcome());
        html.text(
                "span class=\"took\"",
                step.attempts().isEmpty()
                        ? ""
                        : step.attempts().getLast().took().map(Words::span).orElse(""));
        html.raw("</div>");
        html.text("p class=\"why\"", step.why()).text("p", step.reason());
        evidence(step.evidence());
        for (Account.StateLine line : step.changed()) {
            html.text(
                    "p class=\"changed\"",
                    line.key() + ": " + dash(line.before()) + " → " + dash(line.after()));
        }
        for (Account.Attempt attempt : step.attempts()) {
            boolean told = attempt == step.attempts().getLast();
            if (!told || !attempt.tail().isEmpty()) {
                attempt(attempt, told);
            }
        }
        String script =
                step.script().isEmpty()
                        ? ""
                        : step.script() + " (SHA-256 " + step.sha256().substring(0, 12) + "…)";
        html.text("p class=\"fine\"", joined(" · ", step.reversibility(), script, step.source()));
        html.raw("</li>");
    }

    private void attempt(Account.Attempt attempt, boolean told) {
        html.raw("<div class=\"attempt\">");
        html.text(
                "p",
                "Attempt "
                        + attempt.number()
                        + ", "
                        + words.time(attempt.started())
                        + ": "
                        + attempt.outcome()
                        + (told || attempt.reason().isEmpty() ? "" : ". " + attempt.reason()));
        if (!told) {
            evidence(attempt.evidence());
        }
        if (!attempt.tail().isEmpty()) {
            html.text("p class=\"fine\"", "The last lines of its output")
                    .text("pre", String.join("\n", attempt.tail()));
        }
        html.raw("</div>");
    }

    private void evidence(List<String> lines) {
        html.text("pre class=\"evidence\"", String.join("\n", lines));
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
                                + Html.escape(dash(line.before()))
                                + "</td><td>"
                                + Html.escape(dash(line.after()))
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
                html.text("p class=\"fine\"", joined(" · ", finding.key(), finding.source()))
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
                        joined(" – ", decision.title(), decision.question()),
                        decision.answered().isEmpty()
                                ? "not answered yet"
                                : joined(
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
            evidence(kept.evidence());
            html.raw("</div>");
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

    private static String dash(String value) {
        return value.isEmpty() ? "–" : value;
    }

    private static String tone(Tone tone) {
        return tone.name().toLowerCase(Locale.ROOT);
    }

    private static String severity(String severity) {
        return severity.equals("blocker") ? "bad" : severity.equals("warning") ? "warning" : "open";
    }

    static String joined(String between, String... parts) {
        return List.of(parts).stream()
                .filter(part -> !part.isEmpty())
                .collect(java.util.stream.Collectors.joining(between));
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
