package dev.handrail.app;

import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.model.Target;
import dev.handrail.plan.RollbackPlanner;
import dev.handrail.plan.RollbackPlanner.RollbackScope;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;
import dev.handrail.run.FixResult;
import dev.handrail.run.Journal;
import dev.handrail.run.QuestionHandler;
import dev.handrail.run.RunHandle;
import dev.handrail.run.RunHistory;
import dev.handrail.run.RunListener;
import dev.handrail.run.RunPurpose;
import dev.handrail.run.session.Runner;
import dev.handrail.store.RecordingFile;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The runs of the history: starts them, goes on with them, and undoes them.
public final class EngineRuns {
    /// The reason why a rehearsal ended whose copy was removed before its end.
    public static final Message COPY_REMOVED = Message.of("rehearsal.copy-removed");

    private final Journal journal;
    private final Runner runner;

    EngineRuns(Journal journal, Runner runner) {
        this.journal = journal;
        this.runner = runner;
    }

    /// Starts a run. `links`: by the roles of its route.
    public RunHandle startRun(
            Plan.Ready plan,
            Map<String, ServerConnection> links,
            QuestionHandler admin,
            RunListener watcher) {
        return startRun(plan, links, RunPurpose.UPGRADE, admin, watcher);
    }

    /// Starts a run. `purpose`: an upgrade, which Handrail may roll back by itself.
    public RunHandle startRun(
            Plan.Ready plan,
            Map<String, ServerConnection> links,
            RunPurpose purpose,
            QuestionHandler admin,
            RunListener watcher) {
        return runner.startRun(plan, links, purpose, admin, watcher);
    }

    /// Resumes a run. A replay of a recording needs no links.
    public RunHandle resumeRun(
            String run,
            Map<String, ServerConnection> links,
            QuestionHandler admin,
            RunListener watcher) {
        return findRun(run).filter(Run::isRecorded).isPresent()
                ? runner.resumeReplay(run, RecordingFile.builtIn(), admin, watcher)
                : runner.resumeRun(run, links, admin, watcher);
    }

    /// Plays a recorded practice run, which needs no server.
    public RunHandle startReplay(QuestionHandler admin, RunListener watcher) {
        return runner.startReplay(RecordingFile.builtIn(), admin, watcher);
    }

    /// Plans how to undo what a run has done and no earlier roll-back has undone.
    public Plan planRollback(Run run, RollbackScope scope) {
        return RollbackPlanner.planRollback(run, rollbacksOf(run), scope);
    }

    /// The roll-backs of a run, the newest first.
    public List<Run> rollbacksOf(Run run) {
        return RunHistory.rollbacksOf(journal, run.id());
    }

    /// The runs of the same product on the same servers that began after this one, the newest
    /// first.
    public List<Journal.RunSummary> laterRunsOf(Run run) {
        return RunHistory.laterRunsOf(journal.listRuns(), run.id());
    }

    /// Starts a plan that undoes what the run `origin` did.
    public RunHandle startRollback(
            Plan.Ready plan,
            String origin,
            Map<String, ServerConnection> links,
            QuestionHandler admin,
            RunListener watcher) {
        return runner.startRun(plan, links, RunPurpose.rollBack(origin), admin, watcher);
    }

    /// Starts the roll-back of a run by itself, as its admin agreed at the start of it.
    public RunHandle startAutoRollback(
            Plan.Ready plan,
            Run origin,
            Map<String, ServerConnection> links,
            QuestionHandler admin,
            RunListener watcher) {
        Duration limit = origin.autoRollback().orElseThrow().limit();
        RunPurpose purpose = RunPurpose.rollBackByItself(origin.id(), limit);
        return runner.startRun(plan, links, purpose, admin, watcher);
    }

    /// Runs a command that fixes a finding over the open connection, and records it as a run.
    public FixResult runFix(Plan.Ready plan, ServerConnection link) throws ConnectionLostException {
        return runner.runFix(plan, link);
    }

    /// Ends the unfinished rehearsals in a copy that is removed, because nothing can resume them.
    /// `copy`: its name, or empty if no copy is left on the server.
    public void endRehearsals(Target server, String copy) {
        journal.listRuns().stream()
                .filter(run -> run.scope() == RunScope.COPY && run.endedAt().isEmpty())
                .flatMap(run -> findSoundRun(run.id()).stream())
                .filter(run -> run.firstTarget().isReachedAs(server))
                .filter(run -> copy.isEmpty() || run.firstTarget().copy().equals(copy))
                .forEach(run -> runner.endRun(run.id(), COPY_REMOVED));
    }

    /// The newest upgrade in this copy, finished or not.
    public Optional<Run> findRehearsal(Target copy) {
        return journal.listRuns().stream()
                .filter(run -> run.scope() == RunScope.COPY && run.kind() == RunKind.UPGRADE)
                .filter(run -> run.server().equals(copy.addressText()))
                .flatMap(run -> findSoundRun(run.id()).stream())
                .filter(run -> run.firstTarget().copy().equals(copy.copy()))
                .findFirst();
    }

    /// Reads a run from the journal; empty if there is none with this id, or if it is damaged.
    public Optional<Run> findSoundRun(String id) {
        Journal.ReadableEvents read = journal.readSoundEvents(id);
        return read.damage().isPresent() || read.events().isEmpty()
                ? Optional.empty()
                : Optional.of(Run.of(id, read.events()));
    }

    /// Starts a plan that checks what the run `origin` has left behind.
    public RunHandle startVerification(
            Plan.Ready plan,
            String origin,
            Map<String, ServerConnection> links,
            QuestionHandler admin,
            RunListener watcher) {
        return runner.startRun(plan, links, RunPurpose.verify(origin), admin, watcher);
    }

    /// The run that a verification checked, if it is in the history; else the run itself.
    public Run verifiedRun(Run run) {
        return run.isVerification() ? findRun(run.start().origin()).orElse(run) : run;
    }

    /// Reads a run from the journal; empty if there is none with this id. Of a damaged run it reads
    /// what is before the damage, which is only to be shown: [#resumeRun] and the like refuse it.
    /// Throws [Journal.JournalUnwritable] if not even its first event can be read.
    public Optional<Run> findRun(String id) {
        Journal.ReadableEvents read = journal.readSoundEvents(id);
        List<RunEvent> events = read.events().isEmpty() ? journal.readEvents(id) : read.events();
        return events.isEmpty() ? Optional.empty() : Optional.of(Run.of(id, events));
    }
}
