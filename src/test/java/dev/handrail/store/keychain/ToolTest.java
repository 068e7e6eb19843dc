package dev.handrail.store.keychain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A program of the desktop that does not end as it should cannot hold Handrail up.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "SKIPPED: there is no such tool on Windows")
@Tag("ssh")
class ToolTest {
    private static final Duration ENOUGH = Duration.ofSeconds(60);

    @TempDir private Path folder;

    private KeychainProgram tool(String script) throws Exception {
        Path tool = Files.writeString(folder.resolve("tool"), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        return new KeychainProgram(tool.toString(), Map.of("PATH", System.getenv("PATH")));
    }

    @Test
    void doesNotWaitForAChildThatKeepsTheOutputOpen() throws Exception {
        Path pid = folder.resolve("pid");
        KeychainProgram tool =
                tool("sleep 306 &\necho $! >'%s'\ncat\necho done >&2\n".formatted(pid));
        try {
            KeychainProgram.ProgramResult ran =
                    assertTimeoutPreemptively(
                            ENOUGH, () -> tool.run(ENOUGH, "secret".getBytes(UTF_8)));
            assertEquals("secret", new String(ran.out(), UTF_8));
            assertEquals("done\n", ran.err());
        } finally {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void endsOneThatHangsWithAllThatItHasStarted() throws Exception {
        KeychainProgram tool = tool("trap '' TERM\nsleep 317 &\nsleep 318\n");
        KeychainException failed =
                assertThrows(
                        KeychainException.class,
                        () -> tool.run(Duration.ofSeconds(1), new byte[0]));
        assertEquals("no-answer", failed.problem().key().replaceFirst(".*[.]", ""));
        assertEquals(
                List.of(),
                ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse(""))
                        .filter(line -> line.matches(".*sleep 31[78]"))
                        .toList());
    }
}
