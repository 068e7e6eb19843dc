package dev.handrail.model.summary;

import dev.handrail.model.Answer;
import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Message;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.Kind;
import dev.handrail.model.Question.LineChange;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.QuestionAnswered;
import dev.handrail.model.RunEvent.QuestionAsked;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.model.Step;
import dev.handrail.model.settings.SettingChange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a run decided about each change of its configuration files, from its events.
public final class MergeSummary {
    private final Run run;
    private final Map<Long, StepStarted> starts = new HashMap<>();
    private final Map<Long, QuestionAsked> questions = new HashMap<>();
    private final Map<FileKey, MergedFile> files = new LinkedHashMap<>();

    private MergeSummary(Run run) {
        this.run = run;
    }

    /// Who decided about a change.
    public enum DecidedBy {
        /// Only the new version has changed these lines.
        HANDRAIL,
        ADMIN,
        /// A file of answers or an option.
        PREPARED_ANSWER
    }

    /// `choice`: the lines that are written. `settings`: those that lie in these lines.
    public record MergedChange(
            LineChange lines, LineChoice choice, DecidedBy by, List<SettingChange> settings) {
        /// Whether the new lines are written, alone or after the admin's.
        public boolean takesNew() {
            return choice != LineChoice.MINE;
        }

        /// Says which lines were chosen and by whom.
        public Message describe() {
            boolean admin = by == DecidedBy.ADMIN;
            if (by == DecidedBy.HANDRAIL) {
                return Message.of("summary.merge.new-applied");
            }
            return switch (choice) {
                case MINE ->
                        Message.of(
                                admin ? "summary.merge.mine-admin" : "summary.merge.mine-prepared");
                case NEW ->
                        Message.of(
                                admin ? "summary.merge.new-admin" : "summary.merge.new-prepared");
                case BOTH ->
                        Message.of(
                                admin ? "summary.merge.both-admin" : "summary.merge.both-prepared");
            };
        }
    }

    /// `step`: the id of the step that writes the file. `written`: that step has succeeded.
    public record MergedFile(
            int hop, String step, String file, boolean written, List<MergedChange> changes) {}

    private record FileKey(int hop, String file) {}

    /// Returns the files of all hops in the order of the first decision. The last decision about a
    /// file counts.
    public static List<MergedFile> listFiles(Run run, List<RunEvent> events) {
        MergeSummary summary = new MergeSummary(run);
        events.forEach(summary::foldEvent);
        return List.copyOf(summary.files.values());
    }

    private void foldEvent(RunEvent event) {
        switch (event) {
            case StepStarted start -> starts.put(start.seq(), start);
            case QuestionAsked asked when asked.question().kind() == Kind.MERGE ->
                    questions.put(asked.seq(), asked);
            case QuestionAnswered answered when answered.answer().choice() == Choice.CONTINUE ->
                    addAnswer(answered);
            default -> {}
        }
    }

    private void addAnswer(QuestionAnswered answered) {
        QuestionAsked asked = questions.get(answered.question());
        StepStarted start = asked == null ? null : starts.get(asked.step());
        if (asked == null || start == null) {
            return;
        }
        String step = writingStep(start);
        for (FileChange file : asked.question().files()) {
            files.put(
                    new FileKey(start.hop(), file.mine()),
                    new MergedFile(
                            start.hop(),
                            step,
                            file.mine(),
                            isWritten(start.hop(), step),
                            listChanges(file, answered)));
        }
    }

    private String writingStep(StepStarted start) {
        return findStep(start.hop(), start.step())
                .map(StepRun::step)
                .filter(Step.Merge.class::isInstance)
                .flatMap(step -> ((Step.Merge) step).decides())
                .orElse(start.step());
    }

    private boolean isWritten(int hop, String step) {
        return findStep(hop, step)
                .flatMap(StepRun::outcome)
                .filter(StepOutcome.OK::equals)
                .isPresent();
    }

    private Optional<StepRun> findStep(int hop, String id) {
        return run.steps().stream()
                .filter(step -> step.hop() == hop && step.step().info().id().equals(id))
                .findFirst();
    }

    /// Returns the changes in the order of their lines.
    private static List<MergedChange> listChanges(FileChange file, QuestionAnswered answered) {
        List<MergedChange> all = new ArrayList<>();
        int waiting = file.changes().size();
        List<LineChoice> chosen = chosenOf(answered.answer(), file);
        for (int i = 0; i < chosen.size(); i++) {
            boolean applied = i >= waiting;
            LineChange lines = applied ? file.applied().get(i - waiting) : file.changes().get(i);
            LineChoice choice = chosen.get(i);
            boolean byItself = applied && choice == LineChoice.NEW;
            all.add(
                    new MergedChange(
                            lines, choice, decidedBy(answered, byItself), file.settingsAt(i)));
        }
        all.sort((one, other) -> one.lines().mineLine() - other.lines().mineLine());
        return List.copyOf(all);
    }

    /// A change that is applied by itself counts as taken unless the answer says otherwise; in a
    /// file that the answer does not name nothing is.
    private static List<LineChoice> chosenOf(Answer answer, FileChange file) {
        if (!answer.takeNew().containsKey(file.mine())) {
            return file.chooseAll(LineChoice.MINE);
        }
        List<LineChoice> all = new ArrayList<>(answer.choicesOf(file.mine()));
        int count = file.changes().size() + file.applied().size();
        for (int i = all.size(); i < count; i++) {
            all.add(i < file.changes().size() ? LineChoice.MINE : LineChoice.NEW);
        }
        return all.subList(0, count);
    }

    private static DecidedBy decidedBy(QuestionAnswered answered, boolean applied) {
        if (applied) {
            return DecidedBy.HANDRAIL;
        }
        return answered.prepared() ? DecidedBy.PREPARED_ANSWER : DecidedBy.ADMIN;
    }
}
