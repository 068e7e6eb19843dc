package dev.handrail.store;

import dev.handrail.model.Problem;

import java.nio.file.Path;

/// What became of opening the store.
public sealed interface StoreOpenResult {

    /// It is open; its journal may still be read-only, and says so.
    record Ready(DataStore store) implements StoreOpenResult {}

    /// It cannot even be viewed.
    record Failed(Problem problem) implements StoreOpenResult {}

    /// The history file is damaged. It stays as it is until the admin agrees to
    /// [DataStore#keepAside], which would name it `kept`.
    record Damaged(Path kept, Problem problem) implements StoreOpenResult {}
}
