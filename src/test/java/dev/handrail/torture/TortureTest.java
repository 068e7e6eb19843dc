package dev.handrail.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

/// A short round of each kind; `src/dev/torture` does the long ones.
@Tag("fast")
class TortureTest {
    private static final int ROUNDS = 40;

    @TempDir Path scratch;

    @Test
    void everyDamageIsNamed() throws Exception {
        assertNoFailure(1, ROUNDS);
    }

    /// Rounds that failed once: 1795984760 flips a bit of a run's row and leaves its events whole.
    @ParameterizedTest
    @ValueSource(longs = {1_795_984_760L})
    void roundsThatFailedOnceHold(long seed) throws Exception {
        assertNoFailure(seed, 1);
    }

    private void assertNoFailure(long seed, int rounds) throws Exception {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        TortureRun torture =
                new TortureRun(seed, Duration.ofMinutes(5), new PrintStream(text, true, UTF_8));
        int failures = 0;
        for (TortureKind kind : TortureRun.listKinds(scratch)) {
            failures += torture.tortureWith(kind, rounds, scratch);
        }
        assertEquals(0, failures, text.toString(UTF_8));
    }
}
