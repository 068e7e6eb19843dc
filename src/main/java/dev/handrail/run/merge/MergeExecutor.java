package dev.handrail.run.merge;

import dev.handrail.model.Answer;
import dev.handrail.model.Message;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.Step;
import dev.handrail.remote.ServerShell.ScriptResult;
import dev.handrail.run.RunStopped;
import dev.handrail.run.evidence.StepResult;
import dev.handrail.run.server.RunFinisher;
import dev.handrail.run.service.QuestionFactory;
import dev.handrail.run.service.RunServices;
import dev.handrail.run.step.StepExecutor;
import dev.handrail.run.step.StepLog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Shows how configuration files differ from their new versions, and writes the changes that the
/// admin chooses.
public final class MergeExecutor implements StepExecutor {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final RunServices context;
    private final RunFinisher finisher;

    public MergeExecutor(RunServices context, RunFinisher finisher) {
        this.context = context;
        this.finisher = finisher;
    }

    @Override
    public StepResult executeStep(StartedStep task) throws RunStopped {
        Step.Merge step = (Step.Merge) task.run().step();
        StepLog log = StepLog.forOwnStep(task, context.recorder());
        try {
            return mergeFiles(task, step, log);
        } finally {
            log.finishLog();
        }
    }

    /// Reads the files and asks again if one has changed on the server since the admin saw it.
    private StepResult mergeFiles(StartedStep task, Step.Merge step, StepLog log)
            throws RunStopped {
        MergeFileStore files = new MergeFileStore(context, task);
        Message note = Message.EMPTY;
        while (true) {
            List<MergeFile> differing = new ArrayList<>();
            ScriptResult ran = listFiles(task, step);
            if (!ran.hasSucceeded()) {
                return StepResult.stepFailed(Message.of("run.files.unlisted", ran.err().strip()));
            }
            Message problem = files.readFiles(ran.out(), differing);
            if (!problem.isEmpty()) {
                return StepResult.stepFailed(problem);
            }
            if (differing.isEmpty()) {
                return StepResult.stepOk(Message.of("run.merge.identical"));
            }
            Answer answer = askForChanges(task, step, note, differing);
            if (answer.choice() != Choice.CONTINUE) {
                return leaveFiles(task, answer);
            }
            MergeFileStore.WriteResult written = files.writeFiles(differing, answer, log);
            if (written.changed().isEmpty()) {
                return written.finish();
            }
            note = Message.of("run.merge.changed", written.changed());
        }
    }

    private ScriptResult listFiles(StartedStep task, Step.Merge step) throws RunStopped {
        String list =
                context.assembler()
                        .assembleScript(
                                task.run().hop(), task.serverRole(), task.stepId(), step.files());
        return context.servers().runOn(task.serverRole(), shell -> shell.run(list, LIMIT));
    }

    private Answer askForChanges(
            StartedStep task, Step.Merge step, Message note, List<MergeFile> differing)
            throws RunStopped {
        List<FileChange> shown = differing.stream().map(MergeFile::toFileChange).toList();
        Question question = QuestionFactory.mergeFiles(step, note, shown, finisher.canRollBack());
        return context.prompt().askAdmin(task.stepSeq(), question);
    }

    /// Skips the step, ends the run or pauses it, without writing a file.
    private StepResult leaveFiles(StartedStep task, Answer answer) throws RunStopped {
        return switch (answer.choice()) {
            case SKIP ->
                    new StepResult(StepOutcome.SKIPPED, Message.literal(answer.text()), List.of());
            case ROLL_BACK, END -> throw finisher.leaveStep(task.stepSeq(), answer);
            default -> throw context.pauseRun(Message.of("run.pause.merge"));
        };
    }
}
