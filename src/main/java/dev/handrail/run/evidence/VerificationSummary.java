package dev.handrail.run.evidence;

import dev.handrail.model.Message;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;

import java.util.ArrayList;
import java.util.List;

/// Summarizes a verification: which checks failed, and what has changed since the run.
public final class VerificationSummary {
    private static final int NAMED = 20;

    private VerificationSummary() {}

    public static Message of(Run run) {
        List<Message> parts = new ArrayList<>(describeFailures(run));
        if (parts.isEmpty()) {
            parts.add(Message.of("run.verification.passed"));
        }
        if (!run.before().isEmpty() && !run.after().isEmpty()) {
            parts.add(StateProbe.describeChanges(run.before(), run.after(), NAMED));
        }
        return Message.join(Message.Joint.SENTENCES, parts);
    }

    private static List<Message> describeFailures(Run run) {
        return run.steps().stream()
                .filter(step -> !step.hasPassed())
                .map(VerificationSummary::describeFailure)
                .toList();
    }

    private static Message describeFailure(StepRun step) {
        return Message.of("verification.not-well", step.step().info().title(), step.reason());
    }
}
