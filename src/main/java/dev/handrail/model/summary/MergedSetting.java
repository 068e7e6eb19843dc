package dev.handrail.model.summary;

import dev.handrail.model.Message;
import dev.handrail.model.Question.SettingAdvice;
import dev.handrail.model.settings.SettingChange;
import dev.handrail.model.summary.MergeSummary.MergedChange;
import dev.handrail.model.summary.MergeSummary.MergedFile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A setting that a merge has decided about. `changes`: the changes of lines that it lies in.
public record MergedSetting(SettingChange setting, List<MergedChange> changes) {
    /// Returns the settings of a file in the order of its lines; none where they are not known.
    public static List<MergedSetting> listSettings(MergedFile file) {
        Map<SettingChange, List<MergedChange>> all = new LinkedHashMap<>();
        for (MergedChange change : file.changes()) {
            for (SettingChange setting : change.settings()) {
                all.computeIfAbsent(setting, key -> new ArrayList<>()).add(change);
            }
        }
        List<MergedSetting> settings = new ArrayList<>();
        all.forEach((setting, changes) ->
                settings.add(new MergedSetting(setting, List.copyOf(changes))));
        return List.copyOf(settings);
    }

    /// Whether one decision holds for the whole value.
    public boolean isDecidedWhole() {
        MergedChange first = changes.getFirst();
        return !setting.partial()
                && changes.stream()
                        .allMatch(change ->
                                change.choice() == first.choice() && change.by() == first.by());
    }

    /// Says which value was chosen and by whom.
    public Message describe() {
        return isDecidedWhole()
                ? changes.getFirst().describe()
                : Message.of("summary.merge.by-lines");
    }

    /// Names it, and says what happened to it and what was decided.
    public Message describeWhole() {
        return Message.of("summary.setting", setting.name(), describeKind(), describe());
    }

    /// Its value in the three files, each on one line.
    public Message describeValues() {
        return Message.of(
                "summary.setting-values",
                valueText(setting.mine()),
                valueText(setting.base()),
                valueText(setting.fresh()));
    }

    private static Message valueText(Optional<String> value) {
        return value.map(text -> Message.literal(text.replaceAll("\\s+", " ")))
                .orElse(Message.of("merge.setting.absent"));
    }

    /// Says what happened to it: what the runbook knows of it, else what the three files show.
    public Message describeKind() {
        return findAdvice().map(SettingAdvice::describe).orElseGet(this::describeUsual);
    }

    /// Why the runbook advises something, with the source; empty where it does not.
    public Message describeReason() {
        return findAdvice().map(SettingAdvice::explain).orElse(Message.EMPTY);
    }

    private Optional<SettingAdvice> findAdvice() {
        return changes.stream()
                .flatMap(change -> change.advice().stream())
                .filter(advice -> advice.setting().equals(setting.name()))
                .findFirst();
    }

    private Message describeUsual() {
        return switch (setting.kind()) {
            case NEW -> Message.of("merge.setting-kind.new");
            case DEFAULT_CHANGED -> Message.of("merge.setting-kind.default-changed");
            case BOTH_CHANGED -> Message.of("merge.setting-kind.both-changed");
            case YOURS -> Message.of("merge.setting-kind.yours");
            case ONLY_YOURS -> Message.of("merge.setting-kind.only-yours");
            case REMOVED -> Message.of("merge.setting-kind.removed");
            case REMOVED_BY_YOU -> Message.of("merge.setting-kind.removed-by-you");
            case SAME -> Message.of("merge.setting-kind.same");
            case DIFFERENT -> Message.of("merge.setting-kind.different");
        };
    }
}
