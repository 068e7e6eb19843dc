package dev.handrail.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.simulation.Faults.FaultKind;
import dev.handrail.simulation.Simulation.SimulationResult;
import dev.handrail.simulation.SimulationProgram.SimulationFolder;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Upgrades in a simulated world, each decided by one seed: whatever goes wrong, each ends, does
/// nothing twice and loses nothing. Takes about a minute of a core, so it is not a fast test;
/// `src/dev/simulate` tries more seeds.
@Timeout(900)
@Tag("ssh")
class SimulationTest {
    private static final int UPGRADES = 900;

    /// Each kind of fault must have happened in so many upgrades.
    private static final int EACH = 45;

    private static final Path SEEDS = Path.of("src/test/resources/simulation/seeds");
    private static final Path LAB_SCHEDULES =
            Path.of("src/test/resources/simulation/lab-schedules");
    private static final Set<FaultKind> ALL = EnumSet.allOf(FaultKind.class);

    private static SimulationResult simulate(long seed, Set<FaultKind> kinds) throws IOException {
        Path folder = SimulationFolder.create();
        try {
            return Simulation.run(seed, kinds, folder);
        } finally {
            SimulationFolder.delete(folder);
        }
    }

    @Test
    void upgradesWhereNothingGoesWrong() throws IOException {
        for (long seed = 0; seed < 20; seed++) {
            SimulationResult result = simulate(seed, Set.of());
            assertTrue(result.result().isPresent());
            assertEquals(Set.of(), result.faults());
        }
    }

    @Test
    void doublesNothingLosesNothingAndEndsWhateverGoesWrong() throws IOException {
        List<String> broken = new ArrayList<>();
        Map<RunResult, Integer> results = new EnumMap<>(RunResult.class);
        Map<FaultKind, Integer> faults = new EnumMap<>(FaultKind.class);
        for (long seed = 1; seed <= UPGRADES; seed++) {
            try {
                SimulationResult result = simulate(seed, ALL);
                results.merge(result.result().orElseThrow(), 1, Integer::sum);
                result.faults().forEach(kind -> faults.merge(kind, 1, Integer::sum));
            } catch (AssertionError e) {
                broken.add(e.getMessage());
            }
        }
        assertEquals(List.of(), broken);
        assertEquals(Set.of(RunResult.UPGRADED, RunResult.ROLLED_BACK), results.keySet());
        ALL.forEach(kind -> assertTrue(faults.getOrDefault(kind, 0) >= EACH, faults::toString));
    }

    @Test
    void keepsItsPromisesWithEachSeedThatEverFailed() throws IOException {
        for (String line : Files.readAllLines(SEEDS)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                SimulationResult result = simulate(Long.parseLong(line.split(" ")[0]), ALL);
                assertTrue(result.result().isPresent(), line);
            }
        }
    }

    /// What the booted lab threw, thrown here.
    @Test
    void endsAsTheBootedLabWithTheSameSchedule() throws IOException {
        for (String line : Files.readAllLines(LAB_SCHEDULES)) {
            if (!line.startsWith("#")) {
                String[] parts = line.split(" ", 2);
                LabSchedule schedule = LabSchedule.parse(parts[1]);
                RunResult end = simulate(schedule).result().orElseThrow();
                String seen = end.name().toLowerCase(Locale.ROOT).replace('_', '-');
                assertTrue(parts[0].equals("-") || parts[0].equals(seen), line + ": " + seen);
                assertTrue(!schedule.spoiled() || end == RunResult.ROLLED_BACK, line);
            }
        }
    }

    private static SimulationResult simulate(LabSchedule schedule) throws IOException {
        Path folder = SimulationFolder.create();
        try {
            return Simulation.run(schedule, folder);
        } finally {
            SimulationFolder.delete(folder);
        }
    }

    @Test
    void isDecidedByItsSeed() throws IOException {
        for (long seed = 5000; seed < 5020; seed++) {
            SimulationResult once = simulate(seed, ALL);
            SimulationResult again = simulate(seed, ALL);
            assertEquals(withoutIds(once.story()), withoutIds(again.story()));
            assertEquals(once.points(), again.points());
        }
    }

    /// A run's name ends with a random word of its own.
    private static List<String> withoutIds(List<String> story) {
        return story.stream().map(line -> line.replaceAll("-[0-9a-f]{6}\\b", "")).toList();
    }
}
