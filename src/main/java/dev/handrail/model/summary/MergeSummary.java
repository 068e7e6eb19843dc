package dev.handrail.model.summary;

import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Message;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.Kind;
import dev.handrail.model.Question.LineChange;
import dev.handrail.model.Question.SettingAdvice;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.FileMerged;
import dev.handrail.model.RunEvent.MergeOutcome;
import dev.handrail.model.RunEvent.QuestionAnswered;
import dev.handrail.model.RunEvent.QuestionAsked;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.model.Step;
import dev.handrail.model.settings.SettingChange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a run decided about each change of its configuration files, from its events.
public final class MergeSummary {
    private final Run run;
    private final Map<Long, StepStarted> starts = new HashMap<>();
    private final Map<Long, QuestionAsked> questions = new HashMap<>();
    private final Map<FileKey, List<FileDecision>> decisions = new LinkedHashMap<>();

    /// The steps of which the run tells file by file what they wrote.
    private final Set<StepKey> recorded = new HashSet<>();

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

    /// `choice`: the lines that are written. `settings`: those that lie in these lines. `advice`:
    /// the rule of the runbook that the new lines follow.
    public record MergedChange(
            LineChange lines,
            LineChoice choice,
            DecidedBy by,
            List<SettingChange> settings,
            Optional<SettingAdvice> advice) {
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
                case TYPED -> Message.of("summary.merge.typed-admin");
            };
        }
    }

    /// `step`: the id of the step that writes the file. `written`: it has done so, or kept the file
    /// as the admin decided. `seen`: the file as it was shown; `choices`: for each change of it.
    public record MergedFile(
            int hop,
            String step,
            String file,
            boolean written,
            List<MergedChange> changes,
            FileChange seen,
            List<LineChoice> choices) {}

    private record FileKey(int hop, String file) {}

    private record StepKey(int hop, String step) {}

    /// A decision about a file. `outcome`: what the step did with it; empty if it is not known.
    private record FileDecision(
            FileKey key,
            String step,
            FileChange seen,
            QuestionAnswered answered,
            Optional<MergeOutcome> outcome) {
        boolean isWritten() {
            return outcome.equals(Optional.of(MergeOutcome.WRITTEN));
        }

        FileDecision withOutcome(MergeOutcome now) {
            return new FileDecision(key, step, seen, answered, Optional.of(now));
        }
    }

    /// Returns the files of all hops in the order of the first decision. The last decision about a
    /// file counts, and before it those that were written.
    public static List<MergedFile> listFiles(Run run, List<RunEvent> events) {
        MergeSummary summary = new MergeSummary(run);
        events.forEach(summary::foldEvent);
        return summary.decisions.values().stream()
                .flatMap(List::stream)
                .map(summary::toFile)
                .toList();
    }

    private MergedFile toFile(FileDecision decision) {
        FileKey key = decision.key();
        return new MergedFile(
                key.hop(),
                decision.step(),
                key.file(),
                isWritten(decision),
                listChanges(decision.seen(), decision.answered()),
                decision.seen(),
                decision.answered().answer().choicesOf(decision.seen()));
    }

    /// Runs of earlier versions tell only whether the step has succeeded.
    private boolean isWritten(FileDecision decision) {
        int hop = decision.key().hop();
        return decision.outcome()
                .map(outcome -> outcome != MergeOutcome.NOT_COMPARED)
                .orElseGet(() ->
                        !recorded.contains(new StepKey(hop, decision.step()))
                                && hasSucceeded(hop, decision.step()));
    }

    private void foldEvent(RunEvent event) {
        switch (event) {
            case StepStarted start -> starts.put(start.seq(), start);
            case QuestionAsked asked when asked.question().kind() == Kind.MERGE ->
                    questions.put(asked.seq(), asked);
            case QuestionAnswered answered when answered.answer().choice() == Choice.CONTINUE ->
                    addAnswer(answered);
            case FileMerged merged -> addOutcome(merged);
            default -> {}
        }
    }

    private void addAnswer(QuestionAnswered answered) {
        QuestionAsked asked = questions.get(answered.question());
        StepStarted start = asked == null ? null : starts.get(asked.step());
        if (asked == null || start == null) {
            return;
        }
        for (FileChange file : asked.question().files()) {
            FileKey key = new FileKey(start.hop(), file.mine());
            String step = writingStep(start);
            addDecision(new FileDecision(key, step, file, answered, Optional.empty()));
        }
    }

    /// Replaces the decision of before, unless it was written already.
    private void addDecision(FileDecision decision) {
        List<FileDecision> all =
                decisions.computeIfAbsent(decision.key(), key -> new ArrayList<>());
        if (!all.isEmpty() && !all.getLast().isWritten()) {
            all.removeLast();
        }
        all.add(decision);
    }

    private void addOutcome(FileMerged merged) {
        StepStarted start = starts.get(merged.step());
        if (start != null) {
            recorded.add(new StepKey(start.hop(), start.step()));
            List<FileDecision> all =
                    decisions.getOrDefault(new FileKey(start.hop(), merged.file()), List.of());
            if (!all.isEmpty()) {
                all.add(all.removeLast().withOutcome(merged.outcome()));
            }
        }
    }

    private String writingStep(StepStarted start) {
        return findStep(start.hop(), start.step())
                .map(StepRun::step)
                .filter(Step.Merge.class::isInstance)
                .flatMap(step -> ((Step.Merge) step).decides())
                .orElse(start.step());
    }

    private boolean hasSucceeded(int hop, String step) {
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
        List<LineChoice> chosen = answered.answer().choicesOf(file);
        for (int i = 0; i < chosen.size(); i++) {
            boolean applied = i >= waiting;
            LineChange lines = applied ? file.applied().get(i - waiting) : file.changes().get(i);
            LineChoice choice = chosen.get(i);
            boolean byItself = applied && choice == LineChoice.NEW;
            all.add(
                    new MergedChange(
                            lines,
                            choice,
                            decidedBy(answered, byItself),
                            file.settingsAt(i),
                            file.adviceAt(i)));
        }
        all.sort((one, other) -> one.lines().mineLine() - other.lines().mineLine());
        return List.copyOf(all);
    }

    private static DecidedBy decidedBy(QuestionAnswered answered, boolean applied) {
        if (applied) {
            return DecidedBy.HANDRAIL;
        }
        return answered.prepared() ? DecidedBy.PREPARED_ANSWER : DecidedBy.ADMIN;
    }
}
