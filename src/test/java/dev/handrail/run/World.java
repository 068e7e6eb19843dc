package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.remote.ServerConnection;
import dev.handrail.run.session.Runner;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A server, a journal, a runner, and what was heard of the run.
final class World implements AutoCloseable {
    final LocalServer server;
    final MemoryJournal journal = new MemoryJournal();
    final Clockwork clock = new Clockwork();
    final List<RunEvent> heard = new ArrayList<>();
    final List<Duration> slept = new ArrayList<>();
    final Path copies;
    final Runner runner;
    private volatile String last = "";

    /// Happens whenever a run has waited; by itself the clock stands still.
    volatile Consumer<Duration> passing = time -> {};

    World(Path folder) {
        server = new LocalServer(made(folder.resolve("server")));
        copies = folder.resolve("copies");
        runner = new Runner(journal, clock, copies, this::sleep);
    }

    /// Runs a plan to its end.
    RunOutcome run(Steps steps, QuestionHandler admin) throws InterruptedException {
        return end(start(steps, admin));
    }

    RunOutcome run(Steps steps, RunPurpose purpose, QuestionHandler admin)
            throws InterruptedException {
        return end(start(steps, purpose, admin));
    }

    RunHandle start(Steps steps, RunPurpose purpose, QuestionHandler admin) {
        Map<String, ServerConnection> links = Map.of("server", server.link());
        RunHandle running = runner.startRun(steps.plan(), links, purpose, admin, watcher());
        last = running.runId();
        return running;
    }

    RunHandle start(Steps steps, QuestionHandler admin) {
        return start(steps, Map.of("server", server.link()), admin);
    }

    RunHandle start(Steps steps, Map<String, ServerConnection> links, QuestionHandler admin) {
        RunHandle running = runner.startRun(steps.plan(), links, admin, watcher());
        last = running.runId();
        return running;
    }

    RunOutcome resume(QuestionHandler admin) throws InterruptedException {
        return end(resuming(admin));
    }

    RunHandle resuming(QuestionHandler admin) {
        return runner.resumeRun(last, Map.of("server", server.link()), admin, watcher());
    }

    RunOutcome rollBack(Plan.Ready plan, String origin, QuestionHandler admin)
            throws InterruptedException {
        return run(plan, RunPurpose.rollBack(origin), admin);
    }

    RunOutcome run(Plan.Ready plan, RunPurpose purpose, QuestionHandler admin)
            throws InterruptedException {
        Map<String, ServerConnection> links = Map.of("server", server.link());
        RunHandle running = runner.startRun(plan, links, purpose, admin, watcher());
        last = running.runId();
        return end(running);
    }

    /// Waits for the end, but not for ever.
    static RunOutcome end(RunHandle running) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!running.hasEnded()) {
            if (System.nanoTime() > until) {
                running.detachRun();
                throw new AssertionError("The run did not end: " + running.awaitOutcome());
            }
            Thread.sleep(2);
        }
        return running.awaitOutcome();
    }

    /// Waits for the end, which must be of this kind; says how it ended where it is not.
    static <T extends RunOutcome> T end(Class<T> kind, RunHandle running)
            throws InterruptedException {
        RunOutcome ended = end(running);
        return assertInstanceOf(kind, ended, ended::toString);
    }

    /// Waits until something is so.
    static void until(BooleanSupplier so) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("It never came so far");
            }
            Thread.sleep(2);
        }
    }

    /// The run as the journal has it.
    Run fold() {
        return fold(lastRun());
    }

    Run fold(String run) {
        return Run.of(run, journal.readEvents(run));
    }

    /// The steps of the run and how they ended, such as `stop OK`.
    List<String> outcomes() {
        return fold().steps().stream()
                .map(step ->
                        step.step().info().id()
                                + " "
                                + step.outcome().map(StepOutcome::name).orElse("-"))
                .toList();
    }

    /// The kinds of the events of the run, in order.
    List<String> kinds() {
        return journal.readEvents(lastRun()).stream()
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    /// What a step has printed, as it is journaled.
    String output(String step) {
        return fold().steps().stream()
                .filter(run -> run.step().info().id().equals(step))
                .map(run -> journal.text(lastRun(), run.seq()))
                .findFirst()
                .orElseThrow();
    }

    String lastRun() {
        return last;
    }

    private RunListener watcher() {
        return new RunListener() {
            @Override
            public synchronized void onEvent(RunEvent event) {
                heard.add(event);
            }

            @Override
            public void onOutput(long step, long offset, byte[] bytes) {}
        };
    }

    private void sleep(Duration time) throws InterruptedException {
        synchronized (slept) {
            slept.add(time);
        }
        passing.accept(time);
        Thread.sleep(1);
    }

    private static Path made(Path folder) {
        folder.toFile().mkdirs();
        return folder;
    }

    @Override
    public void close() throws InterruptedException {
        server.close();
    }

    /// A clock that tests set.
    static final class Clockwork extends Clock {
        volatile Instant now = Instant.parse("2026-11-20T08:00:00Z");

        void forward(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
