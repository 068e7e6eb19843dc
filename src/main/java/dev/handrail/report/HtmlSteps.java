package dev.handrail.report;

import dev.handrail.model.summary.StateComparison.StateLine;
import dev.handrail.report.RunReport.AttemptSection;
import dev.handrail.report.RunReport.StepSection;

import java.util.List;

/// Writes the steps of a run, each with the evidence for its outcome.
record HtmlSteps(HtmlWriter html, ReportTexts texts) {

    /// A hop has a heading of its own only if the run has several hops.
    void writeSteps(List<RunReport.HopSection> hops) {
        html.addMarkup("<section>").addElement("h2", texts.get("report.heading.steps"));
        for (RunReport.HopSection hop : hops) {
            if (hops.size() > 1) {
                html.addElement("h3", texts.get("report.hop", hop.number(), hop.from(), hop.to()));
            }
            html.addMarkup("<ol class=\"steps\">");
            hop.steps().forEach(this::writeStep);
            html.addMarkup("</ol>");
        }
        html.addMarkup("</section>");
    }

    /// Shows the last attempt only with its output; its reason and evidence belong to the step.
    private void writeStep(StepSection step) {
        writeTitle(step);
        html.addElement("p class=\"why\"", texts.format(step.why()))
                .addElement("p", texts.format(step.reason()));
        writeEvidence(step.evidence());
        step.changed().forEach(this::writeChange);
        writeAttempts(step.attempts());
        writeOrigin(step);
        html.addMarkup("</li>");
    }

    private void writeAttempts(List<AttemptSection> attempts) {
        for (AttemptSection attempt : attempts) {
            boolean last = attempt == attempts.getLast();
            if (!last || !attempt.tail().isEmpty()) {
                writeAttempt(attempt, last);
            }
        }
    }

    /// Writes how the step is undone, its script and its source.
    private void writeOrigin(StepSection step) {
        String reversibility = texts.format(step.reversibility());
        html.addElement(
                "p class=\"fine\"",
                DisplayFormat.joinNonEmpty(
                        " · ", reversibility, describeScript(step), step.source()));
    }

    private void writeTitle(StepSection step) {
        String took = step.elapsedTime().map(texts::formatDuration).orElse("");
        html.addMarkup("<li class=\"" + HtmlWriter.toneClass(step.tone()) + "\">")
                .addMarkup("<div class=\"line\">")
                .addElement("span class=\"phase\"", texts.formatConstant("phase", step.phase()))
                .addElement("span class=\"title\"", texts.format(step.title()))
                .addElement("span class=\"badge\"", texts.formatConstant("outcome", step.outcome()))
                .addElement("span class=\"took\"", took)
                .addMarkup("</div>");
    }

    private void writeChange(StateLine line) {
        html.addElement(
                "p class=\"changed\"",
                line.key()
                        + ": "
                        + HtmlWriter.orDash(line.before())
                        + " → "
                        + HtmlWriter.orDash(line.after()));
    }

    /// Gives the script's file and the first 12 digits of its hash; empty for a step without a
    /// script.
    private static String describeScript(StepSection step) {
        return step.script().isEmpty()
                ? ""
                : step.script() + " (SHA-256 " + step.sha256().substring(0, 12) + "…)";
    }

    /// Writes one attempt. For the last one it leaves out reason and evidence, because the step
    /// itself already shows them.
    private void writeAttempt(AttemptSection attempt, boolean last) {
        String line = describeAttempt(attempt);
        html.addMarkup("<div class=\"attempt\">");
        if (last) {
            html.addElement("p", line);
        } else {
            String reason = texts.format(attempt.reason());
            html.addElement("p", DisplayFormat.joinNonEmpty(". ", line, reason));
            writeEvidence(attempt.evidence());
        }
        writeOutput(attempt.tail());
        html.addMarkup("</div>");
    }

    private String describeAttempt(AttemptSection attempt) {
        return texts.get(
                "report.attempt",
                attempt.number(),
                texts.formatTime(attempt.started()),
                texts.formatConstant("outcome", attempt.outcome()));
    }

    private void writeOutput(List<String> lines) {
        if (!lines.isEmpty()) {
            html.addElement("p class=\"fine\"", texts.get("report.attempt.output"))
                    .addElement("pre", String.join("\n", lines));
        }
    }

    private void writeEvidence(List<String> lines) {
        html.addElement("pre class=\"evidence\"", String.join("\n", lines));
    }
}
