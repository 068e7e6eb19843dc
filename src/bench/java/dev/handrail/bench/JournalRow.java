package dev.handrail.bench;

import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.run.Journal;
import dev.handrail.store.DataStore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/// A million lines straight into the journal, against the plainest file.
final class JournalRow {
    /// As they come off the wire.
    private static final int PIECE = 32 << 10;

    private static final String RUN = "bench";

    private final Path scratch;
    private final byte[] lines = LogText.lines();
    private double size;

    JournalRow(Path scratch) {
        this.scratch = scratch;
    }

    void measure(Rows.Settings settings, Results results) throws Exception {
        Path raw = scratch.resolve("raw");
        Pairs pairs =
                Pairs.measure(
                        2,
                        settings.rounds(9),
                        this::journal,
                        () -> RawFile.append(raw, lines, lines.length));
        String peer = "raw append with fdatasync";
        results.add(
                Bar.atLeast(0.35, "journal.speed", "speed/speed", peer),
                pairs.speed(),
                pairs.times());
        results.add(
                Bar.atMost(0.35, "journal.size", "bytes/bytes", "the raw bytes"),
                Spread.of(size / lines.length),
                "");
    }

    private double journal() throws IOException {
        Path data = scratch.resolve("data-journal");
        long began;
        try (DataStore store = StepRuns.open(data)) {
            Journal journal = store.journal();
            journal.appendEvent(
                    RUN,
                    new RunStarted(
                            1,
                            Instant.now(),
                            RunKind.UPGRADE,
                            RunScope.LIVE,
                            Plans.of("true", 1),
                            Map.of(),
                            ""));
            journal.appendEvent(
                    RUN, new StepStarted(2, Instant.now(), 1, "step-1", 1, "2-step-1-1"));
            began = System.nanoTime();
            for (int at = 0; at < lines.length; at += PIECE) {
                int end = Math.min(at + PIECE, lines.length);
                journal.appendOutput(RUN, 2, at, Arrays.copyOfRange(lines, at, end));
            }
            journal.finishOutput(RUN, 2);
        }
        double seconds = Watch.since(began);
        size = sizeOf(data);
        delete(data);
        return seconds;
    }

    private static double sizeOf(Path folder) throws IOException {
        long sum = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                sum += Files.size(file);
            }
        }
        return sum;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    (Iterable<Path>) files.sorted(java.util.Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }
}
