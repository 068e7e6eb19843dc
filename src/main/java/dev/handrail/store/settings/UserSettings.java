package dev.handrail.store.settings;

import dev.handrail.model.Problem;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The admin's settings by key. May be used from several threads.
public final class UserSettings {
    private final JsonFile<StoredSettings> file;
    private Map<String, String> values;

    /// Reads the file once; `folder`: where `settings.json` is.
    public UserSettings(Path folder) {
        file = new JsonFile<>(folder, "settings.json", StoredSettings.class);
        values = file.readOrDefault(new StoredSettings(1, Map.of())).settings();
    }

    private record StoredSettings(int format, Map<String, String> settings) {}

    /// The value, or empty if the admin never set it.
    public synchronized Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /// Writes the file only if the value changes. Returns why it could not be written, or empty;
    /// the setting holds until Handrail ends anyway.
    public synchronized Optional<Problem> set(String key, String value) {
        return value.equals(values.get(key)) ? Optional.empty() : changeValue(key, value);
    }

    /// Keeps what another process has set meanwhile.
    private Optional<Problem> changeValue(String key, String value) {
        JsonFile.ChangeResult<StoredSettings> result =
                file.changeValue(
                        new StoredSettings(1, values),
                        stored -> {
                            Map<String, String> next = new TreeMap<>(stored.settings());
                            next.put(key, value);
                            return new StoredSettings(1, next);
                        });
        values = result.value().settings();
        return result.problem();
    }

    /// Present if the file was damaged when it was read.
    public Optional<Problem> damageProblem() {
        return file.damageProblem();
    }
}
