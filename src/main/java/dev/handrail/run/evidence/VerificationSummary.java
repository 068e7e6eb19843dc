package dev.handrail.run.evidence;

import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;

import java.util.ArrayList;
import java.util.List;

/// Says what a verification has found: what is not well, and what has changed since.
public final class VerificationSummary {
    private static final int NAMED = 20;

    private VerificationSummary() {}

    public static String of(Run run) {
        List<StepRun> wrong = run.steps().stream().filter(step -> !step.hasPassed()).toList();
        List<String> parts = new ArrayList<>();
        if (wrong.isEmpty()) {
            parts.add("All is well.");
        }
        for (StepRun step : wrong) {
            parts.add("\"" + step.step().info().title() + "\": " + whatIsWrong(step));
        }
        if (!run.before().isEmpty() && !run.after().isEmpty()) {
            parts.add(StateProbe.describeChanges(run.before(), run.after(), NAMED));
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
