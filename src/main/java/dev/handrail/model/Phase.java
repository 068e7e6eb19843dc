package dev.handrail.model;

/// The wizard page a step belongs to, in the order in which a hop walks them.
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
