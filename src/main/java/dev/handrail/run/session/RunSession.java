package dev.handrail.run.session;

import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunFinished;
import dev.handrail.model.RunEvent.RunPaused;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.model.RunEvent.RunResumed;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.model.RunEvent.RunServer;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.model.Step;
import dev.handrail.model.Target;
import dev.handrail.remote.ServerShell.StepFolder;
import dev.handrail.remote.ServerShell.StepStatus;
import dev.handrail.run.Journal;
import dev.handrail.run.RunOutcome;
import dev.handrail.run.RunPurpose;
import dev.handrail.run.RunStopped;
import dev.handrail.run.replay.RunRecording;
import dev.handrail.run.replay.RunReplay;
import dev.handrail.run.server.Heartbeat;
import dev.handrail.run.server.RunFinisher;
import dev.handrail.run.server.ServerLock;
import dev.handrail.run.service.AdminPrompt;
import dev.handrail.run.service.RunControls;
import dev.handrail.run.service.RunRecorder;
import dev.handrail.run.service.RunServices;
import dev.handrail.run.service.ScriptAssembler;
import dev.handrail.run.service.ServerConnections;
import dev.handrail.run.service.SleepTimer;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One walk of a run by this process: connects, takes the locks, begins or takes up the run, and
/// goes.
public final class RunSession {
    private final RunRecorder diary;
    private final ServerConnections servers;
    private final AdminPrompt asking;
    private final RunControls controls;
    private final RunEnvironment surroundings;

    public RunSession(
            RunRecorder diary,
            ServerConnections servers,
            AdminPrompt asking,
            RunControls controls,
            RunEnvironment surroundings) {
        this.diary = diary;
        this.servers = servers;
        this.asking = asking;
        this.controls = controls;
        this.surroundings = surroundings;
    }

    /// What is outside of a run: time that passes, and the folder for copies.
    public record RunEnvironment(SleepTimer sleeper, Path copies) {}

    /// How it begins.
    public interface EntryPoint {
        RunOutcome enterRun() throws RunStopped;
    }

    RunControls controls() {
        return controls;
    }

    ServerConnections servers() {
        return servers;
    }

    RunOutcome executeRun(EntryPoint way) {
        try {
            Optional<Problem> closed = diary.journal().readOnlyReason();
            return closed.isPresent() ? new RunOutcome.Stuck(closed.get()) : way.enterRun();
        } catch (RunStopped halted) {
            return halted.runOutcome();
        } catch (Journal.JournalUnwritable e) {
            return new RunOutcome.Stuck(e.problem());
        }
    }

    static RunOutcome alreadyOpen() {
        return new RunOutcome.Stuck(
                new Problem("run.busy", Message.of("run.busy.what"), Message.of("run.busy.todo")));
    }

    RunOutcome startRun(Plan.Ready plan, RunPurpose purpose) throws RunStopped {
        Map<String, RunServer> places = servers.connectServers(plan.route().roles());
        ServerLock lock = newLock();
        boolean back = purpose.isRollBack();
        if (back) {
            checkOriginIdle(purpose.origin());
        }
        try {
            acquireLock(
                    lock,
                    back ? purpose.origin() : "",
                    () -> {
                        if (back) {
                            finishOrigin(purpose.origin());
                        }
                        diary.startRun(begun(plan, places, purpose));
                    });
        } catch (Journal.JournalUnwritable e) {
            lock.releaseLocks();
            throw e;
        }
        return executeRun(lock);
    }

    private RunStarted begun(Plan.Ready plan, Map<String, RunServer> places, RunPurpose purpose) {
        List<Target> targets = places.values().stream().map(RunServer::target).toList();
        return new RunStarted(
                1,
                diary.now(),
                purpose.kind(),
                RunScope.of(targets),
                plan,
                places,
                purpose.origin());
    }

    /// `begin`: begins the run or takes it up, so that what is asked meanwhile is written down.
    private void acquireLock(ServerLock lock, String origin, Runnable begin) throws RunStopped {
        try {
            lock.acquireLocks(
                    origin,
                    question -> {
                        if (!diary.hasStarted()) {
                            begin.run();
                        }
                        if (asking.askAdmin(0, question).choice() != Choice.CONTINUE) {
                            throw diary.pauseRun(Message.of("run.lock.left"));
                        }
                    });
        } catch (RunStopped halted) {
            if (diary.hasStarted() && halted.runOutcome() instanceof RunOutcome.Stuck stuck) {
                diary.recordEvent((seq, at) -> new RunPaused(seq, at, stuck.problem().what()));
            }
            throw halted;
        }
        if (!diary.hasStarted()) {
            begin.run();
        }
    }

