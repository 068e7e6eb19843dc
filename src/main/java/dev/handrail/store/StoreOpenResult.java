package dev.handrail.store;

import dev.handrail.model.Problem;

import java.nio.file.Path;

/// The result of opening the store.
public sealed interface StoreOpenResult {

    /// The store is open; its journal may be read-only.
    record Ready(DataStore store) implements StoreOpenResult {}

    /// The store can be neither written nor viewed.
    record Failed(Problem problem) implements StoreOpenResult {}

    /// The history file is damaged. It stays as it is until the admin agrees to
    /// [DataStore#keepAside], which would name it `kept`.
    record Damaged(Path kept, Problem problem) implements StoreOpenResult {}
}
