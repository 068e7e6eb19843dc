package dev.handrail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What no committed file may say.
@Tag("fast")
class RepositoryTest {
    /// Registries differ from place to place: Maven's settings name them, never this repository.
    private static final Pattern REGISTRY =
            Pattern.compile(
                    "//[a-z0-9.-]*(maven|debian|npmjs|pythonhosted|pypi)[a-z0-9.-]*(?!.*/(POM|SETTINGS|TOOLCHAINS|xsd)/)",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern LEFT_OPEN =
            Pattern.compile("(//|#|\\*).*\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b|@Dis" + "abled\\b");

    private static final Set<String> NOT_OURS = Set.of(".git", "target", ".idea", ".vscode");

    @Test
    void noRegistryIsNamed() throws IOException {
        assertEquals(List.of(), linesWith(REGISTRY, Path.of(""), 1000));
    }

    @Test
    void nothingIsLeftOpen() throws IOException {
        List<String> open = new ArrayList<>(linesWith(LEFT_OPEN, Path.of("src"), 800));
        open.addAll(linesWith(LEFT_OPEN, Path.of("resources"), 150));
        assertEquals(List.of(), open);
    }

    private static List<String> linesWith(Pattern pattern, Path top, int atLeast)
            throws IOException {
        List<String> found = new ArrayList<>();
        int read = 0;
        for (Path file : texts(top)) {
            int number = 0;
            try {
                for (String line : Files.readAllLines(file)) {
                    number++;
                    if (pattern.matcher(line).find()) {
                        found.add(file + ":" + number + ": " + line.strip());
                    }
                }
                read++;
            } catch (MalformedInputException _) {
                // A picture.
            }
        }
        assertTrue(read > atLeast, "only " + read + " files read under " + top);
        return found;
    }

    private static List<Path> texts(Path top) throws IOException {
        try (Stream<Path> files = Files.walk(top)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> NOT_OURS.stream().noneMatch(name -> file.startsWith(name)))
                    .sorted()
                    .toList();
        }
    }
}
