package dev.handrail.model;

/// What a run is for.
public enum RunKind {
    /// It takes a product to another version.
    UPGRADE,
    /// It takes back what another run did.
    ROLL_BACK,
    /// It looks again at what another run has left behind, and changes nothing.
    VERIFICATION,
    /// It only runs a command that fixes a finding.
    FIX
}
