package dev.handrail.remote.ssh.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Programs are found under the names that Windows has for them and for its PATH.
@Tag("fast")
class ProgramFinderTest {
    @TempDir Path folder;

    @Test
    void findsAProgramThroughThePathOfWindows() throws IOException {
        Path program = createProgram("first/ssh.exe");

        assertEquals(
                Optional.of(program),
                ProgramFinder.findProgram("ssh", Map.of("Path", program.getParent().toString())));
    }

    @Test
    void takesTheFirstFolderThatHasIt() throws IOException {
        Path first = createProgram("first/ssh");
        Path second = createProgram("second/ssh");
        String path =
                String.join(
                        File.pathSeparator,
                        "",
                        folder.resolve("none").toString(),
                        first.getParent().toString(),
                        second.getParent().toString());

        assertEquals(Optional.of(first), ProgramFinder.findProgram("ssh", Map.of("PATH", path)));
    }

    @Test
    void findsNothingWhereThereIsNoPathOrAFolderOfThatName() throws IOException {
        Files.createDirectories(folder.resolve("first/ssh"));

        assertEquals(Optional.empty(), ProgramFinder.findProgram("ssh", Map.of()));
        assertEquals(
                Optional.empty(),
                ProgramFinder.findProgram(
                        "ssh", Map.of("PATH", folder.resolve("first").toString())));
    }

    private Path createProgram(String name) throws IOException {
        Path program = folder.resolve(name);
        Files.createDirectories(program.getParent());
        Files.createFile(program);
        assertTrue(program.toFile().setExecutable(true));
        return program;
    }
}
