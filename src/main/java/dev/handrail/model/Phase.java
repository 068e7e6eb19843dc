package dev.handrail.model;

/// The wizard page that a step belongs to, in the order in which a hop passes them.
public enum Phase {
    PREPARE,
    STOP,
    BACKUP,
    UPGRADE,
    CONFIGURE,
    MIGRATE,
    RESTART,
    VERIFY
}
