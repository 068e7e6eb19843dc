package dev.handrail.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Measures rows at one place: `Bench PLACE HOST PORT NAME...`, the rest in system properties.
public final class Bench {
    private static final long MEGA = 1 << 20;

    private Bench() {}

    public static void main(String[] args) throws Exception {
        Path scratch = Path.of(System.getProperty("bench.scratch"));
        Place place =
                new Place(
                        args[0],
                        args[1],
                        Integer.parseInt(args[2]),
                        Path.of(System.getProperty("bench.ssh")),
                        scratch);
        Results results = new Results(Path.of(System.getProperty("bench.results")));
        Rows.Settings settings =
                new Rows.Settings(
                        Path.of(System.getProperty("bench.ansible")),
                        Integer.getInteger("bench.rounds", 0));
        List<String> names = Arrays.asList(args).subList(3, args.length);
        int failed = 0;
        for (String name : names) {
            try {
                measure(name, new Rows(place, settings, results), settings, results);
            } catch (IOException e) {
                System.out.println("FAILED " + name + ": " + e.getMessage());
                failed = 1;
            }
        }
        System.exit(failed);
    }

    private static void measure(String name, Rows rows, Rows.Settings settings, Results results)
            throws Exception {
        switch (name) {
            case "probe.loopback" -> rows.probe(0.5);
            case "probe.50ms" -> rows.probe(1.0);
            case "step.loopback" -> rows.step(0.5);
            case "step.50ms" -> rows.stepRoundTrips(3.5);
            case "output.loopback" -> rows.outputAgainstFile(0.35, 512 * MEGA);
            case "output.50ms" -> rows.outputAgainstCat(1.0, 64 * MEGA);
            case "detect.50ms" -> rows.detect(3);
            case "connect.loopback", "connect.50ms" -> rows.connect(0.9);
            case "system-probe.loopback", "system-probe.50ms" -> rows.probeThroughSystem(1.1);
            case "system-connect.loopback", "system-connect.50ms" -> rows.connectThroughSystem(1.1);
            case "console" -> new ConsoleRows(windows(), rows.scratch()).measure(settings, results);
            case "window" -> new WindowRows(windows(), rows.scratch()).measure(settings, results);
            case "journal" -> new JournalRow(rows.scratch()).measure(settings, results);
            default -> throw new IllegalArgumentException("No such row: " + name);
        }
    }

    /// What starts a window with JavaFX.
    private static FxProcess windows() throws IOException {
        Path command = Path.of(System.getProperty("bench.windows"));
        return new FxProcess(Files.readAllLines(command));
    }
}
