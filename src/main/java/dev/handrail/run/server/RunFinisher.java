package dev.handrail.run.server;

import dev.handrail.model.Answer;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.Artifact;
import dev.handrail.model.RunEvent.ArtifactsRecorded;
import dev.handrail.model.RunEvent.RunFinished;
import dev.handrail.model.RunEvent.RunPaused;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.model.RunEvent.StepFinished;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.Step;
import dev.handrail.plan.RollbackPlanner;
import dev.handrail.plan.RollbackPlanner.RollbackScope;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.run.RunOutcome;
import dev.handrail.run.RunStopped;
import dev.handrail.run.evidence.VerificationSummary;
import dev.handrail.run.service.RunRecorder;
import dev.handrail.run.service.RunServices;

import java.util.List;
import java.util.Optional;

/// Ends a run for good and releases its servers.
public final class RunFinisher {
    private final RunServices context;
    private final RunRecorder recorder;
    private final ServerLock lock;

    public RunFinisher(RunServices context, ServerLock lock) {
        this.context = context;
        this.recorder = context.recorder();
        this.lock = lock;
    }

    /// Reports to the servers that Handrail is alive. If this run no longer owns one of its locks,
    /// pauses the run.
    public void renewLock() throws RunStopped {
        Optional<Problem> lost = lock.renewLocks();
        if (lost.isPresent()) {
            recorder.recordEvent((seq, at) -> new RunPaused(seq, at, lost.get().what()));
            throw new RunStopped(new RunOutcome.Stuck(lost.get()));
        }
    }

    /// Returns whether the current hop or the whole run can be rolled back.
    public boolean canRollBack() {
        Run run = recorder.currentRun();
        return RollbackPlanner.planRollback(run, RollbackScope.HOP) instanceof Plan.Ready
                || RollbackPlanner.planRollback(run, RollbackScope.RUN) instanceof Plan.Ready;
    }

    /// Finishes a run whose steps are all done and releases the locks.
    public RunOutcome.Finished finishRun() {
        Run run = recorder.currentRun();
        Message reason = run.isVerification() ? VerificationSummary.of(run) : Message.EMPTY;
        return new RunOutcome.Finished(recordFinish(runResult(run), reason));
    }

    private static RunResult runResult(Run run) {
        if (run.isFix()) {
            return RunResult.MENDED;
        }
        if (run.isVerification()) {
            boolean well = run.steps().stream().allMatch(Run.StepRun::hasPassed);
            return well ? RunResult.VERIFIED : RunResult.NOT_VERIFIED;
        }
        return run.isRollback() ? RunResult.ROLLED_BACK : RunResult.UPGRADED;
    }

    /// Ends the run early at the admin's request. Returns an exception for the caller to throw.
    public RunStopped endRun(Message reason) {
        return new RunStopped(new RunOutcome.Finished(recordFinish(RunResult.ENDED, reason)));
    }

    /// Ends the run because the admin wants to roll it back. Returns an exception for the caller to
    /// throw.
    public RunStopped endForRollback(Message reason) {
        RunFinished event =
                recordFinish(
                        RunResult.ENDED,
                        Message.sentences(Message.of("run.end.roll-back"), reason));
        return new RunStopped(new RunOutcome.RollBackRequested(recorder.runId(), event));
    }

    /// Ends the run because nobody answered in time after a failure. Returns an exception for the
    /// caller to throw.
    public RunStopped endForAutoRollback(Message reason) {
        RunFinished event = recordFinish(RunResult.ENDED, reason);
        return new RunStopped(new RunOutcome.RollBackDue(recorder.runId(), event));
    }

    /// Cancels a step that waits for the admin, and ends the run. Returns an exception for the
    /// caller to throw.
    public RunStopped leaveStep(long step, Answer answer) {
        recorder.recordEvent((seq, at) ->
                new StepFinished(
                        seq,
                        at,
                        step,
                        StepOutcome.CANCELLED,
                        Message.of("run.step.left"),
                        List.of()));
        return answer.choice() == Choice.ROLL_BACK
                ? endForRollback(Message.EMPTY)
                : endRun(Message.literal(answer.text().strip()));
    }

    /// Records the end before it releases the locks, so that no other run starts before this one is
    /// finished. A verification leaves no artifacts.
    private RunFinished recordFinish(RunResult result, Message reason) {
        Run run = recorder.currentRun();
        if (!run.isVerification()) {
            recordArtifacts();
        }
        Message full = run.isRollback() ? describeRollback(run, reason) : reason;
        RunFinished event =
                recorder.recordEvent((seq, at) -> new RunFinished(seq, at, result, full));
        lock.releaseLocks();
        return event;
    }

    /// Says first if nobody has started the roll-back, and last what it has replaced.
    private Message describeRollback(Run run, Message reason) {
        Message start =
                run.autoRollback()
                        .map(started -> Message.of("run.end.auto-rollback", started.limit()))
                        .orElse(Message.EMPTY);
        return Message.paragraphs(start, reason, new ReplacedData(recorder).describeData());
    }

    /// Records the artifacts of the run while it still owns its servers. Skips a server that is not
    /// reachable; the admin can list its artifacts later.
    private void recordArtifacts() {
        String owner = context.assembler().folderOwner();
        for (String role : context.servers().serversByRole().keySet()) {
            recordArtifactsOf(role, listOnServer(role, owner));
        }
        recordArtifactsOf(
                Step.WORKSTATION,
                RunArtifacts.findOnWorkstation(context.copies(), owner).stream().toList());
    }

    private List<Artifact> listOnServer(String role, String owner) {
        try {
            return RunArtifacts.listOnServer(context.servers().shell(role), owner).stream()
                    .map(RunArtifacts.ServerArtifact::left)
                    .toList();
        } catch (ConnectionLostException e) {
            return List.of();
        }
    }

    private void recordArtifactsOf(String role, List<Artifact> all) {
        if (!all.isEmpty()) {
            recorder.recordEvent((seq, at) -> new ArtifactsRecorded(seq, at, role, all));
        }
    }
}
