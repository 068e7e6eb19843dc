package dev.handrail.run.merge.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The formats of which settings are known, by the name of the file.
public enum SettingsFormat {
    /// Read on the server, by the product's own interpreter.
    PYTHON,
    /// JSON too, which is a part of YAML.
    YAML,
    INI,
    DOTENV,
    SYSTEMD;

    private static final Map<SettingsFormat, List<String>> ENDINGS =
            Map.of(
                    PYTHON, List.of(".py"),
                    YAML, List.of(".yml", ".yaml", ".json", ".eyaml"),
                    INI, List.of(".conf", ".ini", ".cfg"),
                    DOTENV, List.of(".env"),
                    SYSTEMD,
                            List.of(
                                    ".service",
                                    ".socket",
                                    ".timer",
                                    ".path",
                                    ".mount",
                                    ".target",
                                    ".slice"));

    /// Looks at the name of the file that is in use, not at that of its new version.
    public static Optional<SettingsFormat> findFormat(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (name.startsWith(".env.")) {
            return Optional.of(DOTENV);
        }
        return ENDINGS.entrySet().stream()
                .filter(format -> format.getValue().stream().anyMatch(name::endsWith))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// Reads the settings of a file. Not for Python: only the server has its interpreter.
    public SettingsReading readSettings(byte[] file) {
        return switch (this) {
            case PYTHON -> throw new IllegalStateException("The server reads Python");
            case YAML -> YamlSettings.read(file);
            case INI, DOTENV, SYSTEMD -> LineSettings.read(file, this);
        };
    }
}
