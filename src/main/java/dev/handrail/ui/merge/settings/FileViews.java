package dev.handrail.ui.merge.settings;

import dev.handrail.model.Question.FileChange;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;

import org.controlsfx.control.SegmentedButton;

/// Two views of the file that is merged, of which one is shown: its lines and its settings.
public final class FileViews extends StackPane {
    private final Node lines;
    private final SettingsView settings;
    private final ToggleButton showLines;
    private final ToggleButton showSettings;
    private final SegmentedButton choice;

    public FileViews(Texts texts, Node lines, SettingsView settings) {
        this.lines = lines;
        this.settings = settings;
        this.showLines = new ToggleButton(texts.get("merge.view-lines"));
        this.showSettings = new ToggleButton(texts.get("merge.view-settings"));
        this.choice = new SegmentedButton(showLines, showSettings);
        showLines.setId("merge-view-lines");
        showSettings.setId("merge-view-settings");
        choice.setMinWidth(USE_PREF_SIZE);
        showLines.setSelected(true);
        showLines.setOnAction(event -> showView(false));
        showSettings.setOnAction(event -> showView(true));
        settings.setOnShowLines(this::showLines);
        getChildren().addAll(settings, lines);
        showView(false);
    }

    /// The buttons that choose the view.
    public Node choice() {
        return choice;
    }

    public boolean areSettingsShown() {
        return showSettings.isSelected();
    }

    public void showLines() {
        showView(false);
    }

    /// A run of an earlier version says nothing of settings.
    public void showFile(FileChange file) {
        boolean known = !file.settings().isEmpty() || !file.settingsNotes().isEmpty();
        settings.showFile(file);
        Ui.setShown(choice, known);
        if (!known) {
            showView(false);
        }
    }

    /// One of the buttons is always pressed.
    private void showView(boolean other) {
        boolean focused = isFocusWithin();
        showLines.setSelected(!other);
        showSettings.setSelected(other);
        Ui.setShown(settings, other);
        Ui.setShown(lines, !other);
        if (focused) {
            requestFocus();
        }
    }

    @Override
    public void requestFocus() {
        Node shown = areSettingsShown() ? settings : lines;
        shown.requestFocus();
    }
}
