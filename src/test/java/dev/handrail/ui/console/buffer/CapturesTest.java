package dev.handrail.ui.console.buffer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Shows what real programs wrote to a terminal (`script -c`): progress that is written over
/// itself, colours, spinners.
@Tag("fast")
class CapturesTest {
    private static byte[] capture(String program) throws IOException {
        try (InputStream in =
                CapturesTest.class.getResourceAsStream("/console/" + program + ".txt")) {
            return Objects.requireNonNull(in, program).readAllBytes();
        }
    }

    /// Fed a few bytes at a time, as a connection may deliver them.
    private static List<String> lines(String program) throws IOException {
        try (LineStore store = new LineStore()) {
            byte[] bytes = capture(program);
            for (int at = 0; at < bytes.length; at += 7) {
                store.feedOutput(bytes, at, Math.min(7, bytes.length - at), 0);
            }
            List<String> lines = new ArrayList<>();
            for (int block = 0; block < store.blockCount(); block++) {
                store.readBlock(block).forEach(line -> lines.add(line.text().stripTrailing()));
            }
            return lines;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"git", "apt-get", "pip", "npm"})
    void nothingIsLeftOfColoursAndMoves(String program) throws IOException {
        for (String line : lines(program)) {
            assertTrue(line.chars().noneMatch(c -> c < ' ' || c == 0x7f), line);
        }
    }

    @Test
    void theProgressOfGitIsOneLineForEachStage() throws IOException {
        List<String> lines = lines("git");
        assertEquals("Cloning into 'copy'...", lines.getFirst());
        assertEquals(
                1, lines.stream().filter(line -> line.startsWith("Receiving objects:")).count());
        assertTrue(lines.stream().anyMatch(line -> line.endsWith("MiB/s, done.")));
    }

    @Test
    void theProgressOfAptGetIsWrittenOver() throws IOException {
        assertEquals("Reading package lists... Done", lines("apt-get").getFirst());
        assertEquals("Building dependency tree... Done", lines("apt-get").get(1));
    }

    @Test
    void theErrorOfPipIsReadable() throws IOException {
        assertTrue(lines("pip").contains("error: metadata-generation-failed"));
    }

    @Test
    void theSpinnerOfNpmIsGone() throws IOException {
        List<String> lines = lines("npm");
        assertTrue(lines.contains("npm notice Tarball Contents"));
        assertTrue(lines.contains("a-1.0.0.tgz"));
    }
}
