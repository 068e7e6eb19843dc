package dev.handrail.run;

import dev.handrail.model.Answer;
import dev.handrail.model.Plan;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.model.RunEvent.Result;
import dev.handrail.model.RunEvent.RunFinished;
import dev.handrail.model.RunEvent.StepFinished;
import dev.handrail.plan.Rollback;
import dev.handrail.plan.Rollback.Scope;

import java.util.List;

/// Ends a run for good and gives the servers back.
final class Endings {
    private final Diary diary;
    private final Lock lock;

    Endings(Diary diary, Lock lock) {
        this.diary = diary;
        this.lock = lock;
    }

    /// Whether there is something to take back, and a way to do it.
    boolean canGoBack() {
        Run run = diary.run();
        return Rollback.plan(run, Scope.HOP) instanceof Plan.Ready
                || Rollback.plan(run, Scope.RUN) instanceof Plan.Ready;
    }

    Ended.Finished finish() {
        return new Ended.Finished(finish(result(diary.run()), ""));
    }

    private static Result result(Run run) {
        if (run.isMending()) {
            return Result.MENDED;
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
        RunFinished event =
                diary.add((seq, at) -> new RunFinished(seq, at, result, reason.strip()));
        lock.release();
        return event;
    }
}
