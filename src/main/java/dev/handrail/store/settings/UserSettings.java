package dev.handrail.store.settings;

import dev.handrail.model.Problem;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The admin's settings by key. May be used from several threads.
public final class UserSettings {
    private final JsonFile<StoredSettings> file;
    private final Map<String, String> values;

    /// Reads the file once; `folder`: where `settings.json` is.
    public UserSettings(Path folder) {
        file = new JsonFile<>(folder, "settings.json", StoredSettings.class);
        values = new TreeMap<>(file.readOrDefault(new StoredSettings(1, Map.of())).settings());
    }

    private record StoredSettings(int format, Map<String, String> settings) {}

    /// The value, or empty if the admin never set it.
    public synchronized Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /// Writes the file only if the value changes. Returns why it could not be written, or empty;
    /// the setting holds until Handrail ends anyway.
    public synchronized Optional<Problem> set(String key, String value) {
        return value.equals(values.put(key, value))
                ? Optional.empty()
                : file.writeValue(new StoredSettings(1, values));
    }

    /// Present if the file was damaged when it was read.
    public Optional<Problem> damageProblem() {
        return file.damageProblem();
    }
}
