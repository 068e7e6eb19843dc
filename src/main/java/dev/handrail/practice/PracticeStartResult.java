package dev.handrail.practice;

import dev.handrail.model.Problem;

/// What became of starting the practice server.
public sealed interface PracticeStartResult {
    record Ready(PracticeServer server) implements PracticeStartResult {}

    record Failed(Problem problem) implements PracticeStartResult {}
}
