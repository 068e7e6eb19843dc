package dev.handrail.ui.merge;

import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.LineChange;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;

import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/// The changes of a file that only the new version makes: applied by themselves, shown folded.
final class AppliedChanges {
    private final Texts texts;
    private final List<LineChange> changes;
    private final CheckBox apply;
    private final VBox view;

    /// `taken`: whether they are applied at first. `changed` hears of each choice.
    AppliedChanges(Texts texts, FileChange file, boolean taken, Consumer<Boolean> changed) {
        this.texts = texts;
        this.changes = file.applied();
        apply = new CheckBox(texts.pluralText("merge.applied", changes.size()));
        apply.setWrapText(true);
        apply.setSelected(taken);
        apply.selectedProperty().addListener((o, old, now) -> changed.accept(now));
        VBox list = Ui.column(6);
        ToggleButton show = new ToggleButton(texts.get("merge.show-applied"));
        show.selectedProperty().addListener((o, old, now) -> showChanges(list, now));
        view = Ui.column(6, Ui.row(8, apply, Ui.spacer(), show), list);
        view.getStyleClass().add("merge-applied");
        Ui.setShown(view, !changes.isEmpty());
    }

    Node view() {
        return view;
    }

    /// One entry for each change.
    List<Boolean> choices() {
        return Collections.nCopies(changes.size(), apply.isSelected());
    }

    private void showChanges(VBox list, boolean shown) {
        list.getChildren().clear();
        if (shown) {
            changes.forEach(change -> list.getChildren().add(changeView(change)));
        }
    }

    private Node changeView(LineChange change) {
        String line = texts.get("merge.line", String.valueOf(change.mineLine()));
        return Ui.column(4, Ui.label(line, "muted", "small"), ChangeRow.sidesOf(texts, change));
    }
}
