package dev.handrail.run;

/// How the fix of a finding ended. `exit`: its exit code, -1 after a timeout. `output`: all that it
/// printed, redacted.
public record FixResult(int exit, String output) {}
