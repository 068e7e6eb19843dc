package dev.handrail.run.merge.settings;

import dev.handrail.model.Runbook.SettingRule;
import dev.handrail.model.Runbook.SettingRule.RuleChange;
import dev.handrail.run.merge.settings.SettingsComparison.ChangedLines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the settings that rules of the runbook are about, and what the rules make of their lines.
public final class SettingAdviser {
    private final List<SettingRule> rules;
    private final List<AdvisedFile> files;

    /// `files`: all those of the step whose settings are known.
    public SettingAdviser(List<SettingRule> rules, List<AdvisedFile> files) {
        this.rules = rules;
        this.files = files;
    }

    /// A file and its new version. `paths`: of both. `changes`: the lines that may become others.
    public record AdvisedFile(
            List<String> paths, SettingsFile mine, SettingsFile fresh, List<ChangedLines> changes) {
        /// Whether the file has the setting and also has it after the merge, whatever is chosen.
        boolean keeps(String name) {
            return mine.find(name)
                    .filter(setting -> fresh.find(name).isPresent() || isUnchanged(setting))
                    .isPresent();
        }

        private boolean isUnchanged(SettingEntry setting) {
            return changes.stream()
                    .noneMatch(lines ->
                            lines.mineBegin() < mine.endLine(setting)
                                    && lines.mineEnd() > mine.firstLine(setting));
        }

        boolean hasAnywhere(String name) {
            return mine.find(name).isPresent() || fresh.find(name).isPresent();
        }
    }

    /// `edit`: empty if only the admin can write what the rule wants.
    public record FoundAdvice(String setting, SettingRule rule, Optional<SettingEdit> edit) {
        /// Whether it removes here what another file has.
        public boolean removesMoved() {
            return rule.change() == RuleChange.MOVED && rule.isNamed(setting) && edit.isPresent();
        }

        public FoundAdvice withoutEdit() {
            return new FoundAdvice(setting, rule, Optional.empty());
        }
    }

    /// In the order of the rules.
    public List<FoundAdvice> findAdvice(AdvisedFile file) {
        List<FoundAdvice> found = new ArrayList<>();
        for (SettingRule rule : rules) {
            if (file.paths().stream().anyMatch(rule::isAbout)) {
                namedBy(rule, file)
                        .flatMap(setting -> advise(rule, file, setting).stream())
                        .forEach(found::add);
            }
            if (rule.change() == RuleChange.MOVED
                    && file.paths().stream().anyMatch(rule::leadsTo)) {
                receive(rule, file).ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    private static Stream<SettingEntry> namedBy(SettingRule rule, AdvisedFile file) {
        return file.mine().entries().values().stream().filter(each -> rule.isNamed(each.name()));
    }

    /// Nothing if the rule is followed already.
    private Optional<FoundAdvice> advise(SettingRule rule, AdvisedFile file, SettingEntry setting) {
        SettingEditor editor = new SettingEditor(file.mine());
        Optional<SettingEdit> edit =
                switch (rule.change()) {
                    case RENAMED ->
                            file.mine().find(rule.to()).isPresent()
                                    ? editor.removeSetting(setting)
                                    : editor.renameSetting(setting, rule.to());
                    case REMOVED -> editor.removeSetting(setting);
                    case FIXED -> editor.replaceValue(setting, rule.to());
                    case MOVED, CONFLICTS ->
                            isSetElsewhere(rule) ? editor.removeSetting(setting) : Optional.empty();
                    case BY_HAND -> Optional.empty();
                };
        boolean possible =
                isSure(file, setting)
                        && (rule.change() == RuleChange.FIXED
                                || !new SettingUses(file).isUsedElsewhere(setting));
        return isFollowed(rule, file, setting)
                ? Optional.empty()
                : Optional.of(new FoundAdvice(setting.name(), rule, edit.filter(e -> possible)));
    }

    /// What stands more than once or in a condition is not changed by a rule.
    private static boolean isSure(AdvisedFile file, SettingEntry setting) {
        return !file.mine().unsureNames().contains(setting.name());
    }

    private boolean isFollowed(SettingRule rule, AdvisedFile file, SettingEntry setting) {
        return switch (rule.change()) {
            case FIXED -> SettingEditor.isSameValue(file.mine().rawValue(setting), rule.to());
            case CONFLICTS -> receivers(rule).noneMatch(other -> other.hasAnywhere(rule.to()));
            default -> false;
        };
    }

    private Stream<AdvisedFile> receivers(SettingRule rule) {
        return files.stream().filter(file -> file.paths().stream().anyMatch(rule::leadsTo));
    }

    /// Whether the other setting is there before the merge: what an advice only proposes to write
    /// may stay out, so that the value would be in no file.
    private boolean isSetElsewhere(SettingRule rule) {
        return receivers(rule).anyMatch(other -> other.keeps(rule.to()));
    }

    /// The advice to write into a file what another one has.
    private Optional<FoundAdvice> receive(SettingRule rule, AdvisedFile into) {
        return files.stream()
                .filter(from -> from != into && from.paths().stream().anyMatch(rule::isAbout))
                .flatMap(from ->
                        namedBy(rule, from)
                                .flatMap(each -> addMoved(rule, from, each, into).stream()))
                .findFirst()
                .map(edit -> new FoundAdvice(rule.to(), rule, Optional.of(edit)));
    }

    /// Nothing if the receiver has a value of its own, or if nobody knows how to write this one.
    private static Optional<SettingEdit> addMoved(
            SettingRule rule, AdvisedFile from, SettingEntry setting, AdvisedFile into) {
        if (into.hasAnywhere(rule.to()) || !isSure(from, setting)) {
            return Optional.empty();
        }
        boolean masked = from.mine().isMasked(setting);
        return PythonLiteral.toYaml(from.mine().rawValue(setting))
                .flatMap(value ->
                        new SettingEditor(into.mine()).addSetting(rule.to(), value, masked));
    }
}
