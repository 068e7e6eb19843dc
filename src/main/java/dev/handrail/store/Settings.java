package dev.handrail.store;

import dev.handrail.model.Problem;

import java.nio.file.Path;
import java.util.Optional;

/// The admin's settings by key.
public final class Settings {
    Settings(Path folder) {}

    public Optional<String> get(String key) {
        return Optional.empty();
    }

    /// Returns why it could not be written; it holds until Handrail ends all the same.
    public Optional<Problem> set(String key, String value) {
        return Optional.empty();
    }

    /// What was wrong with the file when it was read, and where it is kept.
    public Optional<Problem> damaged() {
        return Optional.empty();
    }
}
