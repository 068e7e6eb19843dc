package dev.handrail.practice;

import dev.handrail.model.Problem;

/// What became of starting the practice server.
public sealed interface Started {
    record Ready(PracticeServer server) implements Started {}

    record Failed(Problem problem) implements Started {}
}
