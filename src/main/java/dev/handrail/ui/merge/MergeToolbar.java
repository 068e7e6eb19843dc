package dev.handrail.ui.merge;

import atlantafx.base.theme.Styles;

import dev.handrail.model.Answer.LineChoice;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.merge.FileHunks.MergeHunk;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

import org.controlsfx.control.SegmentedButton;
import org.kordamp.ikonli.feather.Feather;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The buttons above a merge: the choice for the current change, moving, undo, and all at once.
final class MergeToolbar extends HBox {
    private final Texts texts;
    private final MergeCommands commands;
    private final Map<LineChoice, ToggleButton> buttons = new EnumMap<>(LineChoice.class);
    private final Button undo;
    private final Button redo;
    private final TextField find = new TextField();
    private final Label missing;
    private final HBox findRow;
    private Runnable afterFind = () -> {};
    private final Label count = Ui.label("", "muted");

    MergeToolbar(Texts texts, MergeCommands commands) {
        super(6);
        this.texts = texts;
        this.commands = commands;
        getStyleClass().add("merge-toolbar");
        count.setId("merge-count");
        count.setMinWidth(USE_PREF_SIZE);
        undo = Ui.iconButton(Feather.CORNER_UP_LEFT, texts.get("merge.undo"), commands::undo);
        redo = Ui.iconButton(Feather.CORNER_UP_RIGHT, texts.get("merge.redo"), commands::redo);
        undo.setId("merge-undo");
        redo.setId("merge-redo");
        missing = Ui.label(texts.get("merge.find-none"), "small", "merge-warning");
        missing.setId("merge-find-none");
        Ui.setShown(missing, false);
        findRow = Ui.row(6, find, missing);
        Ui.setShown(findRow, false);
        prepareFind();
        getChildren().addAll(choiceButtons(), moveButtons(), undo, redo);
        getChildren()
                .addAll(
                        allButton("merge-all-mine", texts.get("merge.all-mine"), false),
                        allButton("merge-all-new", texts.get("merge.all-new"), true),
                        Ui.spacer(),
                        count);
        commands.choices().onChange(this::updateButtons);
        commands.selection().hunkProperty().addListener((o, old, now) -> updateButtons());
        updateButtons();
    }

    private void prepareFind() {
        find.setId("merge-find");
        find.getStyleClass().add("merge-find");
        find.setPromptText(texts.get("merge.find"));
        find.setAccessibleText(texts.get("merge.find"));
        find.setTooltip(new Tooltip(texts.get("merge.find-help")));
        find.setPrefColumnCount(12);
        find.setMinWidth(USE_PREF_SIZE);
        missing.setMinWidth(USE_PREF_SIZE);
        find.setOnAction(event -> findText(true));
        find.addEventFilter(KeyEvent.KEY_PRESSED, this::leaveOnEscape);
        find.textProperty().addListener((o, old, now) -> Ui.setShown(missing, false));
    }

    /// `after`: gives the focus back.
    void setAfterFind(Runnable after) {
        afterFind = after;
    }

    /// The field to find a change, in a row of its own while the admin looks for something.
    HBox findRow() {
        return findRow;
    }

    Button findButton() {
        Button button =
                Ui.iconButton(Feather.SEARCH, texts.get("merge.find-help"), this::focusFind);
        button.setId("merge-find-open");
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    private void leaveOnEscape(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            event.consume();
            Ui.setShown(findRow, false);
            afterFind.run();
        }
    }

    void focusFind() {
        Ui.setShown(findRow, true);
        find.requestFocus();
        find.selectAll();
    }

    /// Goes to the next or previous change that contains what the field says; asks for it where it
    /// says nothing.
    void findText(boolean forwards) {
        String text = find.getText();
        if (text.isEmpty()) {
            focusFind();
            return;
        }
        Ui.setShown(findRow, true);
        boolean found = commands.goToText(text, forwards);
        Ui.setShown(missing, !found);
    }

    /// Choices for the current change.
    private SegmentedButton choiceButtons() {
        SegmentedButton choice = new SegmentedButton();
        for (LineChoice each : LineChoice.values()) {
            ToggleButton button = new ToggleButton(texts.of("merge.choice", each));
            String help = texts.of("merge.choice-help", each);
            button.setMinWidth(USE_PREF_SIZE);
            button.setId("merge-choose-" + each.name().toLowerCase(Locale.ROOT));
            button.setAccessibleText(help);
            button.setTooltip(new Tooltip(help));
            button.setOnAction(event -> {
                commands.chooseCurrent(each);
                updateButtons();
            });
            buttons.put(each, button);
            choice.getButtons().add(button);
        }
        return choice;
    }

    private HBox moveButtons() {
        return Ui.row(
                0,
                Ui.iconButton(
                        Feather.ARROW_UP, texts.get("merge.previous"), commands::goToPrevious),
                Ui.iconButton(Feather.ARROW_DOWN, texts.get("merge.following"), commands::goToNext),
                Ui.iconButton(
                        Feather.SKIP_FORWARD, texts.get("merge.next"), commands::goToNextOpen));
    }

    private Button allButton(String id, String label, boolean takeNew) {
        Button button = Ui.button(label, () -> commands.chooseAll(takeNew), Styles.FLAT);
        button.setId(id);
        button.setMinWidth(USE_PREF_SIZE);
        button.setDisable(!commands.choices().isEditable());
        return button;
    }

    private void updateButtons() {
        MergeChoices choices = commands.choices();
        MergeHunk hunk = commands.selection().hunkProperty().get();
        Optional<LineChoice> choice = hunk == null ? Optional.empty() : choices.findChoice(hunk);
        buttons.forEach((each, button) -> {
            button.setDisable(hunk == null || !choices.isEditable());
            button.setSelected(choice.filter(each::equals).isPresent());
        });
        undo.setDisable(!choices.canUndo());
        redo.setDisable(!choices.canRedo());
        int all = choices.waitingCount();
        count.setText(texts.get("merge.count", all - choices.openCount(), all));
    }
}
