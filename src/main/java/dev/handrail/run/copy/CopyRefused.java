package dev.handrail.run.copy;

import dev.handrail.model.Message;
import dev.handrail.run.evidence.StepResult;

import java.util.Optional;

/// Ends a copy step before its work is done.
final class CopyRefused extends Exception {
    private static final long serialVersionUID = 1;
    private final transient StepResult result;

    CopyRefused(Message reason) {
        this(StepResult.stepFailed(reason));
    }

    CopyRefused(StepResult result) {
        super(result.toString(), null, false, false);
        this.result = result;
    }

    StepResult result() {
        return result;
    }

    static void throwIf(Optional<Message> reason) throws CopyRefused {
        if (reason.isPresent()) {
            throw new CopyRefused(reason.get());
        }
    }
}
