package dev.handrail.store.file;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// The folders in which this platform keeps the data, configuration and state of a program.
public record AppFolders(Path data, Path config, Path state) {
    /// The environment variable that puts everything under one folder.
    public static final String HOME = "HANDRAIL_HOME";

    /// The folders for a system. `env`: the environment variables. `os`: the system property
    /// `os.name`. `home`: the user's home folder.
    public static AppFolders of(Map<String, String> env, String os, Path home) {
        String own = env.getOrDefault(HOME, "");
        if (!own.isBlank()) {
            return underFolder(Path.of(own).toAbsolutePath());
        }
        String system = os.toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return ofWindows(env, home);
        }
        return system.startsWith("mac")
                ? underFolder(home.resolve("Library/Application Support/Handrail"))
                : ofFreedesktop(env, home);
    }

    private static AppFolders ofWindows(Map<String, String> env, Path home) {
        Path roaming = absoluteOr(env.get("APPDATA"), home.resolve("AppData/Roaming"));
        Path local = absoluteOr(env.get("LOCALAPPDATA"), home.resolve("AppData/Local"));
        return new AppFolders(
                local.resolve("Handrail/data"),
                roaming.resolve("Handrail"),
                local.resolve("Handrail/state"));
    }

    private static AppFolders ofFreedesktop(Map<String, String> env, Path home) {
        return new AppFolders(
                absoluteOr(env.get("XDG_DATA_HOME"), home.resolve(".local/share"))
                        .resolve("handrail"),
                absoluteOr(env.get("XDG_CONFIG_HOME"), home.resolve(".config")).resolve("handrail"),
                absoluteOr(env.get("XDG_STATE_HOME"), home.resolve(".local/state"))
                        .resolve("handrail"));
    }

    /// Everything under one folder.
    public static AppFolders underFolder(Path folder) {
        return new AppFolders(
                folder.resolve("data"), folder.resolve("config"), folder.resolve("state"));
    }

    /// The folder of the admin's own runbooks.
    public Path runbookFolder() {
        return config.resolve("runbooks");
    }

    /// The XDG specification says that relative paths must be ignored.
    private static Path absoluteOr(@Nullable String text, Path otherwise) {
        return text != null && !text.isBlank() && Path.of(text).isAbsolute()
                ? Path.of(text)
                : otherwise;
    }
}
