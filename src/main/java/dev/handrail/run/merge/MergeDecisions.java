package dev.handrail.run.merge;

import dev.handrail.model.Answer;
import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Message;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.EarlierChoice;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.Kind;
import dev.handrail.model.Question.LineChange;
import dev.handrail.model.Question.SettingAdvice;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.QuestionAnswered;
import dev.handrail.model.RunEvent.QuestionAsked;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.run.merge.settings.SettingAdviser.FoundAdvice;
import dev.handrail.run.service.RunRecorder;
import dev.handrail.run.step.StepExecutor.StartedStep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the journal has of decisions for the files of a merge step: those of the step that asks
/// before the services stop, and those of this attempt itself.
final class MergeDecisions {
    private static final String STARS = "***";

    private final boolean asked;
    private final Map<String, FileDecision> byFile = new LinkedHashMap<>();
    private final Map<String, List<FileDecision>> history = new HashMap<>();

    /// `asked`: an earlier step has asked, even if no file differed then.
    private MergeDecisions(boolean asked) {
        this.asked = asked;
    }

    /// The lines of a change, wherever they stand.
    private record LineKey(List<String> mine, List<String> fresh) {
        static LineKey of(LineChange change) {
            return new LineKey(change.mine(), change.fresh());
        }
    }

    /// `seen`: the file as the admin saw it.
    record FileDecision(FileChange seen, Answer answer) {}

    static MergeDecisions readFrom(RunRecorder recorder, StartedStep task) {
        Optional<StepRun> earlier = findDecidingRun(recorder.currentRun(), task);
        MergeDecisions decisions = new MergeDecisions(earlier.isPresent());
        Set<Long> attempts =
                Stream.concat(earlier.stream().map(StepRun::seq), Stream.of(task.stepSeq()))
                        .collect(Collectors.toSet());
        decisions.foldEvents(recorder.journal().readEvents(recorder.runId()), attempts);
        return decisions;
    }

    /// The last attempt of the deciding step, unless the admin skipped it.
    private static Optional<StepRun> findDecidingRun(Run run, StartedStep task) {
        return task.hop()
                .decidingStep(task.stepId())
                .flatMap(deciding ->
                        run.steps().stream()
                                .filter(step -> step.hop() == task.run().hop())
                                .filter(step -> step.step().equals(deciding))
                                .filter(step -> step.outcome().equals(Optional.of(StepOutcome.OK)))
                                .findFirst());
    }

    /// A later answer for the same file replaces an earlier one.
    private void foldEvents(List<RunEvent> events, Set<Long> attempts) {
        Map<Long, QuestionAsked> questions = new HashMap<>();
        for (RunEvent event : events) {
            if (event instanceof QuestionAsked question && attempts.contains(question.step())) {
                questions.put(question.seq(), question);
            } else if (event instanceof QuestionAnswered answered
                    && questions.get(answered.question()) instanceof QuestionAsked question) {
                addAnswer(question, answered.answer());
            }
        }
    }

    private void addAnswer(QuestionAsked asked, Answer answer) {
        if (asked.question().kind() == Kind.MERGE && answer.choice() == Choice.CONTINUE) {
            for (FileChange file : asked.question().files()) {
                FileDecision decision = new FileDecision(file, answer);
                byFile.put(file.mine(), decision);
                history.computeIfAbsent(file.mine(), key -> new ArrayList<>()).add(decision);
            }
        }
    }

    Optional<FileDecision> findDecision(MergeFile file) {
        return Optional.ofNullable(byFile.get(file.minePath()));
    }

    /// Proposes no removal that the earlier question could not have: what stands in the other file
    /// only since then, an earlier attempt has written there, and there is nothing to ask again.
    List<FoundAdvice> dropUnseen(MergeFile file, List<FoundAdvice> found) {
        return found.stream()
                .map(advice ->
                        asked && advice.removesMoved() && !wasSeen(file, advice)
                                ? advice.withoutEdit()
                                : advice)
                .toList();
    }

    private boolean wasSeen(MergeFile file, FoundAdvice advice) {
        return findDecision(file)
                .flatMap(decision -> decision.seen().adviceFor(advice.setting()))
                .flatMap(SettingAdvice::change)
                .isPresent();
    }

    /// What was decided last, by file.
    Map<String, FileDecision> all() {
        return byFile;
    }

    /// What was chosen before for changes whose lines are the same, in a file that has changed.
    List<EarlierChoice> findEarlier(MergeFile file) {
        Map<LineKey, LineChoice> made = new HashMap<>();
        for (FileDecision decision : history.getOrDefault(file.minePath(), List.of())) {
            addChoices(made, decision);
        }
        FileChange now = file.toFileChange();
        List<LineChange> all = now.allChanges();
        Set<LineKey> once = uniqueKeys(all);
        return IntStream.range(0, all.size())
                .filter(i -> once.contains(LineKey.of(all.get(i))))
                .boxed()
                .flatMap(i ->
                        Optional.ofNullable(made.get(LineKey.of(all.get(i))))
                                .map(choice -> new EarlierChoice(i, choice))
                                .stream())
                .toList();
    }

