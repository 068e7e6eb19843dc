package dev.handrail.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The keys of all problems that the sources create.
final class ProblemKeys {
    private static final Path SOURCES = Path.of("src/main/java/dev/handrail");
    private static final Pattern PASSES_KEY_ON = Pattern.compile("(\\w+)\\(\\s*String key,");
    private static final Pattern KEY = Pattern.compile("\\b(\\w+)\\(\\s*\"([a-z0-9.-]+)\"");

    private ProblemKeys() {}

    /// Those that a constructor of a problem, or a method that passes a key on to one, is given.
    static Set<String> find() throws IOException {
        List<String> files = readSources();
        Set<String> takers = new TreeSet<>(Set.of("Problem"));
        for (String file : files) {
            if (file.contains("new Problem(")) {
                PASSES_KEY_ON.matcher(file).results().forEach(found -> takers.add(found.group(1)));
            }
        }
        Set<String> keys = new TreeSet<>();
        for (String file : files) {
            KEY.matcher(file)
                    .results()
                    .filter(found -> takers.contains(found.group(1)))
                    .map(found ->
                            found.group(1).equals("KeychainException")
                                    ? "keychain." + found.group(2)
                                    : found.group(2))
                    .forEach(keys::add);
        }
        return keys;
    }

    private static List<String> readSources() throws IOException {
        try (Stream<Path> all = Files.walk(SOURCES)) {
            return all.filter(file -> file.toString().endsWith(".java"))
                    .map(ProblemKeys::readText)
                    .toList();
        }
    }

    private static String readText(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
