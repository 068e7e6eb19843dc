package dev.handrail.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// How long the window stands still while a practice upgrade is walked in it, against a bare JavaFX
/// text area that gets the same output in the same time, each in a process of its own.
final class WindowRows {
    private final FxProcess windows;
    private final Path scratch;

    WindowRows(FxProcess windows, Path scratch) {
        this.windows = windows;
        this.scratch = scratch;
    }

    private record Measured(double p99, double longest) {
        static Measured of(double[] printed) {
            return new Measured(printed[1], printed[2]);
        }
    }

    private record Round(Measured ours, Measured area) {}

    void measure(Rows.Settings settings, Results results) throws Exception {
        List<Round> rounds = new ArrayList<>();
        for (int round = 0; round < settings.rounds(5); round++) {
            rounds.add(round(round));
        }
        Bar pulse = Bar.atMost(4, "window.pulse", "longest/longest gap", "a bare TextArea");
        add(results, pulse, rounds, Measured::longest);
        Bar frames = Bar.atMost(1.5, "window.frames", "p99/p99 of frames", "a bare TextArea");
        add(results, frames, rounds, Measured::p99);
    }

    private static void add(
            Results results, Bar bar, List<Round> rounds, ToDoubleFunction<Measured> gap)
            throws IOException {
        double[] ratios =
                rounds.stream()
                        .mapToDouble(r -> gap.applyAsDouble(r.ours()) / gap.applyAsDouble(r.area()))
                        .toArray();
        results.add(bar, Spread.of(ratios), "");
    }

    private Round round(int number) throws IOException, InterruptedException {
        Path output = scratch.resolve("window-output");
        Path home = Files.createTempDirectory(scratch, "window-");
        double[] ours =
                windows.run("dev.handrail.ui.WalkedRun", home.toString(), output.toString());
        double[] area =
                windows.run(
                        "dev.handrail.bench.window.FedArea",
                        output.toString(),
                        Double.toString(ours[0]));
        return new Round(Measured.of(ours), Measured.of(area));
    }
}
