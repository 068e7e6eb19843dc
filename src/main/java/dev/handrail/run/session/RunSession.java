package dev.handrail.run.session;

import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.AutoRollbackChanged;
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
import dev.handrail.run.RunClaim;
import dev.handrail.run.RunOutcome;
import dev.handrail.run.RunOwner;
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
import dev.handrail.run.service.StoredScripts;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One session of this process on a run: connects, acquires the locks, starts or resumes the run,
/// and executes it.
public final class RunSession {
    private final RunRecorder recorder;
    private final ServerConnections servers;
    private final AdminPrompt prompt;
    private final RunControls controls;
    private final RunEnvironment environment;

    public RunSession(
            RunRecorder recorder,
            ServerConnections servers,
            AdminPrompt prompt,
            RunControls controls,
            RunEnvironment environment) {
        this.recorder = recorder;
        this.servers = servers;
        this.prompt = prompt;
        this.controls = controls;
        this.environment = environment;
    }

    /// What is outside of a run: time that passes, also between two heartbeats, and the folder for
    /// copies.
    public record RunEnvironment(SleepTimer timer, SleepTimer heartbeatTimer, Path copies) {
        public RunEnvironment(SleepTimer timer, Path copies) {
            this(timer, Thread::sleep, copies);
        }
    }

    /// How a session enters its run: by starting, resuming or replaying it.
    public interface EntryPoint {
        RunOutcome enterRun() throws RunStopped;
    }

    RunControls controls() {
        return controls;
    }

    ServerConnections servers() {
        return servers;
    }

    /// Runs the session and returns how it ended. A journal that is read-only or not writable makes
    /// the run stuck.
    RunOutcome executeRun(EntryPoint entryPoint) {
        try {
            Optional<Problem> closed = recorder.journal().readOnlyReason();
            return closed.isPresent()
                    ? new RunOutcome.Stuck(closed.get())
                    : executeOwned(entryPoint);
        } catch (RunStopped stopped) {
            return stopped.runOutcome();
        } catch (Journal.JournalUnwritable e) {
            return new RunOutcome.Stuck(e.problem());
        }
    }

    /// Executes the run while no other process can.
    private RunOutcome executeOwned(EntryPoint entryPoint) throws RunStopped {
        try (RunClaim _ = claimRun(recorder.runId())) {
            return entryPoint.enterRun();
        }
    }

    private RunClaim claimRun(String run) throws RunStopped {
        return switch (recorder.journal().claimRun(run)) {
            case RunClaim.ClaimResult.Granted(RunClaim claim) -> claim;
            case RunClaim.ClaimResult.Refused(Problem problem) ->
                    throw new RunStopped(new RunOutcome.Stuck(problem));
        };
    }

    /// The outcome of a second session on a run that this process already executes.
    static RunOutcome alreadyOpen() {
        return new RunOutcome.Stuck(
                new Problem("run.busy", Message.of("run.busy.what"), Message.of("run.busy.todo")));
    }

    /// Connects and acquires the locks before it journals the run, so that a run that cannot start
    /// leaves no trace in the history. Only a question about a lock journals it earlier.
    RunOutcome startRun(Plan.Ready plan, RunPurpose purpose) throws RunStopped {
        if (!purpose.isRollBack()) {
            return startOwned(plan, purpose);
        }
        // A roll-back ends the run that it rolls back, so nobody may execute that one meanwhile.
        try (RunClaim _ = claimRun(purpose.origin())) {
            return startOwned(plan, purpose);
        }
    }

    private RunOutcome startOwned(Plan.Ready plan, RunPurpose purpose) throws RunStopped {
        Map<String, RunServer> runServers = servers.connectServers(plan.route().roles());
        ServerLock lock = newLock();
        String rolledBack = purpose.isRollBack() ? purpose.origin() : "";
        if (!rolledBack.isEmpty()) {
            checkOriginIdle(rolledBack);
        }
        try {
            acquireLock(lock, rolledBack, () -> recordStart(plan, runServers, purpose));
        } catch (Journal.JournalUnwritable e) {
            lock.releaseLocks();
            throw e;
        }
        return executeRun(lock);
    }

    private void recordStart(
            Plan.Ready plan, Map<String, RunServer> runServers, RunPurpose purpose) {
        if (purpose.isRollBack()) {
            finishOrigin(purpose.origin());
        }
        recorder.startRun(newStart(plan, runServers, purpose));
        purpose.autoRollback()
                .ifPresent(allowed ->
                        recorder.recordEvent(
                                (seq, at) -> new AutoRollbackChanged(seq, at, allowed)));
    }

    private RunStarted newStart(
            Plan.Ready plan, Map<String, RunServer> runServers, RunPurpose purpose) {
        List<Target> targets = runServers.values().stream().map(RunServer::target).toList();
        return new RunStarted(
                1,
                recorder.now(),
                purpose.kind(),
                RunScope.of(targets),
                plan,
                runServers,
                purpose.origin());
    }

    /// `begin`: starts or resumes the run. It is called before the first question, so that the
    /// question is recorded, else when the locks are acquired.
    private void acquireLock(ServerLock lock, String origin, Runnable begin) throws RunStopped {
        try {
            lock.acquireLocks(origin, question -> askTakeover(question, begin));
        } catch (RunStopped stopped) {
            if (recorder.hasStarted() && stopped.runOutcome() instanceof RunOutcome.Stuck stuck) {
                recorder.recordEvent((seq, at) -> new RunPaused(seq, at, stuck.problem().what()));
            }
            throw stopped;
        }
        if (!recorder.hasStarted()) {
            begin.run();
        }
    }

