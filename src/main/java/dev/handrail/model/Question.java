package dev.handrail.model;

import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Runbook.SettingRule;
import dev.handrail.model.Runbook.SettingRule.RuleChange;
import dev.handrail.model.settings.SettingChange;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Something only the admin can decide, asked during a run.
///
/// `failure`: the key of the known failure that was seen, [#NOT_DONE], or empty. `files`: for
/// [Kind#MERGE], what differs.
public record Question(
        Kind kind,
        Message title,
        Message text,
        List<AnswerOption> options,
        String failure,
        List<FileChange> files) {
    /// A manual step was confirmed, and the server says that it is not done.
    public static final String NOT_DONE = "not-done";

    /// Before a point of no return: what is ahead does not fit into the admin's maintenance window.
    public static final Message NOT_ENOUGH_TIME = Message.of("run.forecast.not-enough-time");

    /// How runs recorded by earlier versions say the same.
    private static final Message RECORDED_TIME_WARNING =
            Message.literal("THERE IS NOT ENOUGH TIME LEFT: pause here, or go back now.");

    /// Whether it says that there is not enough time to go on.
    public boolean warnsOfTime() {
        return text.has(NOT_ENOUGH_TIME) || text.has(RECORDED_TIME_WARNING);
    }

    public enum Kind {
        /// A step failed, or its outcome is not known.
        FAILED,
        /// A manual step waits to be done.
        MANUAL,
        /// The next step has no way back.
        POINT_OF_NO_RETURN,
        /// Configuration files differ.
        MERGE,
        /// The running step asks something.
        PROMPT,
        /// The running step asks for a secret.
        SECRET,
        /// The running step takes longer than it should.
        STUCK,
        /// Another run has the server's lock, or has taken it over from this one.
        TAKE_OVER,
        /// The roll-back would put older data in the place of newer ones.
        DATA_LOSS
    }

    /// One answer that is possible. `needsReason`: it takes a written reason.
    public record AnswerOption(Choice choice, Message label, boolean needsReason) {}

    public enum Choice {
        CONTINUE,
        RETRY,
        SKIP,
        /// Run the known failure's recovery script, then the step again.
        RECOVER,
        /// End the running step on the server, then decide.
        CANCEL,
        /// End the run and undo what it did.
        ROLL_BACK,
        /// Leave the question open for as long as it takes: Handrail does not roll back by itself.
        STAY,
        /// Pause the run; it can be resumed.
        STOP,
        /// End the run for good and leave the server as it is.
        END
    }

    /// A file on the server and its new version. Texts are masked. `mineSha256` and `newSha256` are
    /// of the real contents. `changes`: wait for the admin. `withBase`: whether the old version
    /// that the admin's file was made from is known. `applied`: changes that only the new version
    /// makes. `contexts`: what stands around each of `changes`, then of `applied`. `settings`:
    /// those that differ. `settingsNotes`: what else there is to say of them, or why they are not
    /// known. `advice`: what the runbook knows of settings that the file has. `earlier`: what the
    /// admin chose before the file changed, where the lines are the same. The last five are empty
    /// in runs of earlier versions.
    public record FileChange(
            String mine,
            String fresh,
            String mineSha256,
            String freshSha256,
            List<LineChange> changes,
            boolean withBase,
            List<LineChange> applied,
            List<LineContext> contexts,
            List<SettingChange> settings,
            List<Message> settingsNotes,
            List<SettingAdvice> advice,
            List<EarlierChoice> earlier) {
        /// Without settings.
        public FileChange(
                String mine,
                String fresh,
                String mineSha256,
                String freshSha256,
                List<LineChange> changes,
                boolean withBase,
                List<LineChange> applied,
                List<LineContext> contexts) {
            this(
                    mine,
                    fresh,
                    mineSha256,
                    freshSha256,
                    changes,
                    withBase,
                    applied,
                    contexts,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());
        }

        /// Without the lines around the changes.
        public FileChange(
                String mine,
                String fresh,
                String mineSha256,
                String freshSha256,
                List<LineChange> changes,
                boolean withBase,
                List<LineChange> applied) {
            this(mine, fresh, mineSha256, freshSha256, changes, withBase, applied, List.of());
        }

        /// Without a base, so that nothing is applied by itself.
        public FileChange(
                String mine,
                String fresh,
                String mineSha256,
                String freshSha256,
                List<LineChange> changes) {
            this(mine, fresh, mineSha256, freshSha256, changes, false, List.of());
        }

        public FileChange withSettings(List<SettingChange> found, List<Message> notes) {
            return new FileChange(
                    mine,
                    fresh,
                    mineSha256,
                    freshSha256,
                    changes,
                    withBase,
                    applied,
                    contexts,
                    found,
                    notes,
                    advice,
                    earlier);
        }

        public FileChange withAdvice(List<SettingAdvice> given) {
            return new FileChange(
                    mine,
                    fresh,
                    mineSha256,
                    freshSha256,
                    changes,
                    withBase,
                    applied,
                    contexts,
                    settings,
                    settingsNotes,
                    given,
                    earlier);
        }

        public FileChange withEarlier(List<EarlierChoice> made) {
            return new FileChange(
                    mine,
                    fresh,
                    mineSha256,
                    freshSha256,
                    changes,
                    withBase,
                    applied,
                    contexts,
                    settings,
                    settingsNotes,
                    advice,
                    made);
        }

        /// What the admin chose for a change before the file changed.
        public Optional<LineChoice> earlierAt(int change) {
            return earlier.stream()
                    .filter(each -> each.change() == change)
                    .map(EarlierChoice::choice)
                    .findFirst();
        }

        /// The choices that hold if the admin is not asked: those of before, else that what only
        /// the new version changes is applied. Empty if a change is left that nobody has decided.
        public Optional<List<LineChoice>> settledChoices() {
            List<LineChoice> all = new ArrayList<>();
            for (int i = 0; i < changes.size() + applied.size(); i++) {
                Optional<LineChoice> made = earlierAt(i);
                if (made.isEmpty() && i < changes.size()) {
                    return Optional.empty();
                }
                all.add(made.orElse(LineChoice.NEW));
            }
            return Optional.of(List.copyOf(all));
        }

        /// What the runbook knows of a setting.
        public Optional<SettingAdvice> adviceFor(String setting) {
            return advice.stream().filter(each -> each.setting().equals(setting)).findFirst();
        }

        /// The advice that a change follows, counted over all changes.
        public Optional<SettingAdvice> adviceAt(int change) {
            return advice.stream()
                    .filter(each -> each.change().filter(at -> at == change).isPresent())
                    .findFirst();
        }

        /// The settings that a change decides about, counted over all changes.
        public List<SettingChange> settingsAt(int change) {
            return settings.stream().filter(setting -> setting.changes().contains(change)).toList();
        }

        /// One choice for all changes, also for those that are applied by themselves. To take all
        /// leaves out those that are locked, and those that only remove a setting by a rule: the
        /// new version has no such lines.
        public List<Boolean> chooseAll(boolean takeNew) {
            return chooseAll(takeNew ? LineChoice.NEW : LineChoice.MINE).stream()
                    .map(choice -> choice != LineChoice.MINE)
                    .toList();
        }

        /// The same; both sides are written only of changes that wait.
        public List<LineChoice> chooseAll(LineChoice choice) {
            LineChoice other = choice == LineChoice.MINE ? choice : LineChoice.NEW;
            return Stream.concat(
                            IntStream.range(0, changes.size())
                                    .mapToObj(i -> isLeftOut(i) ? LineChoice.MINE : choice),
                            applied.stream().map(change -> other))
                    .toList();
        }

        private boolean isLeftOut(int change) {
            return changes.get(change).locked() || removesSetting(change);
        }

        private boolean removesSetting(int change) {
            return adviceAt(change).filter(SettingAdvice::removesSetting).isPresent();
        }

        /// The changes that wait, then those that are applied by themselves.
        public List<LineChange> allChanges() {
            return Stream.concat(changes.stream(), applied.stream()).toList();
        }

        /// How many changes an answer takes; null: it does not name the file. What it does not say
        /// of a change that is applied by itself counts as yes.
        public long countTaken(@Nullable List<Boolean> take) {
            if (take == null) {
                return 0;
            }
            int all = changes.size() + applied.size();
            long unsaid = all - Math.max(changes.size(), Math.min(all, take.size()));
            return take.stream().limit(all).filter(yes -> yes).count() + unsaid;
        }

        /// How many placeholders a choice for all leaves out.
        public int lockedCount() {
            return (int) changes.stream().filter(LineChange::locked).count();
        }

        /// How many settings a choice for all keeps that a rule would remove.
        public int keptSettings() {
            return (int) IntStream.range(0, changes.size()).filter(this::removesSetting).count();
        }
    }

    /// A choice that was made before the file changed. `change`: counted over all changes.
    public record EarlierChoice(int change, LineChoice choice) {}

    /// What a rule of the runbook says of a setting of the file. `change`: the change whose new
    /// lines follow the rule; empty if no lines do so by themselves.
    public record SettingAdvice(String setting, SettingRule rule, Optional<Integer> change) {
        /// Whether it writes the value that another file has.
        private boolean isReceived() {
            return rule.change() == RuleChange.MOVED && !rule.isNamed(setting);
        }

        /// Whether its lines take a setting away and put nothing in its place here.
        private boolean removesSetting() {
            return rule.change() == RuleChange.REMOVED
                    || rule.change() == RuleChange.MOVED && !isReceived();
        }

        /// Says in a few words what happened to the setting.
        public Message describe() {
            return switch (rule.change()) {
                case RENAMED -> Message.of("merge.advice.renamed", rule.to());
                case MOVED ->
                        isReceived()
                                ? Message.of("merge.advice.received", rule.name(), rule.file())
                                : Message.of("merge.advice.moved", rule.to(), rule.toFile());
                case REMOVED -> Message.of("merge.advice.removed");
                case FIXED -> Message.of("merge.advice.fixed", rule.to());
                case CONFLICTS -> Message.of("merge.advice.conflicts", rule.to());
                case BY_HAND -> Message.of("merge.advice.by-hand");
            };
        }

        /// Says why, what Handrail proposes, and where that is documented.
        public Message explain() {
            return Message.of("merge.advice.reason", rule.why(), proposal(), rule.source());
        }

        private Message proposal() {
            if (change.isEmpty()) {
                return rule.change() == RuleChange.MOVED && !isReceived()
                        ? Message.of("merge.advice.stays", rule.toFile())
                        : Message.of("merge.advice.no-lines");
            }
            return switch (rule.change()) {
                case RENAMED -> Message.of("merge.advice.take-name");
                case MOVED ->
                        isReceived()
                                ? Message.of("merge.advice.take-here", rule.file())
                                : Message.of("merge.advice.take-there", rule.toFile());
                case FIXED -> Message.of("merge.advice.take-value");
                default -> Message.of("merge.advice.take-away");
            };
        }
    }

    /// A run of lines that differ. `mineLine`: the number of the first line in the file on the
    /// server, from 1. `keep`: Handrail proposes to keep the admin's lines. `locked`: the new lines
    /// have a placeholder in the place of a value, so only a choice for this change takes them.
    public record LineChange(
            int mineLine,
            List<String> mine,
            int freshLine,
            List<String> fresh,
            boolean keep,
            boolean locked) {
        public LineChange(int mineLine, List<String> mine, int freshLine, List<String> fresh) {
            this(mineLine, mine, freshLine, fresh, false, false);
        }
    }

    /// The unchanged lines around a change, masked. `before` and `after`: at most three lines each.
    /// `above`: how many unchanged lines stand between the change before it and `before`. `below`:
    /// for the last change, how many stand between `after` and the end of the file.
    public record LineContext(int above, List<String> before, List<String> after, int below) {}
}
