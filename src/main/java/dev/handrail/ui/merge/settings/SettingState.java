package dev.handrail.ui.merge.settings;

import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.settings.SettingChange;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What is decided about a setting.
public enum SettingState {
    /// No change of lines touches it: the admin's value stays.
    STAYS,
    OPEN,
    MINE,
    NEW,
    /// By lines: both sides of a change are written, or only a part of the value is.
    BY_LINES;

    static SettingState of(SettingChange setting, SettingDecisions decisions) {
        if (setting.changes().isEmpty()) {
            return STAYS;
        }
        List<Optional<LineChoice>> choices =
                setting.changes().stream().map(decisions::findChoice).toList();
        Set<LineChoice> made =
                choices.stream().flatMap(Optional::stream).collect(Collectors.toSet());
        if (choices.stream().anyMatch(Optional::isEmpty)) {
            return OPEN;
        }
        if (made.equals(Set.of(LineChoice.MINE))) {
            return MINE;
        }
        return made.equals(Set.of(LineChoice.NEW)) && !setting.partial() ? NEW : BY_LINES;
    }
}
