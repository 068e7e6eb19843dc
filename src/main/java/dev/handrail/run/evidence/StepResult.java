package dev.handrail.run.evidence;

import dev.handrail.model.Message;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.time.ServerTimes;
import dev.handrail.redact.SecretRedactor;

import java.util.List;
import java.util.Optional;

/// How a step ended. `seen`: the lines of output that decided. `times`: when its script began and
/// ended, by the server's clocks.
public record StepResult(
        StepOutcome outcome, Message reason, List<String> seen, Optional<ServerTimes> times) {
    /// Redacts both texts, because the last lines of a script may contain secrets.
    public StepResult {
        SecretRedactor mask = new SecretRedactor(List.of());
        reason = reason.mapText(mask::redactText);
        seen = seen.stream().map(mask::redactText).toList();
    }

    public StepResult(StepOutcome outcome, Message reason, List<String> seen) {
        this(outcome, reason, seen, Optional.empty());
    }

    public static StepResult stepOk(Message reason) {
        return new StepResult(StepOutcome.OK, reason, List.of());
    }

    public static StepResult stepFailed(Message reason) {
        return new StepResult(StepOutcome.FAILED, reason, List.of());
    }

    static StepResult stepUnknown(Message reason) {
        return stepUnknown(reason, List.of());
    }

    public static StepResult stepUnknown(Message reason, List<String> seen) {
        return new StepResult(StepOutcome.UNKNOWN, reason, seen);
    }

    /// Returns the same result with one more sentence in its reason.
    public StepResult withSentence(Message sentence) {
        return new StepResult(outcome, Message.sentences(reason, sentence), seen, times);
    }

    public StepResult withTimes(Optional<ServerTimes> measured) {
        return new StepResult(outcome, reason, seen, measured);
    }

    public boolean hasOutcome(StepOutcome wanted) {
        return outcome == wanted;
    }
}
