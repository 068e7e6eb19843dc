package dev.handrail.report;

import dev.handrail.report.RunReport.StepSection;

import java.util.List;

/// The steps of a run on its page, each with what decided it.
record HtmlSteps(HtmlWriter html, DisplayFormat words) {

    void writeSteps(List<RunReport.HopSection> hops) {
        html.addMarkup("<section><h2>Steps</h2>");
        for (RunReport.HopSection hop : hops) {
            if (hops.size() > 1) {
                html.addElement("h3", "Hop " + hop.number() + ": " + hop.from() + " → " + hop.to());
            }
            html.addMarkup("<ol class=\"steps\">");
            hop.steps().forEach(this::writeStep);
            html.addMarkup("</ol>");
        }
        html.addMarkup("</section>");
    }

    private void writeStep(StepSection step) {
        html.addMarkup(
                "<li class=\"" + HtmlWriter.toneClass(step.tone()) + "\"><div class=\"line\">");
        html.addElement("span class=\"phase\"", step.phase())
                .addElement("span class=\"title\"", step.title());
        html.addElement("span class=\"badge\"", step.outcome());
        html.addElement(
                "span class=\"took\"",
                step.attempts().isEmpty()
                        ? ""
                        : step.attempts()
                                .getLast()
                                .elapsedTime()
                                .map(DisplayFormat::formatDuration)
                                .orElse(""));
        html.addMarkup("</div>");
        html.addElement("p class=\"why\"", step.why()).addElement("p", step.reason());
        writeEvidence(step.evidence());
        for (RunReport.StateLine line : step.changed()) {
            html.addElement(
                    "p class=\"changed\"",
                    line.key()
                            + ": "
                            + HtmlWriter.orDash(line.before())
                            + " → "
                            + HtmlWriter.orDash(line.after()));
        }
        for (RunReport.AttemptSection attempt : step.attempts()) {
            boolean told = attempt == step.attempts().getLast();
            if (!told || !attempt.tail().isEmpty()) {
                writeAttempt(attempt, told);
            }
        }
        String script =
                step.script().isEmpty()
                        ? ""
                        : step.script() + " (SHA-256 " + step.sha256().substring(0, 12) + "…)";
        html.addElement(
                "p class=\"fine\"",
                DisplayFormat.joinNonEmpty(" · ", step.reversibility(), script, step.source()));
        html.addMarkup("</li>");
    }

    private void writeAttempt(RunReport.AttemptSection attempt, boolean told) {
        html.addMarkup("<div class=\"attempt\">");
        html.addElement(
                "p",
                "Attempt "
                        + attempt.number()
                        + ", "
                        + words.formatTime(attempt.started())
                        + ": "
                        + attempt.outcome()
                        + (told || attempt.reason().isEmpty() ? "" : ". " + attempt.reason()));
        if (!told) {
            writeEvidence(attempt.evidence());
        }
        if (!attempt.tail().isEmpty()) {
            html.addElement("p class=\"fine\"", "The last lines of its output")
                    .addElement("pre", String.join("\n", attempt.tail()));
        }
        html.addMarkup("</div>");
    }

    private void writeEvidence(List<String> lines) {
        html.addElement("pre class=\"evidence\"", String.join("\n", lines));
    }
}
