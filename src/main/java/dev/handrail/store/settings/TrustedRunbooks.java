package dev.handrail.store.settings;

import dev.handrail.model.Problem;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The admin's own runbooks that they trust, by the hash of their files. May be used from several
/// threads.
public final class TrustedRunbooks {
    private final JsonFile<StoredTrust> file;
    private Map<String, String> folders;

    /// Reads the file once; `folder`: where `trusted-runbooks.json` is.
    public TrustedRunbooks(Path folder) {
        file = new JsonFile<>(folder, "trusted-runbooks.json", StoredTrust.class);
        folders = file.readOrDefault(new StoredTrust(1, Map.of())).runbooks();
    }

    /// `runbooks`: the folder in which each hash was seen.
    private record StoredTrust(int format, Map<String, String> runbooks) {}

    public synchronized boolean isTrusted(String hash) {
        return folders.containsKey(hash);
    }

    /// Returns why the file could not be written, or empty; the trust holds until Handrail ends
    /// anyway.
    public synchronized Optional<Problem> trustRunbook(String hash, Path folder) {
        JsonFile.ChangeResult<StoredTrust> result =
                file.changeValue(
                        new StoredTrust(1, folders),
                        stored -> {
                            Map<String, String> next = new TreeMap<>(stored.runbooks());
                            next.put(hash, folder.toString());
                            return new StoredTrust(1, next);
                        });
        folders = result.value().runbooks();
        return result.problem();
    }

    /// Present if the file was damaged when it was read.
    public Optional<Problem> damageProblem() {
        return file.damageProblem();
    }
}
