package dev.handrail.run.merge;

import dev.handrail.model.Answer;
import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Message;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.EarlierChoice;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.Step;
import dev.handrail.run.RunStopped;
import dev.handrail.run.evidence.StepResult;
import dev.handrail.run.merge.MergeFileStore.DecidedFile;
import dev.handrail.run.merge.MergeFileStore.WriteResult;
import dev.handrail.run.server.RunFinisher;
import dev.handrail.run.service.QuestionFactory;
import dev.handrail.run.service.RunServices;
import dev.handrail.run.step.StepExecutor.StartedStep;
import dev.handrail.run.step.StepLog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes the files of a merge step as they are now through the decisions: asks for what is not
/// decided yet, then writes everything unless a later step does that.
final class MergePass {
    private final RunServices context;
    private final RunFinisher finisher;
    private final MergeTask task;
    private final MergeFileStore files;
    private final TypedTexts typed;
    private final MergeDecisions decisions;
    private final List<DecidedFile> decided = new ArrayList<>();
    private final List<MergeFile> applied = new ArrayList<>();
    private final List<MergeFile> open = new ArrayList<>();

    MergePass(RunServices context, RunFinisher finisher, MergeTask task, MergeFileStore files) {
        this.context = context;
        this.finisher = finisher;
        this.task = task;
        this.files = files;
        this.typed = new TypedTexts(context, task.started(), files);
        this.decisions = MergeDecisions.readFrom(context.recorder(), task.started());
    }

    record MergeTask(StartedStep started, Step.Merge step, StepLog log, MergeProof proof) {}

    /// `note`: says which file has changed since the last question, or empty.
    WriteResult mergeFiles(List<MergeFile> differing, Message note) throws RunStopped {
        for (MergeFile file : differing) {
            addFile(file);
        }
        applyLateChanges();
        Optional<WriteResult> unanswered = open.isEmpty() ? Optional.empty() : askForOpen(note);
        Optional<WriteResult> refused =
                unanswered.isPresent() ? unanswered : task.proof().checkFiles(decided);
        return refused.isPresent() ? refused.get() : finishFiles(differing.isEmpty());
    }

    /// A file that an earlier attempt has written as decided needs nothing more.
    private void addFile(MergeFile file) throws RunStopped {
        boolean refused = task.proof().hasRefused(file);
        Optional<Answer> answer =
                refused ? Optional.empty() : typed.findTexts(file, decisions.findAnswer(file));
        if (answer.isPresent()) {
            decided.add(new DecidedFile(file, answer.get()));
        } else if (!files.isWritten(file, decisions.findDecision(file))) {
            boolean late = !refused && isSettled(file);
            (late ? applied : open).add(file);
        }
    }

    /// Whether the admin has decided about the file before, and what has changed since leaves
    /// nothing to decide.
    private boolean isSettled(MergeFile file) {
        return decisions.findDecision(file).isPresent()
                && settledChoices(file).isPresent()
                && !decisions.appliesRefused(file);
    }

    private Optional<List<LineChoice>> settledChoices(MergeFile file) {
        return file.toFileChange().withEarlier(decisions.findEarlier(file)).settledChoices();
    }

    /// Journals what holds without a question.
    private void applyLateChanges() throws RunStopped {
        if (applied.isEmpty()) {
            return;
        }
        Map<String, List<LineChoice>> choices = new LinkedHashMap<>();
        for (MergeFile file : applied) {
            choices.put(file.minePath(), settledChoices(file).orElseThrow());
            task.log().logLine(Message.of("run.merge.log.late", file.minePath()));
        }
        Answer answer = Answer.ofMerge(Choice.CONTINUE, "", choices);
        Question question = questionAbout(decisions.describeChanges(applied), applied);
        context.prompt().recordAnswered(task.started().stepSeq(), question, answer);
        applied.forEach(file -> decided.add(new DecidedFile(file, answer)));
    }

    /// Returns why there is nothing to write yet, or empty.
    private Optional<WriteResult> askForOpen(Message note) throws RunStopped {
        Message why = note.isEmpty() ? decisions.describeChanges(open) : note;
        Answer answer =
                context.prompt().askAdmin(task.started().stepSeq(), questionAbout(why, open));
        if (answer.choice() != Choice.CONTINUE) {
            return Optional.of(WriteResult.finished(leaveFiles(answer)));
        }
        Message refused = typed.keepTexts(open, answer);
        open.forEach(file -> decided.add(new DecidedFile(file, answer)));
        return refused.isEmpty() ? Optional.empty() : Optional.of(WriteResult.askAgain(refused));
    }

    private Question questionAbout(Message note, List<MergeFile> about) throws RunStopped {
        List<FileChange> shown = new ArrayList<>();
        for (FileChange file :
                new SettingsCollector(context, task.started()).describeFiles(about)) {
            shown.add(file.withEarlier(earlierOf(file)));
        }
        return QuestionFactory.mergeFiles(task.step(), note, shown, finisher.canRollBack());
    }

    /// Nothing of an answer that the proof refused.
    private List<EarlierChoice> earlierOf(FileChange shown) {
        return open.stream()
                .filter(file -> file.minePath().equals(shown.mine()))
                .filter(file -> !task.proof().hasRefused(file))
                .findFirst()
                .map(decisions::findEarlier)
                .orElse(List.of());
    }

    /// Skips the step, ends the run or pauses it, without writing a file.
    private StepResult leaveFiles(Answer answer) throws RunStopped {
        return switch (answer.choice()) {
            case SKIP ->
                    new StepResult(StepOutcome.SKIPPED, Message.literal(answer.text()), List.of());
            case ROLL_BACK, END -> throw finisher.leaveStep(task.started().stepSeq(), answer);
            default -> throw context.pauseRun(Message.of("run.pause.merge"));
        };
    }

    /// `same`: no file differs from its new version.
    private WriteResult finishFiles(boolean same) throws RunStopped {
        boolean decides = task.step().decides().isPresent();
        if (decides) {
            return WriteResult.finished(StepResult.stepOk(decidedText(same)));
        }
        MergeOutcomes outcomes = new MergeOutcomes(context.recorder(), task.started(), files);
        WriteResult written = files.writeFiles(decided, task.log(), outcomes);
        return written.again().isEmpty() && written.finish().outcome() == StepOutcome.OK
                ? addUncompared(same, written, outcomes)
                : written;
    }

    private Message decidedText(boolean same) {
        return same
                ? Message.of("run.merge.identical")
                : Message.of("run.merge.decided", decided.size());
    }

    /// Says which decided files the step did not compare any more.
    private WriteResult addUncompared(boolean same, WriteResult written, MergeOutcomes outcomes)
            throws RunStopped {
        Message missing = outcomes.recordOthers(decisions, decided);
        if (!missing.isEmpty()) {
            task.log().logLine(missing);
        }
        Message none = missing.isEmpty() ? Message.of("run.merge.identical") : missing;
        Message text = Message.sentences(written.finish().reason(), missing);
        return WriteResult.finished(StepResult.stepOk(same ? none : text));
    }
}
