package dev.handrail.simulation;

import dev.handrail.simulation.Faults.FaultKind;
import dev.handrail.simulation.Simulation.SimulationResult;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Simulates many upgrades: `--seed N --runs M [--kinds KILL,LINK_CUT]`. Prints each seed that
/// fails, and exits with 1 if there is one. `--lab FILE`: the schedules of the booted lab, a line
/// each, instead; prints the end of each.
final class SimulationProgram {
    private final Map<String, Integer> counts = new TreeMap<>();
    private int failed;

    /// So many failures are told in full.
    private static final int MOST_TOLD = 5;

    private SimulationProgram() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        long seed = Long.parseLong(options.getOrDefault("--seed", "1"));
        int runs = Integer.parseInt(options.getOrDefault("--runs", "1000"));
        SimulationProgram program = new SimulationProgram();
        if (options.containsKey("--lab")) {
            program.simulateSchedules(Path.of(options.get("--lab")));
            System.exit(program.failed == 0 ? 0 : 1);
        }
        program.simulate(seed, runs, kinds(options.getOrDefault("--kinds", "")));
        System.exit(program.failed == 0 ? 0 : 1);
    }

    private static Set<FaultKind> kinds(String names) {
        return names.isEmpty()
                ? EnumSet.allOf(FaultKind.class)
                : Stream.of(names.split(",")).map(FaultKind::valueOf).collect(Collectors.toSet());
    }

    private void simulate(long first, int runs, Set<FaultKind> kinds) throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long began = System.nanoTime();
        for (long seed = first; seed < first + runs; seed++) {
            simulateOne(seed, kinds, runs == 1);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "%d upgrades in %.1f s (%.1f s of a core), %d failed, %s%n",
                runs, seconds, threads.getCurrentThreadCpuTime() / 1e9, failed, counts);
    }

    private void simulateOne(long seed, Set<FaultKind> kinds, boolean tell) throws IOException {
        Path folder = SimulationFolder.create();
        try {
            SimulationResult result = Simulation.run(seed, kinds, folder);
            count(result.result().map(Enum::name).orElse("none"));
            result.faults().forEach(kind -> count(kind.name()));
            count("points", result.points());
            if (tell) {
                result.story().forEach(System.out::println);
            }
        } catch (AssertionError e) {
            failed++;
            if (failed <= MOST_TOLD) {
                System.out.println(e.getMessage());
            } else {
                System.out.println("Seed " + seed);
            }
            if (tell) {
                e.printStackTrace(System.out);
            }
        } finally {
            SimulationFolder.delete(folder);
        }
    }

    private void simulateSchedules(Path file) throws IOException {
        for (String line : Files.readAllLines(file)) {
            LabSchedule schedule = LabSchedule.parse(line);
            Path folder = SimulationFolder.create();
            try {
                SimulationResult result = Simulation.run(schedule, folder);
                System.out.println(
                        schedule.name() + " " + result.result().map(Enum::name).orElse("none"));
            } catch (AssertionError e) {
                failed++;
                System.out.println(e.getMessage());
            } finally {
                SimulationFolder.delete(folder);
            }
        }
    }

    private void count(String what) {
        count(what, 1);
    }

    private void count(String what, int number) {
        counts.merge(what, number, Integer::sum);
    }

    /// Folders for histories, in memory where the system offers that.
    static final class SimulationFolder {
        private static final Path MEMORY = Path.of("/dev/shm");

        private SimulationFolder() {}

        static Path create() throws IOException {
            return Files.isWritable(MEMORY)
                    ? Files.createTempDirectory(MEMORY, "simulation")
                    : Files.createTempDirectory("simulation");
        }

        static void delete(Path folder) throws IOException {
            try (Stream<Path> all = Files.walk(folder)) {
                all.sorted(java.util.Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
    }
}
