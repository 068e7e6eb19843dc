package dev.handrail.run;

/// What a command that mends a finding came to. `exit`: -1 when it was left at its time-out.
/// `output`: all that it printed, masked.
public record FixResult(int exit, String output) {}
