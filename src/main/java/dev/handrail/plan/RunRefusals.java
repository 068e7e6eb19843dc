package dev.handrail.plan;

import dev.handrail.model.Finding;
import dev.handrail.model.Message;
import dev.handrail.model.Run;

import java.util.Optional;

/// Says why a run cannot be rolled back or verified, whatever its steps are.
final class RunRefusals {
    private RunRefusals() {}

    /// Returns why a run of this kind cannot be rolled back; empty if it can.
    static Optional<Finding> findRollbackRefusal(Run run) {
        if (run.isRecorded()) {
            return Optional.of(refuseRollbackOfRecording());
        }
        return switch (run.start().kind()) {
            case UPGRADE -> Optional.empty();
            case ROLL_BACK -> Optional.of(refuseRollbackOfRollback());
            case FIX -> Optional.of(refuseRollbackOfFix());
            case VERIFICATION -> Optional.of(refuseRollbackOfVerification(run.start().origin()));
        };
    }

    private static Finding refuseRollbackOfRecording() {
        return Finding.blocker(
                "rollback.recorded",
                Message.of("plan.rollback.recorded.title"),
                Message.of("plan.rollback.recorded.why"),
                Message.of("plan.rollback.recorded.fix"));
    }

    private static Finding refuseRollbackOfRollback() {
        return Finding.blocker(
                "rollback.of-rollback",
                Message.of("plan.rollback.of-rollback.title"),
                Message.of("plan.rollback.of-rollback.why"),
                Message.of("plan.rollback.of-rollback.fix"));
    }

    private static Finding refuseRollbackOfFix() {
        return Finding.blocker(
                "rollback.of-mending",
                Message.of("plan.rollback.of-fix.title"),
                Message.of("plan.rollback.of-fix.why"),
                Message.of("plan.rollback.of-fix.fix"));
    }

    private static Finding refuseRollbackOfVerification(String origin) {
        return Finding.blocker(
                "rollback.of-verification",
                Message.of("plan.rollback.of-verification.title"),
                Message.of("plan.rollback.nothing.title"),
                Message.of("plan.rollback.of-verification.fix", origin));
    }

    /// Returns why a run cannot be verified; empty if it can.
    static Optional<Finding> findVerificationRefusal(Run run) {
        if (run.isRecorded()) {
            return Optional.of(refuseCheckOfRecording());
        }
        if (run.isVerification()) {
            return Optional.of(refuseCheckOfVerification());
        }
        return run.hasSucceeded() && !run.isFix()
                ? Optional.empty()
                : Optional.of(refuseCheckOfUnfinished());
    }

    private static Finding refuseCheckOfRecording() {
        return Finding.blocker(
                "verify.recorded",
                Message.of("plan.verification.recorded.title"),
                Message.of("plan.verification.recorded.why"),
                Message.EMPTY);
    }

    private static Finding refuseCheckOfVerification() {
        return Finding.blocker(
                "verify.of-verification",
                Message.of("plan.verification.of-verification.title"),
                Message.of("plan.verification.of-verification.why"),
                Message.EMPTY);
    }

    private static Finding refuseCheckOfUnfinished() {
        return Finding.blocker(
                "verify.not-done",
                Message.of("plan.verification.not-done.title"),
                Message.of("plan.verification.not-done.why"),
                Message.EMPTY);
    }
}
