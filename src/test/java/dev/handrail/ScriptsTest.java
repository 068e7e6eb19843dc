package dev.handrail;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Every shell script passes shellcheck.
@Tag("fast")
class ScriptsTest {
    @Test
    void everyScriptPassesShellcheck() throws Exception {
        requireTools("shellcheck");
        List<String> scripts = scripts();
        assertTrue(scripts.size() > 200, "only " + scripts.size() + " seen");
        List<String> command = new ArrayList<>(List.of("shellcheck"));
        command.addAll(scripts);
        Process check = new ProcessBuilder(command).redirectErrorStream(true).start();
        String found = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, check.waitFor(), found);
    }

    private static List<String> scripts() throws IOException {
        List<String> found = new ArrayList<>();
        for (String folder : List.of("resources", "src", "installers", ".ci")) {
            if (Files.isDirectory(Path.of(folder))) {
                try (Stream<Path> files = Files.walk(Path.of(folder))) {
                    files.filter(ScriptsTest::isScript)
                            .map(Path::toString)
                            .sorted()
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    private static boolean isScript(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        if (file.toString().endsWith(".sh")) {
            return true;
        }
        try (var in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(32), StandardCharsets.ISO_8859_1);
            return start.matches("(?s)#! ?(/usr)?/bin/(env )?(ba|da)?sh\\b.*");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
