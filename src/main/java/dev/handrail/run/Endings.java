package dev.handrail.run;

import dev.handrail.model.Answer;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.Left;
import dev.handrail.model.RunEvent.LeftBehind;
import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.model.RunEvent.Result;
import dev.handrail.model.RunEvent.RunFinished;
import dev.handrail.model.RunEvent.RunPaused;
import dev.handrail.model.RunEvent.StepFinished;
import dev.handrail.model.Step;
import dev.handrail.plan.Rollback;
import dev.handrail.plan.Rollback.Scope;
import dev.handrail.remote.LinkLost;

import java.util.List;
import java.util.Optional;

/// Ends a run for good and gives the servers back.
final class Endings {
    private final Context context;
    private final Diary diary;
    private final Lock lock;

    Endings(Context context, Lock lock) {
        this.context = context;
        this.diary = context.diary();
        this.lock = lock;
    }

    /// The run goes on only as long as its servers are its own.
    void keepLock() throws Halted {
        Optional<Problem> lost = lock.keep();
        if (lost.isPresent()) {
            diary.add((seq, at) -> new RunPaused(seq, at, lost.get().what()));
            throw new Halted(new Ended.Stuck(lost.get()));
        }
    }

    /// Whether there is something to take back, and a way to do it.
    boolean canGoBack() {
        Run run = diary.run();
        return Rollback.plan(run, Scope.HOP) instanceof Plan.Ready
                || Rollback.plan(run, Scope.RUN) instanceof Plan.Ready;
    }

    Ended.Finished finish() {
        Run run = diary.run();
        String reason = run.isVerification() ? SeenAgain.of(run) : "";
        return new Ended.Finished(finish(result(run), reason));
    }

    private static Result result(Run run) {
        if (run.isMending()) {
            return Result.MENDED;
        }
        if (run.isVerification()) {
            boolean well = run.steps().stream().allMatch(Run.StepRun::passed);
            return well ? Result.VERIFIED : Result.NOT_VERIFIED;
        }
        return run.isRollback() ? Result.ROLLED_BACK : Result.UPGRADED;
    }

    Halted end(String reason) {
        return new Halted(new Ended.Finished(finish(Result.ENDED, reason)));
    }

    Halted rollBack(String reason) {
        RunFinished event = finish(Result.ENDED, "The admin takes it back. " + reason);
        return new Halted(new Ended.RollBackWanted(diary.id(), event));
    }

    /// Ends the run in the middle of a step that only the admin carries out.
    Halted leave(long step, Answer answer) {
        diary.add((seq, at) ->
                new StepFinished(seq, at, step, Outcome.CANCELLED, "It was left.", List.of()));
        return answer.choice() == Choice.ROLL_BACK ? rollBack("") : end(answer.text());
    }

    private RunFinished finish(Result result, String reason) {
        if (!diary.run().isVerification()) {
            noteLeftovers();
        }
        RunFinished event =
                diary.add((seq, at) -> new RunFinished(seq, at, result, reason.strip()));
        lock.release();
        return event;
    }

    /// What stays behind is written down while its servers are still the run's. A server that
    /// cannot be reached now is asked later, by the admin.
    private void noteLeftovers() {
        String owner = context.sending().owner();
        for (String role : context.servers().places().keySet()) {
            try {
                note(
                        role,
                        Leftovers.on(context.servers().shell(role), owner).stream()
                                .map(Leftovers.OnServer::left)
                                .toList());
            } catch (LinkLost e) {
                continue;
            }
        }
        note(Step.WORKSTATION, Leftovers.here(context.copies(), owner).stream().toList());
    }

    private void note(String role, List<Left> all) {
        if (!all.isEmpty()) {
            diary.add((seq, at) -> new LeftBehind(seq, at, role, all));
        }
    }
}
