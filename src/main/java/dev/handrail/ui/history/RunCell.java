package dev.handrail.ui.history;

import dev.handrail.run.Journal.RunSummary;
import dev.handrail.ui.kit.StatusIcon;
import dev.handrail.ui.kit.Ui;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.util.function.Predicate;

/// Shows one run: an icon for its kind, its title and age, and below them its result, server and
/// day.
final class RunCell extends ListCell<RunSummary> {
    private static final double INDENT = 24;

    private final RunCellText text;
    private final Predicate<RunSummary> isFollower;

    RunCell(RunCellText text, Predicate<RunSummary> isFollower) {
        this.text = text;
        this.isFollower = isFollower;
        // The list is as wide as its pane: a long title is cut, not scrolled to.
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable RunSummary run, boolean empty) {
        super.updateItem(run, empty);
        setText(null);
        setGraphic(run == null || empty ? null : runView(run));
        setAccessibleText(run == null || empty ? "" : text.spokenText(run));
    }

    private Node runView(RunSummary run) {
        Label title = Ui.label(text.title(run), "strong");
        Label age = Ui.label(text.age(run), "muted", "small");
        age.setMinWidth(Region.USE_PREF_SIZE);
        HBox heading = Ui.row(8, title, Ui.spacer(), age);
        VBox lines =
                Ui.column(
                        2, heading, resultRow(run), Ui.label(text.subtitle(run), "muted", "small"));
        HBox view = Ui.row(10, Ui.icon(kindIcon(run), "mark-todo"), Ui.growAlways(lines));
        view.setAlignment(Pos.TOP_LEFT);
        view.setPadding(new Insets(2, 0, 2, isFollower.test(run) ? INDENT : 0));
        return view;
    }

    private Node resultRow(RunSummary run) {
        StatusIcon icon = RunSummaryText.statusIcon(run);
        return Ui.row(
                6, Ui.icon(icon.icon(), icon.styleClass()), Ui.label(text.status(run), "small"));
    }

    private static Feather kindIcon(RunSummary run) {
        return switch (run.kind()) {
            case UPGRADE -> Feather.ARROW_UP_CIRCLE;
            case ROLL_BACK -> Feather.ROTATE_CCW;
            case VERIFICATION -> Feather.CHECK_SQUARE;
            case FIX -> Feather.TOOL;
        };
    }
}
