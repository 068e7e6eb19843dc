package dev.handrail.store.settings;

import dev.handrail.model.Problem;
import dev.handrail.model.Target;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The servers that the admin has saved. Holds no secret. May be used from several threads.
public final class SavedServers {
    private final JsonFile<StoredServers> file;
    private List<SavedServer> all;
    private boolean unwritten;

    /// `folder`: where `targets.json` is.
    public SavedServers(Path folder) {
        file = new JsonFile<>(folder, "targets.json", StoredServers.class);
        all = file.readOrDefault(new StoredServers(1, List.of())).targets();
    }

    /// A server, and what was last seen there. `lastSeen`: an ISO instant, or empty.
    public record SavedServer(Target target, String product, String version, String lastSeen) {}

    private record StoredServers(int format, List<SavedServer> targets) {}

    /// Reads them again, because another process may have saved one.
    public synchronized List<SavedServer> listServers() {
        if (!unwritten) {
            all = file.readOrDefault(new StoredServers(1, List.of())).targets();
        }
        return all;
    }

    /// Replaces a saved server of the same name. Returns why it could not be written, or empty.
    public synchronized Optional<Problem> saveServer(SavedServer saved) {
        return changeServers(servers -> {
            int index = indexOf(servers, saved.target().name());
            if (index < 0) {
                servers.add(saved);
            } else {
                servers.set(index, saved);
            }
        });
    }

    /// Does nothing if there is no such server. Returns why the change could not be written, or
    /// empty.
    public synchronized Optional<Problem> removeServer(String name) {
        return changeServers(
                servers -> servers.removeIf(saved -> saved.target().name().equals(name)));
    }

    /// Present if the file was damaged when it was read.
    public Optional<Problem> damageProblem() {
        return file.damageProblem();
    }

    /// The index of the server with this name, or -1.
    private static int indexOf(List<SavedServer> servers, String name) {
        for (int i = 0; i < servers.size(); i++) {
            if (servers.get(i).target().name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /// The change holds until Handrail ends, even if it could not be written.
    private Optional<Problem> changeServers(Consumer<List<SavedServer>> change) {
        JsonFile.ChangeResult<StoredServers> result =
                file.changeValue(
                        new StoredServers(1, all),
                        stored -> {
                            List<SavedServer> next = new ArrayList<>(stored.targets());
                            change.accept(next);
                            return new StoredServers(1, List.copyOf(next));
                        });
        all = result.value().targets();
        unwritten = result.problem().isPresent();
        return result.problem();
    }
}
