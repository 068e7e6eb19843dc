package dev.handrail.run.session;

import dev.handrail.model.Plan;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;
import dev.handrail.run.FixResult;
import dev.handrail.run.Journal;
import dev.handrail.run.QuestionHandler;
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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Walks runs: each on a thread of its own, on the servers that its links reach.
public final class Runner {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Journal journal;
    private final Clock clock;
    private final Path copies;
    private final SleepTimer sleeper;
    private final SecureRandom random = new SecureRandom();
    private final Set<String> walking = ConcurrentHashMap.newKeySet();

    /// `copies`: the folder on this workstation under which copied files are put, by run.
    public Runner(Journal journal, Clock clock, Path copies) {
        this(journal, clock, copies, time -> Thread.sleep(time));
    }

    public Runner(Journal journal, Clock clock, Path copies, SleepTimer sleeper) {
        this.journal = journal;
        this.clock = clock;
        this.copies = copies;
        this.sleeper = sleeper;
    }

    /// Starts a run. `links`: by role. They belong to the run until it ends: letting go closes
    /// them.
    public RunHandle startRun(
            Plan.Ready plan,
            Map<String, ServerConnection> links,
            QuestionHandler admin,
            RunListener watcher) {
        return startRun(plan, links, RunPurpose.UPGRADE, admin, watcher);
    }

    /// Starts a plan for a purpose. A run that is taken back ends with that, if it has not ended
    /// yet.
    public RunHandle startRun(
            Plan.Ready plan,
            Map<String, ServerConnection> links,
            RunPurpose purpose,
            QuestionHandler admin,
            RunListener watcher) {
        String id = newRunId();
        RunSession trip = newSession(id, links, admin, watcher);
        return launchSession(id, trip, () -> trip.startRun(plan, purpose));
    }

    /// Goes on with a run that stands still, or whose assistant is gone.
    public RunHandle resumeRun(
            String run,
            Map<String, ServerConnection> links,
            QuestionHandler admin,
            RunListener watcher) {
        RunSession trip = newSession(run, links, admin, watcher);
        return launchSession(run, trip, trip::resumeRun);
    }

    /// Plays a recording as a run of its own, without any server.
    public RunHandle startReplay(
            RunRecording recording, QuestionHandler admin, RunListener watcher) {
        String id = newRunId();
        RunSession trip = newSession(id, Map.of(), admin, watcher);
        return launchSession(id, trip, () -> trip.startReplay(recording));
    }

    /// Goes on with a run that was played from this recording.
    public RunHandle resumeReplay(
            String run, RunRecording recording, QuestionHandler admin, RunListener watcher) {
        RunSession trip = newSession(run, Map.of(), admin, watcher);
        return launchSession(run, trip, () -> trip.resumeReplay(recording));
    }

    /// Runs the one step of a plan that mends a finding, now and over the open connection, and
    /// writes it down.
    public FixResult runFix(Plan.Ready plan, ServerConnection link) throws ConnectionLostException {
        return new FixRun(new RunRecorder(newRunId(), journal, RunListener.NOBODY, clock))
                .runFix(plan, link);
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
            RunListener watcher) {
        RunControls controls = new RunControls();
        RunRecorder diary = new RunRecorder(id, journal, watcher, clock);
        ServerConnections servers = new ServerConnections(links, diary, controls, sleeper);
        return new RunSession(
                diary,
                servers,
                new AdminPrompt(diary, admin, controls),
                controls,
                new RunSession.RunEnvironment(sleeper, copies));
    }

    private RunHandle launchSession(String id, RunSession trip, RunSession.EntryPoint way) {
        boolean first = walking.add(id);
        RunThread handle = new RunThread(id, trip);
        handle.startThread(first ? way : RunSession::alreadyOpen, () -> forgetRun(id, first));
        return handle;
    }

    private void forgetRun(String id, boolean mine) {
        if (mine) {
            walking.remove(id);
        }
    }
}
