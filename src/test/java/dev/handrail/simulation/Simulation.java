package dev.handrail.simulation;

import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.plan.RollbackPlanner;
import dev.handrail.plan.RollbackPlanner.RollbackScope;
import dev.handrail.run.Journal;
import dev.handrail.run.QuestionHandler;
import dev.handrail.run.RunHandle;
import dev.handrail.run.RunHistory;
import dev.handrail.run.RunListener;
import dev.handrail.run.RunPurpose;
import dev.handrail.simulation.Faults.FaultKind;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// One upgrade in a simulated world, from the first start of Handrail until the product is upgraded
/// or back, whatever goes wrong meanwhile. The seed decides everything.
final class Simulation {
    /// In virtual time.
    private static final Duration LIMIT = Duration.ofDays(60);

    private static final int MOST_SESSIONS = 200;
    private static final int LONGEST_LINE = 250;

    private final VirtualTime time = new VirtualTime();
    private final Random random;
    private final Faults faults;
    private final SimulatedServer server;
    private final Workstation workstation;
    private final Plan.Ready plan;
    private final List<Workstation.Engine> engines = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private Optional<RunResult> result = Optional.empty();
    private Optional<RunHandle> running = Optional.empty();
    private Optional<LabAdmin> labAdmin = Optional.empty();

    /// How it went.
    record SimulationResult(
            Optional<RunResult> result, Set<FaultKind> faults, int points, List<String> story) {}

    private Simulation(Random random, Faults faults, Plan.Ready plan, Path folder) {
        this.random = random;
        this.faults = faults;
        this.plan = plan;
        server = new SimulatedServer(time, random, faults);
        workstation = new Workstation(time, server, folder);
        faults.strike(this::suffer);
        faults.strikeAtSteps(this::sufferLater);
    }

    private static Random randomOf(long seed) {
        return new Random(seed * 0x9E3779B97F4A7C15L + 0x1234567);
    }

    /// `folder`: empty, for the history. Throws an AssertionError where a promise is broken.
    static SimulationResult run(long seed, Set<FaultKind> kinds, Path folder) {
        Random random = randomOf(seed);
        Faults faults = new Faults(random, kinds);
        Plan.Ready plan = UpgradePlans.create(random);
        return new Simulation(random, faults, plan, folder).runNamed("Seed " + seed);
    }

    /// Throws the faults of the lab's schedule at the simulated upgrade; the admin answers as that
    /// of the lab.
    static SimulationResult run(LabSchedule schedule, Path folder) {
        Random random = randomOf(schedule.name().hashCode());
        Faults faults = new Faults(random, schedule);
        Plan.Ready plan = UpgradePlans.createReversible(random);
        Simulation simulation = new Simulation(random, faults, plan, folder);
        simulation.labAdmin = Optional.of(new LabAdmin(simulation.time, schedule.retries()));
        return simulation.runNamed("Schedule " + schedule.name());
    }

