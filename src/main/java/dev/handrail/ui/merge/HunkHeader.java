package dev.handrail.ui.merge;

import dev.handrail.model.Answer.LineChoice;
import dev.handrail.run.merge.LineComparison;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.merge.MergeRow.HunkStart;

import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// The row above a change: what is left out before it, its line, its state, and the choice.
final class HunkHeader extends HBox {
    private final Texts texts;
    private final MergeCommands commands;
    private final Label folded = new Label();
    private final Label line = new Label();
    private final Label kind = new Label();
    private final Label note = new Label();
    private final Map<LineChoice, ToggleButton> buttons = new EnumMap<>(LineChoice.class);
    private @Nullable HunkStart shown;

    HunkHeader(Texts texts, MergeCommands commands) {
        super(8);
        this.texts = texts;
        this.commands = commands;
        getStyleClass().add("merge-header");
        line.getStyleClass().add("strong");
        line.setMinWidth(USE_PREF_SIZE);
        folded.getStyleClass().add("muted");
        folded.setMinWidth(USE_PREF_SIZE);
        note.getStyleClass().add("muted");
        note.setMinWidth(0);
        kind.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(folded, line, kind, note, Ui.spacer());
        for (LineChoice choice : LineChoice.values()) {
            addButton(choice);
        }
    }

    /// The keys for the whole table do the same, so Tab does not stop at each of these.
    private void addButton(LineChoice choice) {
        ToggleButton button = new ToggleButton(texts.of("merge.choice", choice));
        button.getStyleClass().add("merge-choice");
        button.setFocusTraversable(false);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> chooseLines(choice));
        buttons.put(choice, button);
        getChildren().add(button);
    }

    private void chooseLines(LineChoice choice) {
        HunkStart start = shown;
        if (start != null) {
            commands.chooseLines(start.hunk(), choice);
            showStart(start);
        }
    }

    void showStart(HunkStart start) {
        shown = start;
        MergeChoices choices = commands.choices();
        Optional<LineChoice> choice = choices.findChoice(start.hunk());
        folded.setText(foldedText(texts, start.above(), start.hidden()));
        Ui.setShown(folded, !folded.getText().isEmpty());
        line.setText(lineText(texts, start));
        kind.setText(texts.inUserLanguage(LineComparison.describe(start.hunk().change())));
        Ui.setShown(kind, !kind.getText().isEmpty());
        note.setText(noteText(start, choice));
        buttons.forEach((each, button) -> {
            button.setSelected(choice.filter(each::equals).isPresent());
            button.setDisable(!choices.isEditable());
        });
    }

    static String lineText(Texts texts, HunkStart start) {
        return texts.get("merge.line", String.valueOf(start.hunk().change().mineLine()));
    }

    /// What is not shown above a change, or at the end; empty if nothing is left out.
    static String foldedText(Texts texts, int lines, int hidden) {
        String unchanged = lines == 0 ? "" : texts.pluralText("merge.folded", lines);
        String applied = hidden == 0 ? "" : texts.pluralText("merge.folded-applied", hidden);
        boolean several = lines > 0 && hidden > 0;
        return unchanged + (several ? " \u00b7 " : "") + applied;
    }

    /// Says that a change is open or applied by itself, or why Handrail proposes to keep lines.
    private String noteText(HunkStart start, Optional<LineChoice> choice) {
        if (start.hunk().change().locked()) {
            return texts.get("merge.placeholder");
        }
        if (start.hunk().advice().isPresent()) {
            return texts.inUserLanguage(start.hunk().advice().get().explain());
        }
        if (start.hunk().change().keep()) {
            return texts.get("merge.only-mine");
        }
        if (start.hunk().applied()) {
            return texts.get("merge.applied-one");
        }
        return choice.isEmpty() ? texts.get("merge.open") : "";
    }
}
