package dev.handrail.ui.merge;

import dev.handrail.model.Question.LineChange;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

import org.controlsfx.control.SegmentedButton;

import java.util.Optional;

/// Shows one change of a file: both sides next to each other, and the choice between them. At first
/// nothing is chosen.
final class ChangeRow {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");

    private final boolean locked;
    private final ToggleButton mine;
    private final ToggleButton fresh;
    private final Node left;
    private final Node right;
    private final VBox view;

    /// `chosen` is called on the FX thread after each choice.
    ChangeRow(Texts texts, LineChange change, Runnable chosen) {
        locked = change.locked();
        String lineText = texts.get("merge.line", String.valueOf(change.mineLine()));
        mine = new ToggleButton(texts.get("merge.keep-mine"));
        fresh = new ToggleButton(texts.get(locked ? "merge.take-placeholder" : "merge.take-new"));
        mine.setAccessibleHelp(lineText);
        fresh.setAccessibleHelp(lineText);
        SegmentedButton choice = new SegmentedButton(mine, fresh);
        choice.getToggleGroup()
                .selectedToggleProperty()
                .addListener((o, old, now) -> {
                    showChoice();
                    chosen.run();
                });
        left = mineSide(texts, change);
        right = freshSide(texts, change);
        view = Ui.column(6, Ui.row(8, Ui.label(lineText, "strong"), Ui.spacer(), choice));
        noteKey(change)
                .ifPresent(key -> view.getChildren().add(Ui.wrappedText(texts.get(key), "small")));
        view.getChildren().add(sideGrid(texts, left, right));
        view.getStyleClass().add("merge-change");
        mine.setSelected(change.keep());
    }

    /// Why Handrail proposes to keep the lines on the server, if it does.
    private static Optional<String> noteKey(LineChange change) {
        if (change.locked()) {
            return Optional.of("merge.placeholder");
        }
        return change.keep() ? Optional.of("merge.only-mine") : Optional.empty();
    }

    /// Both sides of a change next to each other, without a choice.
    static Node sidesOf(Texts texts, LineChange change) {
        return sideGrid(texts, mineSide(texts, change), freshSide(texts, change));
    }

    private static Node mineSide(Texts texts, LineChange change) {
        return DiffSide.of(
                change.mineLine(),
                change.mine(),
                change.fresh(),
                "merge-mine",
                texts.get("merge.not-mine"));
    }

    private static Node freshSide(Texts texts, LineChange change) {
        return DiffSide.of(
                change.freshLine(),
                change.fresh(),
                change.mine(),
                "merge-fresh",
                texts.get("merge.not-new"));
    }

    private static Node sideGrid(Texts texts, Node left, Node right) {
        GridPane sides = new GridPane();
        sides.setHgap(8);
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        sides.getColumnConstraints().addAll(half, half);
        sides.add(Ui.label(texts.get("merge.mine"), "muted", "small"), 0, 0);
        sides.add(Ui.label(texts.get("merge.new"), "muted", "small"), 1, 0);
        sides.add(left, 0, 1);
        sides.add(right, 1, 1);
        return sides;
    }

    Node view() {
        return view;
    }

    /// Marks the chosen side and, once there is a choice, the refused one.
    private void showChoice() {
        boolean decided = findChoice().isPresent();
        left.pseudoClassStateChanged(CHOSEN, mine.isSelected());
        right.pseudoClassStateChanged(CHOSEN, fresh.isSelected());
        left.pseudoClassStateChanged(REFUSED, decided && !mine.isSelected());
        right.pseudoClassStateChanged(REFUSED, decided && !fresh.isSelected());
    }

    /// Chooses the new lines if `takeNew` is true, otherwise the lines on the server.
    void chooseSide(boolean takeNew) {
        (takeNew ? fresh : mine).setSelected(true);
    }

    /// Whether only its own button takes the new lines, and no button for all.
    boolean isLocked() {
        return locked;
    }

    void focusChoice() {
        mine.requestFocus();
    }

    /// True for the new lines, false for the lines on the server, empty while nothing is chosen.
    Optional<Boolean> findChoice() {
        return mine.isSelected() || fresh.isSelected()
                ? Optional.of(fresh.isSelected())
                : Optional.empty();
    }
}
