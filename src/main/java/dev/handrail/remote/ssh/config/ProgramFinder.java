package dev.handrail.remote.ssh.config;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds programs on this workstation.
public final class ProgramFinder {
    private ProgramFinder() {}

    /// The first program of this name on the PATH, such as `ssh`; empty where there is none.
    public static Optional<Path> findProgram(String name, Map<String, String> environment) {
        return Arrays.stream(searchPath(environment).split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .flatMap(
                        folder -> Stream.of(name, name + ".exe").map(file -> Path.of(folder, file)))
                .filter(file -> Files.isExecutable(file) && Files.isRegularFile(file))
                .findFirst();
    }

    /// Windows calls the variable `Path`.
    private static String searchPath(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase("PATH"))
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
