package dev.handrail.model;

/// What it takes to undo a step.
public enum Reversibility {
    /// Nothing is lost by going back.
    FREE,
    /// Going back restores the backup.
    NEEDS_RESTORE,
    /// There is no way back past this step.
    ONE_WAY
}
