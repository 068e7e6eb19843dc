package dev.handrail.torture;

import dev.handrail.torture.TortureKind.TortureResult;
import dev.handrail.torture.TortureKind.TortureVerdict;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/// Tortures Handrail with all kinds, or with those that are named. `src/dev/torture` starts it.
public final class TortureRun {
    private static final int MOST_TRIES = 100;

    private final long seed;
    private final Instant until;
    private final PrintStream out;

    TortureRun(long seed, Duration limit, PrintStream out) {
        this.seed = seed;
        this.until = Instant.now().plus(limit);
        this.out = out;
    }

    /// Arguments: the seed, the limit in seconds, a hundredth of the rounds to do, and kinds.
    public static void main(String[] arguments) throws Exception {
        TortureRun torture =
                new TortureRun(
                        Long.parseLong(arguments[0]),
                        Duration.ofSeconds(Long.parseLong(arguments[1])),
                        System.out);
        List<String> named = List.of(arguments).subList(3, arguments.length);
        System.exit(torture.tortureAll(Integer.parseInt(arguments[2]), named) == 0 ? 0 : 1);
    }

    /// Returns how many rounds failed. `named`: the kinds to do, or none for all.
    private int tortureAll(int percent, List<String> named) throws Exception {
        Path scratch = Files.createTempDirectory("torture");
        int failures = 0;
        try {
            for (TortureKind kind : listKinds(scratch)) {
                if (named.isEmpty() || named.contains(kind.kindName())) {
                    failures += tortureWith(kind, kind.wholeRounds() * percent / 100, scratch);
                }
                kind.close();
            }
        } finally {
            deleteTree(scratch);
        }
        return failures;
    }

    /// All kinds. `scratch`: a folder for what they share.
    static List<TortureKind> listKinds(Path scratch) throws Exception {
        TortureSample sample =
                TortureSample.create(Files.createDirectory(scratch.resolve("sample")));
        TortureProcesses children = new TortureProcesses(scratch);
        return List.of(
                new BitFlips(sample),
                new DamagedCopies(sample),
                new KilledProcesses(children),
                new RacingProcesses(children));
    }

    /// Does the rounds, prints those that failed and a count of verdicts; returns how many failed.
    int tortureWith(TortureKind kind, int rounds, Path scratch) throws Exception {
        Map<TortureVerdict, Integer> verdicts = new EnumMap<>(TortureVerdict.class);
        Set<String> told = new HashSet<>();
        int done = 0;
        while (done < rounds && Instant.now().isBefore(until)) {
            Path folder = Files.createTempDirectory(scratch, kind.kindName());
            long own = seed + done;
            TortureResult result = kind.tortureOnce(new Random(own), folder);
            verdicts.merge(result.verdict(), 1, Integer::sum);
            boolean skipped = result.verdict() == TortureVerdict.SKIPPED && told.add(result.what());
            if (skipped || !result.verdict().isGood()) {
                out.println(kind.kindName() + ", seed " + own + ": " + result);
            }
            deleteTree(folder);
            done++;
        }
        out.println(
                "%s: %d of %d rounds from seed %d: %s"
                        .formatted(kind.kindName(), done, rounds, seed, verdicts));
        return verdicts.entrySet().stream()
                .filter(verdict -> !verdict.getKey().isGood())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /// Tries again for a while: what a killed child has started may still be ending.
    private static void deleteTree(Path folder) throws Exception {
        for (int tries = 0; Files.exists(folder); tries++) {
            try {
                deleteOnce(folder);
            } catch (IOException | UncheckedIOException e) {
                if (tries == MOST_TRIES) {
                    throw e;
                }
                Thread.sleep(50);
            }
        }
    }

    private static void deleteOnce(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(file);
            }
        }
    }
}
