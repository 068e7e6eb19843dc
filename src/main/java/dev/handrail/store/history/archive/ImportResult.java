package dev.handrail.store.history.archive;

import dev.handrail.model.Problem;

/// What became of an import.
public sealed interface ImportResult {
    /// The history has the run now.
    record Imported(String run) implements ImportResult {}

    /// The history had this run before, with the same events.
    record Present(String run) implements ImportResult {}

    /// Nothing was imported.
    record Refused(Problem problem) implements ImportResult {}
}
