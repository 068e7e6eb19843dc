package dev.handrail.store;

import dev.handrail.model.Problem;
import dev.handrail.model.Target;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The servers that the admin has saved. Holds no secret. May be used from several threads.
public final class Targets {
    private final JsonFile<Saves> file;
    private List<Saved> all;

    Targets(Path folder) {
        file = new JsonFile<>(folder, "targets.json", Saves.class);
        all = file.read(new Saves(1, List.of())).targets();
    }

    /// A server, and what was last seen there. `lastSeen`: an ISO instant, or empty.
    public record Saved(Target target, String product, String version, String lastSeen) {}

    private record Saves(int format, List<Saved> targets) {}

    public synchronized List<Saved> all() {
        return all;
    }

    /// Saves it under its target's name, in place of one that had the name. Returns why it could
    /// not be written.
    public synchronized Optional<Problem> save(Saved saved) {
        List<Saved> next = new ArrayList<>(all);
        int index = index(saved.target().name());
        if (index < 0) {
            next.add(saved);
        } else {
            next.set(index, saved);
        }
        return write(next);
    }

    public synchronized Optional<Problem> remove(String name) {
        List<Saved> next = new ArrayList<>(all);
        int index = index(name);
        if (index >= 0) {
            next.remove(index);
        }
        return write(next);
    }

    /// What was wrong with the file when it was read, and where it is kept.
    public Optional<Problem> damaged() {
        return file.damaged();
    }

    private int index(String name) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).target().name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private Optional<Problem> write(List<Saved> next) {
        all = List.copyOf(next);
        return file.write(new Saves(1, all));
    }
}
