package dev.handrail.run;

import dev.handrail.model.RunEvent.AutoRollback;
import dev.handrail.model.RunEvent.RunKind;

import java.time.Duration;
import java.util.Optional;

/// Why a run is started. `origin`: the run that it rolls back or verifies, or empty.
/// `autoRollback`: that Handrail may roll it back by itself, or starts it by itself.
public record RunPurpose(RunKind kind, String origin, Optional<AutoRollback> autoRollback) {
    public static final RunPurpose UPGRADE = upgrade(Optional.empty());

    /// `limit`: after how long without an answer Handrail rolls it back by itself, or empty.
    public static RunPurpose upgrade(Optional<Duration> limit) {
        return new RunPurpose(RunKind.UPGRADE, "", limit.map(AutoRollback::allowed));
    }

    public static RunPurpose rollBack(String origin) {
        return new RunPurpose(RunKind.ROLL_BACK, origin, Optional.empty());
    }

    /// A roll-back that Handrail starts by itself after this time without an answer.
    public static RunPurpose rollBackByItself(String origin, Duration limit) {
        return new RunPurpose(RunKind.ROLL_BACK, origin, Optional.of(AutoRollback.started(limit)));
    }

    public static RunPurpose verify(String origin) {
        return new RunPurpose(RunKind.VERIFICATION, origin, Optional.empty());
    }

    public boolean isRollBack() {
        return kind == RunKind.ROLL_BACK;
    }
}
