package dev.handrail.run.session;

import dev.handrail.model.Answer;
import dev.handrail.model.Message;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.AutoRollback;
import dev.handrail.model.RunEvent.AutoRollback.AutoRollbackState;
import dev.handrail.model.RunEvent.AutoRollbackChanged;
import dev.handrail.model.Runbook.Failure;
import dev.handrail.run.RunStopped;
import dev.handrail.run.server.RunFinisher;
import dev.handrail.run.service.AnswerDeadline;
import dev.handrail.run.service.QuestionFactory;
import dev.handrail.run.service.RunRecorder;
import dev.handrail.run.service.RunServices;

import java.time.Instant;
import java.util.Optional;

/// Asks the admin what to do after a failure. Rolls the run back by itself when nobody answers in
/// time, if the admin has agreed to that at the start.
final class FailurePrompt {
    private final RunServices context;
    private final RunRecorder recorder;
    private final RunFinisher finisher;
    private final RollbackObstacles obstacles;

    FailurePrompt(RunServices context, RunFinisher finisher) {
        this.context = context;
        this.recorder = context.recorder();
        this.finisher = finisher;
        this.obstacles = new RollbackObstacles(context);
    }

    /// `known`: the known failure that the output matches. Throws if the run ends here.
    Answer askAdmin(StepRun step, Optional<Failure> known) throws RunStopped {
        Question question = QuestionFactory.stepFailed(step, known, finisher.canRollBack());
        Optional<AutoRollback> allowed =
                recorder.currentRun().autoRollback().filter(FailurePrompt::isOpen);
        Optional<Answer> answer =
                allowed.isPresent() ? askInTime(step, question, allowed.get()) : Optional.empty();
        return answer.isPresent() ? answer.get() : context.prompt().askAdmin(step.seq(), question);
    }

    private static boolean isOpen(AutoRollback allowed) {
        return !allowed.isIn(AutoRollbackState.STARTED)
                && !allowed.isIn(AutoRollbackState.DECLINED);
    }

    /// Returns empty if the admin stays here or if the run cannot be rolled back.
    private Optional<Answer> askInTime(StepRun step, Question question, AutoRollback allowed)
            throws RunStopped {
        Optional<Message> obstacle = obstacles.findInPlan();
        if (obstacle.isPresent()) {
            return refuse(allowed, obstacle.get());
        }
        Optional<Answer> answer = askUntilDue(step, QuestionFactory.withStay(question), allowed);
        return answer.isPresent()
                ? answer.filter(given -> given.choice() != Choice.STAY)
                : goBack(step, allowed);
    }

    /// Ends the run for its roll-back, unless a server does not allow that now.
    private Optional<Answer> goBack(StepRun step, AutoRollback allowed) throws RunStopped {
        Optional<Message> obstacle = obstacles.findOnServers(step);
        if (obstacle.isPresent()) {
            return refuse(allowed, obstacle.get());
        }
        finisher.renewLock();
        throw finisher.endForAutoRollback(endText(step, allowed));
    }

    private Optional<Answer> refuse(AutoRollback allowed, Message why) {
        recordChange(allowed.refusedBecause(why));
        return Optional.empty();
    }

    private static Message endText(StepRun step, AutoRollback allowed) {
        return Message.sentences(
                Message.of("run.step-failed", step.step().info().title()),
                Message.of("run.end.no-answer", allowed.limit()));
    }

    /// Waits again for the whole time if this computer slept when the time was up: an admin who has
    /// just woken it is there.
    private Optional<Answer> askUntilDue(StepRun step, Question question, AutoRollback allowed)
            throws RunStopped {
        AnswerDeadline deadline = findDeadline(allowed);
        Optional<Answer> answer = context.prompt().askAdmin(step.seq(), question, deadline);
        while (answer.isEmpty() && deadline.wasSleptThrough()) {
            deadline = schedule(allowed);
            answer = context.prompt().askAdmin(step.seq(), question, deadline);
        }
        return answer;
    }

    /// A resumed run keeps its time, unless that ran out while no Handrail was there.
    private AnswerDeadline findDeadline(AutoRollback allowed) {
        Optional<Instant> due = allowed.due().filter(moment -> moment.isAfter(recorder.now()));
        return due.isPresent() ? deadlineAt(due.get()) : schedule(allowed);
    }

    private AnswerDeadline schedule(AutoRollback allowed) {
        Instant due = recorder.now().plus(allowed.limit());
        recordChange(allowed.scheduledAt(due));
        return deadlineAt(due);
    }

    private AnswerDeadline deadlineAt(Instant due) {
        return new AnswerDeadline(due, recorder.clock(), context.timer());
    }

    private void recordChange(AutoRollback now) {
        recorder.recordEvent((seq, at) -> new AutoRollbackChanged(seq, at, now));
    }
}