    private void askTakeover(Question question, Runnable begin) throws RunStopped {
        if (!recorder.hasStarted()) {
            begin.run();
        }
        if (prompt.askAdmin(0, question).choice() != Choice.CONTINUE) {
            throw recorder.pauseRun(Message.of("run.lock.left"));
        }
    }

    /// Journals the recorded run as a new run with its own times.
    RunOutcome startReplay(RunRecording recording) throws RunStopped {
        RunStarted then = recording.startEvent();
        recorder.startRun(
                new RunStarted(
                        1,
                        recorder.now(),
                        then.kind(),
                        RunScope.RECORDED,
                        then.plan(),
                        then.places(),
                        ""));
        return newReplay(recording).replayFrom(List.of(then));
    }

    private RunReplay newReplay(RunRecording recording) {
        return new RunReplay(recording, recorder, prompt, controls, environment.timer());
    }

    /// Reconnects, acquires the locks again and continues with the first step that is not done.
    RunOutcome resumeRun() throws RunStopped {
        return resumeWith((run, events) -> {
            servers.connectServers(run.start().places());
            ServerLock lock = newLock();
            acquireLock(
                    lock, run.isRollback() ? run.start().origin() : "", () -> recordResume(events));
            return executeRun(lock);
        });
    }

    /// Refuses a recording whose plan differs from the one that the run replays.
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

    /// Continues an earlier run from its journaled events.
    private interface ResumeAction {
        RunOutcome resumeRun(Run run, List<RunEvent> events) throws RunStopped;
    }

    /// Returns at once if the journal does not know the run or if the run is finished.
    private RunOutcome resumeWith(ResumeAction action) throws RunStopped {
        List<RunEvent> events = recorder.journal().readEvents(recorder.runId());
        if (events.isEmpty()) {
            Message unknown = Message.of("run.unknown", recorder.runId());
            return new RunOutcome.Stuck(new Problem("run.unknown", unknown, Message.EMPTY));
        }
        Run run = Run.of(recorder.runId(), events);
        return run.finished().isPresent()
                ? new RunOutcome.Finished(run.finished().get())
                : action.resumeRun(run, events);
    }

    private void recordResume(List<RunEvent> events) {
        recorder.loadEvents(events);
        recorder.recordEvent((seq, at) -> new RunResumed(seq, at, RunOwner.localHost()));
    }

    private RunOutcome executeRun(ServerLock lock) throws RunStopped {
        RunServices context = newServices();
        try (Heartbeat heartbeat = new Heartbeat(lock, environment.heartbeatTimer())) {
            return new RunExecutor(context, new RunFinisher(context, lock)).executeRun();
        }
    }

    private RunServices newServices() {
        return new RunServices(
                recorder,
                servers,
                prompt,
                controls,
                new ScriptAssembler(
                        folderOwner(),
                        recorder.currentRun().start(),
                        servers,
                        StoredScripts.readFrom(recorder.journal(), recorder.runId())),
                environment.timer(),
                environment.copies());
    }

    /// Returns the run whose work folder this run uses. A roll-back or verification uses the work
    /// folder of the run it belongs to.
    private String folderOwner() {
        String owner = recorder.runId();
        String origin = recorder.currentRun().start().origin();
        while (!origin.isEmpty()) {
            owner = origin;
            origin = recorder.findRun(origin).map(run -> run.start().origin()).orElse("");
        }
        return owner;
    }

    private ServerLock newLock() {
        return new ServerLock(servers, recorder.journal(), recorder.runId(), RunOwner.localHost());
    }

    /// Refuses to roll back a run while one of its steps is still running on a server.
    private void checkOriginIdle(String origin) throws RunStopped {
        Optional<StepRun> running =
                findRun(origin).steps().stream()
                        .filter(step -> step.isRunning() && step.step() instanceof Step.Script)
                        .findFirst();
        if (running.isPresent() && isRunningOnServer(origin, running.get())) {
            throw new RunStopped(new RunOutcome.Stuck(aliveProblem(origin, running.get())));
        }
    }

    private boolean isRunningOnServer(String origin, StepRun step) throws RunStopped {
        String role = step.step().info().role();
        StepFolder folder = new StepFolder(servers.serverAt(role).base(), origin, step.folder());
        return servers.runOn(role, shell -> shell.stepStatus(folder)) instanceof StepStatus.Running;
    }

    private static Problem aliveProblem(String origin, StepRun step) {
        return new Problem(
                "run.step-alive",
                Message.of("run.step-alive.what", step.step().info().title(), origin),
                Message.of("run.step-alive.todo"));
    }

    /// Ends the run that is being rolled back, unless it has finished already.
    private void finishOrigin(String origin) {
        Run run = findRun(origin);
        if (run.finished().isEmpty()) {
            recorder.journal()
                    .appendEvent(
                            origin,
                            new RunFinished(
                                    run.lastSeq() + 1,
                                    recorder.now(),
                                    RunResult.ENDED,
                                    Message.of("run.end.roll-back")));
        }
    }

    private Run findRun(String id) {
        return recorder.findRun(id).orElseThrow();
    }
}
