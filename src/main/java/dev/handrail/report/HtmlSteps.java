package dev.handrail.report;

import dev.handrail.report.Account.StepPart;

import java.util.List;

/// The steps of a run on its page, each with what decided it.
record HtmlSteps(Html html, Words words) {

    void write(List<Account.HopPart> hops) {
        html.raw("<section><h2>Steps</h2>");
        for (Account.HopPart hop : hops) {
            if (hops.size() > 1) {
                html.text("h3", "Hop " + hop.number() + ": " + hop.from() + " → " + hop.to());
            }
            html.raw("<ol class=\"steps\">");
            hop.steps().forEach(this::step);
            html.raw("</ol>");
        }
        html.raw("</section>");
    }

    private void step(StepPart step) {
        html.raw("<li class=\"" + Html.tone(step.tone()) + "\"><div class=\"line\">");
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
                    line.key() + ": " + Html.dash(line.before()) + " → " + Html.dash(line.after()));
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
        html.text(
                "p class=\"fine\"",
                Words.joined(" · ", step.reversibility(), script, step.source()));
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
}
