package dev.handrail.report;

import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.report.RunReport.ResultTone;
import dev.handrail.report.RunReport.StepProgress;

import java.util.Optional;

/// Classifies how steps and their attempts ended.
final class StepOutcomes {
    private StepOutcomes() {}

    static StepProgress progressOf(StepRun step) {
        return progressOf(step.outcome(), step.attempts());
    }

    static StepProgress progressOf(Optional<StepOutcome> outcome, int attempts) {
        if (outcome.isEmpty()) {
            return attempts == 0 ? StepProgress.NOT_STARTED : StepProgress.NOT_FINISHED;
        }
        return switch (outcome.get()) {
            case OK -> StepProgress.OK;
            case ALREADY_DONE -> StepProgress.ALREADY_DONE;
            case FAILED -> StepProgress.FAILED;
            case UNKNOWN -> StepProgress.UNKNOWN;
            case SKIPPED -> StepProgress.SKIPPED;
            case CANCELLED -> StepProgress.CANCELLED;
        };
    }

    static ResultTone toneOf(StepRun step) {
        return switch (progressOf(step)) {
            case OK, ALREADY_DONE -> ResultTone.GOOD;
            case SKIPPED, NOT_STARTED, NOT_FINISHED -> ResultTone.OPEN;
            case FAILED, UNKNOWN, CANCELLED -> ResultTone.BAD;
        };
    }

    /// Whether the run continues after such an outcome without asking.
    static boolean isGood(StepOutcome outcome) {
        return switch (outcome) {
            case OK, ALREADY_DONE, SKIPPED -> true;
            case FAILED, UNKNOWN, CANCELLED -> false;
        };
    }
}
