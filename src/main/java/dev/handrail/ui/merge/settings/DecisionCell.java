package dev.handrail.ui.merge.settings;

import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.settings.SettingChange;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/// The decision about a setting: two buttons, or why the lines decide.
final class DecisionCell extends TableCell<SettingChange, SettingChange> {
    private final Texts texts;
    private final SettingDecisions decisions;
    private final BiConsumer<SettingChange, LineChoice> choose;
    private final Map<LineChoice, ToggleButton> buttons = new LinkedHashMap<>();
    private final Label state = Ui.label("", "small");
    private final HBox row = Ui.row(4);

    DecisionCell(
            Texts texts, SettingDecisions decisions, BiConsumer<SettingChange, LineChoice> choose) {
        this.texts = texts;
        this.decisions = decisions;
        this.choose = choose;
        List.of(LineChoice.MINE, LineChoice.NEW).forEach(this::addButton);
        row.getChildren().add(state);
    }

    private void addButton(LineChoice choice) {
        ToggleButton button = new ToggleButton(texts.of("merge.choice", choice));
        button.getStyleClass().add("merge-choice");
        button.setFocusTraversable(false);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> {
            choose.accept(getItem(), choice);
            showState(getItem());
        });
        buttons.put(choice, button);
        row.getChildren().add(button);
    }

    @Override
    protected void updateItem(@Nullable SettingChange setting, boolean nothing) {
        super.updateItem(setting, nothing);
        setText(null);
        setGraphic(nothing || setting == null ? null : row);
        if (setting != null) {
            showState(setting);
        }
    }

    private void showState(SettingChange setting) {
        SettingState now = SettingState.of(setting, decisions);
        buttons.forEach((choice, button) -> {
            Ui.setShown(button, setting.isDecidable());
            button.setDisable(!decisions.isEditable());
            button.setSelected(now.name().equals(choice.name()));
        });
        boolean said = now == SettingState.MINE || now == SettingState.NEW;
        boolean shown = !setting.isDecidable() || !said;
        SettingState word = setting.partial() ? SettingState.BY_LINES : now;
        state.setText(shown ? texts.of("merge.setting-state", word) : "");
        Ui.setShown(state, shown);
    }
}
