package dev.handrail.run;

import dev.handrail.model.RunEvent.RunKind;

/// Why a run is started. `origin`: the run that it rolls back or verifies, or empty.
public record RunPurpose(RunKind kind, String origin) {
    public static final RunPurpose UPGRADE = new RunPurpose(RunKind.UPGRADE, "");

    public static RunPurpose rollBack(String origin) {
        return new RunPurpose(RunKind.ROLL_BACK, origin);
    }

    public static RunPurpose verify(String origin) {
        return new RunPurpose(RunKind.VERIFICATION, origin);
    }

    public boolean isRollBack() {
        return kind == RunKind.ROLL_BACK;
    }
}