    private SimulationResult runNamed(String name) {
        try {
            return run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    name + ": " + e.getMessage() + "\n" + String.join("\n", story), e);
        }
    }

    private SimulationResult run() {
        Throwable[] thrown = new Throwable[1];
        Runnable main =
                () -> {
                    try {
                        drive();
                    } catch (Throwable e) {
                        thrown[0] = e;
                    }
                };
        try {
            time.run(main, LIMIT);
            rethrow(thrown[0]);
        } finally {
            workstation.close();
        }
        return new SimulationResult(result, faults.happened(), faults.points(), story);
    }

    private static void rethrow(Throwable thrown) {
        switch (thrown) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(thrown);
        }
    }

    private void drive() throws InterruptedException {
        try {
            for (int session = 0; result.isEmpty(); session++) {
                if (session == MOST_SESSIONS) {
                    throw new AssertionError("The run does not come to an end");
                }
                runSession();
                time.pause(Duration.ofSeconds(20 + random.nextInt(400)).toNanos());
            }
            new StoryCheck(server, engines.getLast().journal(), workstation).check(result.get());
        } finally {
            engines.forEach(Workstation.Engine::close);
        }
    }

    /// Starts Handrail anew where it was killed, and lets it go on with what is open.
    private void runSession() throws InterruptedException {
        if (engines.isEmpty() || engines.getLast().wasKilled()) {
            engines.add(workstation.startEngine());
        }
        Workstation.Engine engine = engines.getLast();
        try {
            Optional<RunHandle> handle = startWork(engine);
            running = handle;
            if (handle.isPresent()) {
                String outcome = handle.get().awaitOutcome().toString();
                tell(outcome.substring(0, Math.min(LONGEST_LINE, outcome.length())));
            }
        } catch (IllegalStateException e) {
            if (!(e.getCause() instanceof VirtualTime.ThreadEnded)) {
                throw e;
            }
        } catch (VirtualTime.ThreadEnded e) {
            if (!engine.wasKilled()) {
                throw e;
            }
        }
    }

    private void tell(String what) {
        story.add(time.now() + " " + what);
    }

    /// Empty when there is nothing left to do.
    private Optional<RunHandle> startWork(Workstation.Engine engine) {
        List<Journal.RunSummary> runs = engine.journal().listRuns();
        if (runs.isEmpty()) {
            return Optional.of(start(engine, plan, RunPurpose.UPGRADE));
        }
        Journal.RunSummary newest = runs.getFirst();
        if (newest.endedAt().isEmpty()) {
            return Optional.of(
                    engine.runner()
                            .resumeRun(
                                    newest.id(),
                                    engine.connections(),
                                    adminOf(engine),
                                    RunListener.NOBODY));
        }
        RunResult ended = RunResult.valueOf(newest.status());
        if (ended != RunResult.ENDED) {
            result = Optional.of(ended);
            return Optional.empty();
        }
        return Optional.of(rollBack(engine, newest));
    }

    private RunHandle start(Workstation.Engine engine, Plan.Ready wanted, RunPurpose purpose) {
        return engine.runner()
                .startRun(
                        wanted, engine.connections(), purpose, adminOf(engine), RunListener.NOBODY);
    }

    private RunHandle rollBack(Workstation.Engine engine, Journal.RunSummary ended) {
        String origin = ended.kind() == RunKind.ROLL_BACK ? ended.origin() : ended.id();
        Run run = Run.of(origin, engine.journal().readEvents(origin));
        List<Run> earlier = RunHistory.rollbacksOf(engine.journal(), origin);
        Plan back = RollbackPlanner.planRollback(run, earlier, RollbackScope.RUN);
        if (back instanceof Plan.Ready ready) {
            return start(engine, ready, RunPurpose.rollBack(origin));
        }
        throw new AssertionError("No roll-back of " + origin + ": " + back);
    }

    private QuestionHandler adminOf(Workstation.Engine engine) {
        return labAdmin.isPresent()
                ? labAdmin.get().at(engine)
                : new SimulatedAdmin(time, random, engine);
    }

    /// Some time after its step has begun.
    private void sufferLater(LabSchedule.LabFault fault) {
        time.start(
                "fault",
                () -> {
                    time.pause(fault.delay().toNanos());
                    tell(fault.toString());
                    suffer(fault);
                });
    }

    private void suffer(LabSchedule.LabFault fault) {
        switch (fault.kind()) {
            case LINK_CUT -> server.cutLinks(fault.lasts());
            case KILL -> workstation.kill(false);
            case SERVER_POWER -> server.cutPower(fault.lasts());
            case SERVER_DISK_FULL -> fill(server.disk::setFull, fault.lasts());
            case WORKSTATION_DISK_FULL -> fill(workstation::setFull, fault.lasts());
            case WORKSTATION_CLOCK -> workstation.moveClock(fault.clock());
            default -> throw new IllegalArgumentException(fault.toString());
        }
    }

    private void suffer(FaultKind kind, Random chance) {
        tell(kind.name());
        Duration during =
                Duration.ofSeconds(1 + chance.nextInt(chance.nextInt(5) == 0 ? 6000 : 120));
        switch (kind) {
            case LINK_CUT -> server.cutLinks(during);
            case SHELL_ENDED -> server.endShell();
            case DETACH -> running.ifPresent(run -> time.start("admin", run::detachRun));
            case CANCEL -> running.ifPresent(run -> time.start("admin", run::cancelStep));
            case KILL -> workstation.kill(false);
            case WORKSTATION_POWER -> workstation.kill(true);
            case SERVER_POWER -> server.cutPower(during);
            case SERVER_DISK_FULL -> fill(server.disk::setFull, during);
            case WORKSTATION_DISK_FULL -> fill(workstation::setFull, during);
            case SERVER_CLOCK -> server.moveClock(jump(chance));
            case WORKSTATION_CLOCK -> workstation.moveClock(jump(chance));
            case LATE_ANSWERS -> throw new IllegalArgumentException();
        }
    }

    private interface DiskSwitch {
        void setFull(boolean full);
    }

    private void fill(DiskSwitch disk, Duration during) {
        disk.setFull(true);
        time.start(
                "disk",
                () -> {
                    time.pause(during.toNanos());
                    disk.setFull(false);
                });
    }

    private static Duration jump(Random chance) {
        return Duration.ofSeconds(chance.nextInt(200_000) - 100_000);
    }
}
