package dev.handrail.report;

import dev.handrail.model.Finding;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.StepOutcome;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What a person still has to do or to know after a run.
record OpenItems(Run run) {

    List<String> listItems() {
        List<String> all = new ArrayList<>();
        if (run.status() != Run.RunStatus.FINISHED) {
            all.add("The run is not finished: go on with it in Handrail.");
        }
        for (StepRun step : run.steps()) {
            String title = RunReportBuilder.sanitizeText(step.step().info().title());
            if (step.outcome().filter(o -> o == StepOutcome.SKIPPED).isPresent()) {
                all.add(
                        "Left out: "
                                + title
                                + asSentence(RunReportBuilder.sanitizeText(step.reason())));
            } else if (!step.hasPassed()) {
                all.add(
                        (step.attempts() == 0 ? "Not done: " : "Not finished: ")
                                + title
                                + asSentence(RunReportBuilder.sanitizeText(step.reason())));
            }
        }
        for (Finding finding : run.start().plan().findings()) {
            if (finding.waiver().isPresent()) {
                all.add(
                        "Set aside: "
                                + RunReportBuilder.sanitizeText(finding.title())
                                + asSentence(
                                        Stream.of(finding.why(), finding.fix())
                                                .map(RunReportBuilder::sanitizeText)
                                                .filter(text -> !text.isEmpty())
                                                .reduce((a, b) -> a + " " + b)
                                                .orElse("")));
            }
        }
        return all;
    }

    private static String asSentence(String reason) {
        return reason.isEmpty() ? "" : ". " + reason;
    }
}
