package dev.handrail.report;

import dev.handrail.model.Finding;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.Outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What a person still has to do or to know after a run.
record Remaining(Run run) {

    List<String> all() {
        List<String> all = new ArrayList<>();
        if (run.status() != Run.Status.FINISHED) {
            all.add("The run is not finished: go on with it in Handrail.");
        }
        for (StepRun step : run.steps()) {
            String title = Accounts.clean(step.step().info().title());
            if (step.outcome().filter(o -> o == Outcome.SKIPPED).isPresent()) {
                all.add("Left out: " + title + sentence(Accounts.clean(step.reason())));
            } else if (!step.passed()) {
                all.add(
                        (step.attempts() == 0 ? "Not done: " : "Not finished: ")
                                + title
                                + sentence(Accounts.clean(step.reason())));
            }
        }
        for (Finding finding : run.start().plan().findings()) {
            if (finding.waiver().isPresent()) {
                all.add(
                        "Set aside: "
                                + Accounts.clean(finding.title())
                                + sentence(
                                        Stream.of(finding.why(), finding.fix())
                                                .map(Accounts::clean)
                                                .filter(text -> !text.isEmpty())
                                                .reduce((a, b) -> a + " " + b)
                                                .orElse("")));
            }
        }
        return all;
    }

    private static String sentence(String reason) {
        return reason.isEmpty() ? "" : ". " + reason;
    }
}
