package dev.handrail.ui.merge;

import atlantafx.base.theme.Styles;

import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.merge.FileHunks.MergeHunk;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/// Takes the lines that the admin types in the place of a change. The result column shows them at
/// once; Esc goes back to it.
final class TypedEditor extends VBox {
    private static final int LEAST_ROWS = 3;
    private static final int MOST_ROWS = 8;

    private final Texts texts;
    private final MergeCommands commands;
    private final Node after;
    private final Label title = Ui.label("", "small", "strong");
    private final Label stars;
    private final TextArea area = new TextArea();
    private @Nullable MergeHunk hunk;
    private boolean started;

    /// `after`: gets the focus when the admin leaves.
    TypedEditor(Texts texts, MergeCommands commands, Node after) {
        super(4);
        this.texts = texts;
        this.commands = commands;
        this.after = after;
        stars = Ui.label(texts.get("merge.typed-stars"), "small", "merge-warning");
        stars.setId("merge-typed-stars");
        area.setId("merge-typed");
        area.getStyleClass().add("merge-line");
        area.textProperty().addListener((o, old, now) -> saveText(now));
        addEventFilter(KeyEvent.KEY_PRESSED, this::leaveOnEscape);
        getChildren().addAll(titleRow(), area, stars);
        getStyleClass().add("merge-typed");
        commands.selection().typingProperty().addListener((o, old, now) -> showHunk(now));
        showHunk(null);
    }

    private Node titleRow() {
        Button done = Ui.button(texts.get("merge.typed-done"), this::leave, Styles.SMALL);
        done.setId("merge-typed-done");
        return Ui.row(8, title, Ui.spacer(), done);
    }

    private void leaveOnEscape(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            event.consume();
            leave();
        }
    }

    private void leave() {
        commands.selection().typingProperty().set(null);
        after.requestFocus();
    }

    private void showHunk(@Nullable MergeHunk next) {
        hunk = null;
        if (next != null) {
            showText(next);
            hunk = next;
            started = false;
        }
        Ui.setShown(this, next != null);
        if (next != null) {
            area.requestFocus();
            area.end();
        }
    }

    /// Begins with what would be written; with the admin's lines where nothing is chosen.
    private void showText(MergeHunk next) {
        MergeChoices choices = commands.choices();
        boolean open = choices.findChoice(next).isEmpty();
        String text = String.join("\n", open ? next.change().mine() : choices.resultOf(next));
        String heading = texts.get("merge.typed-title", next.change().mineLine());
        title.setText(heading);
        area.setAccessibleText(heading);
        area.setText(text);
        int rows = Math.max(next.change().mine().size(), next.change().fresh().size());
        area.setPrefRowCount(Math.clamp(rows + 1, LEAST_ROWS, MOST_ROWS));
        Ui.setShown(stars, choices.hasStars(next));
    }

    /// All that is typed until the admin leaves is one step.
    private void saveText(String text) {
        MergeHunk now = hunk;
        if (now != null) {
            commands.choices().typeText(now, text, started);
            started = true;
            Ui.setShown(stars, commands.choices().hasStars(now));
        }
    }
}
