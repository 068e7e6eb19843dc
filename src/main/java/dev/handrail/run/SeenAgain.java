package dev.handrail.run;

import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;

import java.util.ArrayList;
import java.util.List;

/// Says what a verification has found: what is not well, and what has changed since.
final class SeenAgain {
    private static final int NAMED = 20;

    private SeenAgain() {}

    static String of(Run run) {
        List<StepRun> wrong = run.steps().stream().filter(step -> !step.passed()).toList();
        List<String> parts = new ArrayList<>();
        if (wrong.isEmpty()) {
            parts.add("All is well.");
        }
        for (StepRun step : wrong) {
            parts.add("\"" + step.step().info().title() + "\": " + whatIsWrong(step));
        }
        if (!run.before().isEmpty() && !run.after().isEmpty()) {
            parts.add(State.found(run.before(), run.after(), NAMED));
        }
        return String.join(" ", parts);
    }

    private static String whatIsWrong(StepRun step) {
        boolean compared = step.step().info().id().equals("verify-evidence");
        return compared && !step.seen().isEmpty()
                ? String.join("; ", step.seen()) + "."
                : step.reason();
    }
}
