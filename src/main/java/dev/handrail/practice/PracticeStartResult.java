package dev.handrail.practice;

import dev.handrail.model.Problem;

/// The result of starting the practice server.
public sealed interface PracticeStartResult {
    /// The caller closes the server.
    record Ready(PracticeServer server) implements PracticeStartResult {}

    record Failed(Problem problem) implements PracticeStartResult {}
}
