package dev.handrail.ui.merge.settings;

import dev.handrail.model.Answer.LineChoice;

import java.util.List;
import java.util.Optional;

/// The choices for the changes of lines of the file that is shown: what decides about a setting.
public interface SettingDecisions {
    /// Empty while the change is open.
    Optional<LineChoice> findChoice(int change);

    /// Whether the new lines have a placeholder in the place of a value.
    boolean isPlaceholder(int change);

    boolean isEditable();

    /// Chooses the same side for all these changes, as one step.
    void chooseChanges(List<Integer> changes, LineChoice choice);

    /// Makes a change the current one.
    void goToChange(int change);
}
