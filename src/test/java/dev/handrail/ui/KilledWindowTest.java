package dev.handrail.ui;

import static dev.handrail.testing.TestRequirements.requirePracticeServer;
import static dev.handrail.testing.TestRequirements.requireWindow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.ui.session.ConnectCallbacks;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// Kills the whole process in mid-migration, starts again, and finishes.
@Tag("window")
class KilledWindowTest {
    @TempDir private Path folder;

    @Test
    void goesOnAfterItWasKilledInMidMigration() throws Exception {
        requireWindow();
        requirePracticeServer();
        Process child = start();
        try {
            assertTrue(migrates(child), "the other process came to its migration");
        } finally {
            child.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        }
        try (Fx fx = Fx.openWithRealClock(folder)) {
            fx.awaitText("is not finished");
            givesUpReachingTheServer(fx);
            fx.press("resume");
            PracticeDriver driver = new PracticeDriver(fx);
            driver.walk(Duration.ofMinutes(2));
            fx.awaitText("Practice Status-Page now runs 2.5.1");
            Run run = driver.run();
            assertEquals(RunResult.UPGRADED, run.finished().orElseThrow().result());
            List<Integer> attempts =
                    run.steps().stream().map(StepRun::attempts).distinct().toList();
            assertEquals(List.of(1), attempts, "no step ran twice");
        }
    }

    /// A run whose server is reached only after the admin has pressed Cancel stays as it is.
    private static void givesUpReachingTheServer(Fx fx) throws Exception {
        String id = fx.engine().journal().listRuns().getFirst().id();
        int events = fx.engine().journal().readEvents(id).size();
        CountDownLatch reached = new CountDownLatch(1);
        AtomicBoolean said = new AtomicBoolean();
        BooleanSupplier wanted =
                () -> {
                    reached.countDown();
                    return false;
                };
        fx.run(() ->
                fx.window()
                        .pageContext()
                        .runs()
                        .resumeRun(
                                id,
                                new ConnectCallbacks(
                                        wanted, () -> said.set(true), problem -> said.set(true))));
        assertTrue(reached.await(1, TimeUnit.MINUTES));
        Fx.await("all has ended", () -> fx.window().pageContext().tasks().runningCount() == 0);
        assertFalse(said.get());
        assertEquals(events, fx.engine().journal().readEvents(id).size());
    }

    private Process start() throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-javaagent"))
                .forEach(command::add);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(DrivenWindow.class.getName());
        command.add(folder.toString());
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static boolean migrates(Process child) throws Exception {
        BufferedReader out = child.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            System.out.println("  " + line);
            if (line.equals(DrivenWindow.MIGRATING)) {
                return true;
            }
        }
        return false;
    }
}
