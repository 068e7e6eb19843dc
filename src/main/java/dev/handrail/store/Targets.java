package dev.handrail.store;

import dev.handrail.model.Problem;
import dev.handrail.model.Target;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The servers that the admin has saved. Holds no secret.
public final class Targets {
    Targets(Path folder) {}

    /// A server, and what was last seen there. `lastSeen`: an ISO instant, or empty.
    public record Saved(Target target, String product, String version, String lastSeen) {}

    public List<Saved> all() {
        return List.of();
    }

    /// Saves it under its target's name, in place of one that had the name. Returns why it could
    /// not be written.
    public Optional<Problem> save(Saved saved) {
        return Optional.empty();
    }

    public Optional<Problem> remove(String name) {
        return Optional.empty();
    }

    /// What was wrong with the file when it was read, and where it is kept.
    public Optional<Problem> damaged() {
        return Optional.empty();
    }
}
