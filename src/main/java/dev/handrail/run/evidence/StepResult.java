package dev.handrail.run.evidence;

import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.redact.SecretRedactor;

import java.util.List;

/// How a step ended. `reason`: one sentence. `seen`: the lines that decided.
public record StepResult(StepOutcome outcome, String reason, List<String> seen) {
    /// What a script said on its way out may be in there.
    public StepResult {
        SecretRedactor mask = new SecretRedactor(List.of());
        reason = mask.redactText(reason);
        seen = seen.stream().map(mask::redactText).toList();
    }

    public static StepResult stepOk(String reason) {
        return new StepResult(StepOutcome.OK, reason, List.of());
    }

    public static StepResult stepFailed(String reason) {
        return new StepResult(StepOutcome.FAILED, reason, List.of());
    }

    static StepResult stepUnknown(String reason) {
        return stepUnknown(reason, List.of());
    }

    public static StepResult stepUnknown(String reason, List<String> seen) {
        return new StepResult(StepOutcome.UNKNOWN, reason, seen);
    }

    /// The same with one more sentence.
    public StepResult withSentence(String sentence) {
        return new StepResult(outcome, reason + " " + sentence, seen);
    }

    public boolean hasOutcome(StepOutcome wanted) {
        return outcome == wanted;
    }
}
