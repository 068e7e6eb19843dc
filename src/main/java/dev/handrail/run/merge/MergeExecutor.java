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
import dev.handrail.run.merge.MergeFileStore.DecidedFile;
import dev.handrail.run.merge.MergeFileStore.WriteResult;
import dev.handrail.run.server.RunFinisher;
import dev.handrail.run.service.QuestionFactory;
import dev.handrail.run.service.RunServices;
import dev.handrail.run.step.StepExecutor;
import dev.handrail.run.step.StepLog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Shows how configuration files differ from their new versions, and writes the changes that the
/// admin chooses, or what the admin has decided in an earlier step.
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
            MergeProof proof = new MergeProof(context, task, step.proof());
            return mergeFiles(new MergeTask(task, step, log, proof));
        } finally {
            log.finishLog();
        }
    }

    private record MergeTask(StartedStep started, Step.Merge step, StepLog log, MergeProof proof) {}

    /// Reads the files and asks again if one has changed on the server since the admin saw it.
    private StepResult mergeFiles(MergeTask task) throws RunStopped {
        MergeFileStore files = new MergeFileStore(context, task.started());
        Message note = Message.EMPTY;
        while (true) {
            List<MergeFile> differing = new ArrayList<>();
            Message problem = readFiles(task, files, differing);
            if (!problem.isEmpty()) {
                return StepResult.stepFailed(problem);
            }
            if (differing.isEmpty()) {
                return StepResult.stepOk(Message.of("run.merge.identical"));
            }
            WriteResult written = mergeFiles(task, files, differing, note);
            if (written.again().isEmpty()) {
                return written.finish();
            }
            note = written.again();
        }
    }

    /// Adds the files that differ. Returns what is wrong, or an empty message.
    private Message readFiles(MergeTask task, MergeFileStore files, List<MergeFile> differing)
            throws RunStopped {
        StartedStep started = task.started();
        String list =
                context.assembler()
                        .assembleScript(
                                started.run().hop(),
                                started.serverRole(),
                                started.stepId(),
                                task.step().files());
        ScriptResult ran =
                context.servers().runOn(started.serverRole(), shell -> shell.run(list, LIMIT));
        return ran.hasSucceeded()
                ? files.readFiles(ran.out(), differing)
                : Message.of("run.files.unlisted", ran.err().strip());
    }

    /// Asks for what is not decided yet, then writes everything unless a later step does that.
    /// `note`: says which file has changed since the last question, or empty.
    private WriteResult mergeFiles(
            MergeTask task, MergeFileStore files, List<MergeFile> differing, Message note)
            throws RunStopped {
        MergeDecisions decisions = MergeDecisions.readFrom(context.recorder(), task.started());
        List<DecidedFile> decided = new ArrayList<>();
        List<MergeFile> open = new ArrayList<>();
        for (MergeFile file : differing) {
            Optional<Answer> answer =
                    decisions.findAnswer(file).filter(given -> !task.proof().hasRefused(file));
            answer.ifPresent(given -> decided.add(new DecidedFile(file, given)));
            if (answer.isEmpty() && !files.isWritten(file, decisions.findDecision(file))) {
                open.add(file);
            }
        }
        if (!open.isEmpty()) {
            Message why = note.isEmpty() ? decisions.describeChanges(open) : note;
            Answer answer = askForChanges(task, why, open);
            if (answer.choice() != Choice.CONTINUE) {
                return WriteResult.finished(leaveFiles(task.started(), answer));
            }
            open.forEach(file -> decided.add(new DecidedFile(file, answer)));
        }
        Optional<WriteResult> refused = task.proof().checkFiles(decided);
        if (refused.isPresent()) {
            return refused.get();
        }
        return task.step().decides().isPresent()
                ? WriteResult.finished(decidedResult(decided.size()))
                : files.writeFiles(decided, task.log());
    }

    private static StepResult decidedResult(int files) {
        return StepResult.stepOk(Message.of("run.merge.decided", files));
    }

    private Answer askForChanges(MergeTask task, Message note, List<MergeFile> differing)
            throws RunStopped {
        List<FileChange> shown =
                new SettingsCollector(context, task.started()).describeFiles(differing);
        Question question =
                QuestionFactory.mergeFiles(task.step(), note, shown, finisher.canRollBack());
        return context.prompt().askAdmin(task.started().stepSeq(), question);
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