    RunOutcome startReplay(RunRecording recording) throws RunStopped {
        RunStarted then = recording.startEvent();
        diary.startRun(
                new RunStarted(
                        1,
                        diary.now(),
                        then.kind(),
                        RunScope.RECORDED,
                        then.plan(),
                        then.places(),
                        ""));
        return newReplay(recording).replayFrom(List.of(then));
    }

    private RunReplay newReplay(RunRecording recording) {
        return new RunReplay(recording, diary, asking, controls, surroundings.sleeper());
    }

    RunOutcome resumeRun() throws RunStopped {
        return resumeWith((run, events) -> {
            servers.connectServers(run.start().places());
            ServerLock lock = newLock();
            acquireLock(
                    lock, run.isRollback() ? run.start().origin() : "", () -> recordResume(events));
            return executeRun(lock);
        });
    }

    RunOutcome resumeReplay(RunRecording recording) throws RunStopped {
        return resumeWith((run, events) -> {
            if (!run.start().plan().equals(recording.startEvent().plan())) {
                return new RunOutcome.Stuck(
                        new Problem(
                                "run.other-recording",
                                Message.of("run.other-recording.what"),
                                Message.of("run.other-recording.todo")));
            }
            recordResume(events);
            return newReplay(recording).replayFrom(events);
        });
    }

    /// How a run is taken up that was begun before.
    private interface ResumeAction {
        RunOutcome resumeRun(Run run, List<RunEvent> events) throws RunStopped;
    }

    private RunOutcome resumeWith(ResumeAction taking) throws RunStopped {
        List<RunEvent> events = diary.journal().readEvents(diary.runId());
        if (events.isEmpty()) {
            return new RunOutcome.Stuck(
                    new Problem(
                            "run.unknown",
                            Message.of("run.unknown", diary.runId()),
                            Message.EMPTY));
        }
        Run run = Run.of(diary.runId(), events);
        if (run.finished().isPresent()) {
            return new RunOutcome.Finished(run.finished().get());
        }
        return taking.resumeRun(run, events);
    }

    private void recordResume(List<RunEvent> events) {
        diary.loadEvents(events);
        diary.recordEvent((seq, at) -> new RunResumed(seq, at, localHost()));
    }

    private RunOutcome executeRun(ServerLock lock) throws RunStopped {
        ScriptAssembler sending =
                new ScriptAssembler(folderOwner(), diary.currentRun().start(), servers);
        RunServices context =
                new RunServices(
                        diary,
                        servers,
                        asking,
                        controls,
                        sending,
                        surroundings.sleeper(),
                        surroundings.copies());
        try (Heartbeat heartbeat = new Heartbeat(lock)) {
            return new RunExecutor(context, new RunFinisher(context, lock)).executeRun();
        }
    }

    /// What takes a run back, or looks at it, works in the folder of that run.
    private String folderOwner() {
        String owner = diary.runId();
        String origin = diary.currentRun().start().origin();
        while (!origin.isEmpty()) {
            owner = origin;
            origin = diary.findRun(origin).map(run -> run.start().origin()).orElse("");
        }
        return owner;
    }

    private ServerLock newLock() {
        return new ServerLock(servers, diary.journal(), diary.runId(), localHost());
    }

    /// A run whose step is still at work must not be taken back beside it.
    private void checkOriginIdle(String origin) throws RunStopped {
        Optional<StepRun> running =
                findRun(origin).steps().stream()
                        .filter(step -> step.isRunning() && step.step() instanceof Step.Script)
                        .findFirst();
        if (running.isEmpty()) {
            return;
        }
        StepRun step = running.get();
        String role = step.step().info().role();
        StepFolder folder = new StepFolder(servers.serverAt(role).base(), origin, step.folder());
        if (servers.runOn(role, shell -> shell.stepStatus(folder)) instanceof StepStatus.Running) {
            throw new RunStopped(
                    new RunOutcome.Stuck(
                            new Problem(
                                    "run.step-alive",
                                    Message.of(
                                            "run.step-alive.what",
                                            step.step().info().title(),
                                            origin),
                                    Message.of("run.step-alive.todo"))));
        }
    }

    /// The run that is taken back is over from now on.
    private void finishOrigin(String origin) {
        Run run = findRun(origin);
        if (run.finished().isEmpty()) {
            diary.journal()
                    .appendEvent(
                            origin,
                            new RunFinished(
                                    run.lastSeq() + 1,
                                    diary.now(),
                                    RunResult.ENDED,
                                    Message.of("run.end.roll-back")));
        }
    }

    private Run findRun(String id) {
        return diary.findRun(id).orElseThrow();
    }

    /// Who walks the run, as others read it in the lock.
    private static String localHost() {
        String name = System.getenv("HOSTNAME");
        String computer = name == null ? System.getenv("COMPUTERNAME") : name;
        return System.getProperty("user.name") + (computer == null ? "" : "@" + computer);
    }
}
