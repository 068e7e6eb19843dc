package dev.handrail.run;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

@Tag("ssh")
class FloodTest {
    @TempDir Path folder;

    /// A line of 1 GB, noise, and output without end, in 128 MB of heap: what would keep any of it
    /// would run out of memory.
    @Test
    void aServerThatPrintsWithoutEndTakesNoMoreMemory() throws Exception {
        requireTools("sshd", "ssh-keygen");
        Process flood =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx128m",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-Djava.io.tmpdir=" + folder,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Flood.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String said = new String(flood.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, flood.waitFor(), said);
        List<String> lines = said.lines().toList();
        assertEquals("line OK 1073741824 1073741824", lines.get(0));
        assertEquals("noise OK 20000000 20000000", lines.get(1));
        String[] endless = lines.get(2).split(" ");
        assertEquals("CANCELLED", endless[1]);
        assertEquals(endless[3], endless[2]);
        assertTrue(Long.parseLong(endless[2]) >= 5_000_000, said);
        assertEquals("still here", lines.get(3));
    }
}
