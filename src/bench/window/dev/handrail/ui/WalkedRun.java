package dev.handrail.ui;

import dev.handrail.bench.console.Pulses;
import dev.handrail.bench.window.Gaps;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.run.Journal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// `WalkedRun FOLDER OUTPUT`: walks a quick practice upgrade in the window, from Home to Summary,
/// prints its [Gaps], and writes all that the run printed into OUTPUT.
public final class WalkedRun {
    private WalkedRun() {}

    public static void main(String[] args) throws Exception {
        Fx fx = Fx.openWithRealClock(Path.of(args[0]));
        Pulses pulses = new Pulses();
        Pulses.onFx(pulses::start);
        Gaps.rest(pulses);
        long began = System.nanoTime();
        PracticeDriver driver = new PracticeDriver(fx);
        driver.toPlan();
        driver.choose("PRACTICE_PACE", "quick");
        driver.start();
        driver.walk(Duration.ofMinutes(5));
        Gaps.print((System.nanoTime() - began) / 1e9, pulses);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(args[1])))) {
            write(driver.run(), fx.engine().journal(), out);
        }
        fx.close();
        Runtime.getRuntime().halt(0);
    }

    private static void write(Run run, Journal journal, OutputStream out) {
        for (StepRun step : run.steps()) {
            journal.readOutput(
                    run.id(),
                    step.seq(),
                    0,
                    (offset, bytes) -> {
                        try {
                            out.write(bytes);
                            return true;
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
    }
}
