package dev.handrail.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.store.DataStore;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A short round of each kind; `src/dev/torture` does the long ones.
@Tag("fast")
class TortureTest {
    private static final int ROUNDS = 40;

    /// Of each kind that starts processes.
    private static final int SLOW_ROUNDS = 5;

    private static final Set<String> SLOW = Set.of("kills", "races");

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

    /// What the judges of kills and races would say of a loss.
    @Test
    void aLossIsNoticed() throws Exception {
        try (DataStore store = TortureChild.open(scratch)) {
            EndlessRun.append(store.journal(), 1);
            assertEquals(
                    Optional.of("1 of 2 events"),
                    EndlessRun.findLoss(store, List.of("event 1", "event 2")));
            assertEquals(
                    Optional.of("0 of 7 bytes of output"),
                    EndlessRun.findLoss(store, List.of("event 1", "output 7")));
            String lost = "event common 1 start";
            assertEquals(Optional.of(lost), new SharedHomeJudge(store, List.of(lost)).findFault());
        }
    }

    private void assertNoFailure(long seed, int rounds) throws Exception {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        TortureRun torture =
                new TortureRun(seed, Duration.ofMinutes(5), new PrintStream(text, true, UTF_8));
        int failures = 0;
        for (TortureKind kind : TortureRun.listKinds(scratch)) {
            int most = SLOW.contains(kind.kindName()) ? SLOW_ROUNDS : rounds;
            failures += torture.tortureWith(kind, Math.min(rounds, most), scratch);
            kind.close();
        }
        assertEquals(0, failures, text.toString(UTF_8));
    }
}
