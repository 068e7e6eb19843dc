package dev.handrail.run.session;

import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;
import dev.handrail.run.FixResult;
import dev.handrail.run.Journal;
import dev.handrail.run.QuestionHandler;
import dev.handrail.run.RunClaim;
import dev.handrail.run.RunHandle;
import dev.handrail.run.RunListener;
import dev.handrail.run.RunPurpose;
import dev.handrail.run.replay.RunRecording;
import dev.handrail.run.service.AdminPrompt;
import dev.handrail.run.service.RunControls;
import dev.handrail.run.service.RunRecorder;
import dev.handrail.run.service.ServerConnections;
import dev.handrail.run.service.SleepTimer;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Starts and resumes runs, each on its own thread, on the servers that its connections reach.
public final class Runner {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Journal journal;
    private final Clock clock;
    private final Path copies;
    private final SleepTimer timer;
    private final SleepTimer heartbeatTimer;
    private final SecureRandom random = new SecureRandom();
    private final Set<String> activeRuns = ConcurrentHashMap.newKeySet();

    /// `copies`: the folder on this workstation for copied files. Each run has its own folder in
    /// it.
    public Runner(Journal journal, Clock clock, Path copies) {
        this(journal, clock, copies, time -> Thread.sleep(time));
    }

    /// `timer`: lets tests run without waiting.
    public Runner(Journal journal, Clock clock, Path copies, SleepTimer timer) {
        this(journal, clock, copies, timer, Thread::sleep);
    }

    /// `heartbeatTimer`: waits between two heartbeats.
    public Runner(
            Journal journal,
            Clock clock,
            Path copies,
            SleepTimer timer,
            SleepTimer heartbeatTimer) {
        this.journal = journal;
        this.clock = clock;
        this.copies = copies;
        this.timer = timer;
        this.heartbeatTimer = heartbeatTimer;
    }

    /// Starts an upgrade. `links`: the connections by role. The run owns them until it ends;
    /// detaching closes them.
    public RunHandle startRun(
            Plan.Ready plan,
            Map<String, ServerConnection> links,
            QuestionHandler admin,
            RunListener listener) {
        return startRun(plan, links, RunPurpose.UPGRADE, admin, listener);
    }

    /// Starts a plan for a purpose. A roll-back finishes the run that it rolls back, unless that
    /// has finished already.
    public RunHandle startRun(
            Plan.Ready plan,
            Map<String, ServerConnection> links,
            RunPurpose purpose,
            QuestionHandler admin,
            RunListener listener) {
        String id = newRunId();
        RunSession session = newSession(id, links, admin, listener);
        return launchSession(id, session, () -> session.startRun(plan, purpose));
    }

    /// Resumes a run that is paused, or whose process has ended.
    public RunHandle resumeRun(
            String run,
            Map<String, ServerConnection> links,
            QuestionHandler admin,
            RunListener listener) {
        RunSession session = newSession(run, links, admin, listener);
        return launchSession(run, session, session::resumeRun);
    }

    /// Replays a recording as a new run, without any server.
    public RunHandle startReplay(
            RunRecording recording, QuestionHandler admin, RunListener listener) {
        String id = newRunId();
        RunSession session = newSession(id, Map.of(), admin, listener);
        return launchSession(id, session, () -> session.startReplay(recording));
    }

    /// Resumes a run that replays this recording.
    public RunHandle resumeReplay(
            String run, RunRecording recording, QuestionHandler admin, RunListener listener) {
        RunSession session = newSession(run, Map.of(), admin, listener);
        return launchSession(run, session, () -> session.resumeReplay(recording));
    }

    /// Runs the fix of a finding over the open connection, and records it. `plan`: has this one
    /// step.
    public FixResult runFix(Plan.Ready plan, ServerConnection link) throws ConnectionLostException {
        String id = newRunId();
        FixRun fix = new FixRun(new RunRecorder(id, journal, RunListener.NOBODY, clock));
        try (RunClaim _ = claimNewRun(id)) {
            return fix.runFix(plan, link);
        }
    }

    /// Ends a run that nobody executes, without a server. Returns why it cannot end now.
    public Optional<Problem> endRun(String id, Message reason) {
        return switch (journal.claimRun(id)) {
            case RunClaim.ClaimResult.Refused(Problem problem) -> Optional.of(problem);
            case RunClaim.ClaimResult.Granted(RunClaim claim) -> {
                try (claim) {
                    recordEnd(id, reason);
                }
                yield Optional.empty();
            }
        };
    }

    /// Does nothing to a run that somebody else has ended.
    private void recordEnd(String id, Message reason) {
        List<RunEvent> events = journal.readEvents(id);
        if (Run.of(id, events).finished().isEmpty()) {
            RunRecorder recorder = new RunRecorder(id, journal, RunListener.NOBODY, clock);
            recorder.loadEvents(events);
            recorder.<RunEvent>recordEvent((seq, at) ->
                    new RunEvent.RunFinished(seq, at, RunEvent.RunResult.ENDED, reason));
        }
    }

    private RunClaim claimNewRun(String id) {
        return switch (journal.claimRun(id)) {
            case RunClaim.ClaimResult.Granted(RunClaim claim) -> claim;
            case RunClaim.ClaimResult.Refused(Problem problem) ->
                    throw new Journal.JournalUnwritable(problem, null);
        };
    }

    private String newRunId() {
        byte[] tail = new byte[3];
        random.nextBytes(tail);
        return TIME.format(clock.instant()) + "-" + HexFormat.of().formatHex(tail);
    }

    private RunSession newSession(
            String id,
            Map<String, ServerConnection> links,
            QuestionHandler admin,
            RunListener listener) {
        RunControls controls = new RunControls();
        RunRecorder recorder = new RunRecorder(id, journal, listener, clock);
        ServerConnections servers = new ServerConnections(links, recorder, controls, timer);
        return new RunSession(
                recorder,
                servers,
                new AdminPrompt(recorder, admin, controls),
                controls,
                new RunSession.RunEnvironment(timer, heartbeatTimer, copies));
    }

    private RunHandle launchSession(
            String id, RunSession session, RunSession.EntryPoint entryPoint) {
        boolean first = activeRuns.add(id);
        RunThread handle = new RunThread(id, session);
        handle.startThread(
                first ? entryPoint : RunSession::alreadyOpen, () -> forgetRun(id, first));
        return handle;
    }

    private void forgetRun(String id, boolean mine) {
        if (mine) {
            activeRuns.remove(id);
        }
    }
}
