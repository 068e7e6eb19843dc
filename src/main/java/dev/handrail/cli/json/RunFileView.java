package dev.handrail.cli.json;

/// A file with an exported run. `added`: whether the command has written the file, or added its run
/// to the history.
public record RunFileView(String file, String run, boolean added) {}