    /// Whether a change that would apply by itself has new lines that the admin has refused before,
    /// where other lines of theirs stood, or is in a file of which they wanted nothing new.
    boolean appliesRefused(MergeFile file) {
        Optional<FileDecision> decision = findDecision(file);
        Set<List<String>> refused = decision.map(MergeDecisions::refusedLines).orElse(Set.of());
        boolean kept =
                decision.filter(each -> !each.answer().takeNew().containsKey(file.minePath()))
                        .isPresent();
        FileChange now = file.toFileChange().withEarlier(findEarlier(file));
        int waiting = now.changes().size();
        return IntStream.range(0, now.applied().size())
                .filter(i -> now.earlierAt(waiting + i).isEmpty())
                .anyMatch(i -> kept || refused.contains(now.applied().get(i).fresh()));
    }

    private static Set<List<String>> refusedLines(FileDecision decision) {
        List<LineChange> seen = decision.seen().allChanges();
        List<LineChoice> choices = decision.answer().choicesOf(decision.seen());
        return IntStream.range(0, seen.size())
                .filter(i -> choices.get(i) != LineChoice.NEW)
                .mapToObj(i -> seen.get(i).fresh())
                .collect(Collectors.toSet());
    }

    /// A later choice for the same lines replaces an earlier one. What Handrail has applied by
    /// itself is no choice of anybody.
    private static void addChoices(Map<LineKey, LineChoice> made, FileDecision decision) {
        List<LineChange> seen = decision.seen().allChanges();
        List<LineChoice> choices = decision.answer().choicesOf(decision.seen());
        Set<LineKey> once = uniqueKeys(seen);
        for (int i = 0; i < seen.size(); i++) {
            boolean applied = i >= decision.seen().changes().size();
            LineChoice choice = choices.get(i);
            LineKey key = LineKey.of(seen.get(i));
            if (!once.contains(key) || !holdsLater(seen.get(i), choice)) {
                made.remove(key);
            } else if (!applied || choice == LineChoice.MINE) {
                made.put(key, choice);
            }
        }
    }

    /// To keep lines loses nothing. Lines with stars may have another secret by now, and the text
    /// that was typed belongs to its own question.
    private static boolean holdsLater(LineChange seen, LineChoice choice) {
        boolean masked =
                Stream.concat(seen.mine().stream(), seen.fresh().stream())
                        .anyMatch(line -> line.contains(STARS));
        return choice == LineChoice.MINE || choice != LineChoice.TYPED && !masked && !seen.locked();
    }

    /// Changes of the same lines in several places cannot be told apart.
    private static Set<LineKey> uniqueKeys(List<LineChange> changes) {
        Set<LineKey> seen = new HashSet<>();
        Set<LineKey> twice = new HashSet<>();
        for (LineChange change : changes) {
            if (!seen.add(LineKey.of(change))) {
                twice.add(LineKey.of(change));
            }
        }
        seen.removeAll(twice);
        return seen;
    }

    /// The answer for a file that is as it was when the admin decided.
    Optional<Answer> findAnswer(MergeFile file) {
        return findDecision(file)
                .filter(decision -> describeChange(decision.seen(), file).isEmpty())
                .map(FileDecision::answer);
    }

    /// Says of each file why the admin decides again; empty where nobody has asked before.
    Message describeChanges(List<MergeFile> files) {
        return Message.sentences(
                files.stream()
                        .flatMap(file -> Stream.of(describeChange(file), describeKept(file)))
                        .toArray(Message[]::new));
    }

    /// Says how many choices of before still hold.
    private Message describeKept(MergeFile file) {
        int kept = findEarlier(file).size();
        return kept == 0 ? Message.EMPTY : Message.of("run.merge.since.kept", kept);
    }

    /// A file that is as it was is asked about again only because typed lines are gone.
    private Message describeChange(MergeFile file) {
        Message unseen = asked ? Message.of("run.merge.since.new", file.minePath()) : Message.EMPTY;
        return findDecision(file)
                .map(decision -> describeChange(decision.seen(), file))
                .map(why ->
                        why.isEmpty() ? Message.of("run.merge.since.typed", file.minePath()) : why)
                .orElse(unseen);
    }

    /// Says which version is another one than the admin saw, or nothing. Another base shows in
    /// other changes; where the changes are the same, so is the result.
    private static Message describeChange(FileChange seen, MergeFile file) {
        FileChange now = file.toFileChange();
        if (!seen.mineSha256().equals(now.mineSha256())) {
            return Message.of("run.merge.since.mine", now.mine());
        }
        if (!seen.freshSha256().equals(now.freshSha256())) {
            return Message.of("run.merge.since.fresh", now.mine());
        }
        return seen.changes().equals(now.changes()) && seen.applied().equals(now.applied())
                ? Message.EMPTY
                : Message.of("run.merge.since.base", now.mine());
    }
}
