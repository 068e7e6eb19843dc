package dev.handrail.remote.ssh;

/// Which program speaks SSH: the one built into Handrail, the system's own `ssh`, or whichever the
/// admin's SSH configuration needs.
public enum SshClient {
    AUTO,
    SYSTEM,
    BUILTIN
}
