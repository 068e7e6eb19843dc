package dev.handrail.store.settings;

import dev.handrail.model.Problem;
import dev.handrail.model.Target;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The servers that the admin has saved. Holds no secret. May be used from several threads.
public final class SavedServers {
    private final JsonFile<StoredServers> file;
    private List<SavedServer> all;

    /// Reads the file once; `folder`: where `targets.json` is.
    public SavedServers(Path folder) {
        file = new JsonFile<>(folder, "targets.json", StoredServers.class);
        all = file.readOrDefault(new StoredServers(1, List.of())).targets();
    }

    /// A server, and what was last seen there. `lastSeen`: an ISO instant, or empty.
    public record SavedServer(Target target, String product, String version, String lastSeen) {}

    private record StoredServers(int format, List<SavedServer> targets) {}

    public synchronized List<SavedServer> listServers() {
        return all;
    }

    /// Replaces a saved server of the same name. Returns why it could not be written, or empty.
    public synchronized Optional<Problem> saveServer(SavedServer saved) {
        List<SavedServer> next = new ArrayList<>(all);
        int index = indexOf(saved.target().name());
        if (index < 0) {
            next.add(saved);
        } else {
            next.set(index, saved);
        }
        return writeServers(next);
    }

    /// Does nothing if there is no such server. Returns why the change could not be written, or
    /// empty.
    public synchronized Optional<Problem> removeServer(String name) {
        List<SavedServer> next = new ArrayList<>(all);
        int index = indexOf(name);
        if (index >= 0) {
            next.remove(index);
        }
        return writeServers(next);
    }

    /// Present if the file was damaged when it was read.
    public Optional<Problem> damageProblem() {
        return file.damageProblem();
    }

    /// The index of the server with this name, or -1.
    private int indexOf(String name) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).target().name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /// The change holds until Handrail ends, even if it could not be written.
    private Optional<Problem> writeServers(List<SavedServer> next) {
        all = List.copyOf(next);
        return file.writeValue(new StoredServers(1, all));
    }
}
