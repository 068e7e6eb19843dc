package dev.handrail.ui.history;

import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.ui.bar.TimeBarView;
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
    private final RunRowFacts facts;
    private final Predicate<RunSummary> isFollower;

    RunCell(RunCellText text, RunRowFacts facts, Predicate<RunSummary> isFollower) {
        this.text = text;
        this.facts = facts;
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
        if (run.kind() == RunKind.UPGRADE || run.kind() == RunKind.ROLL_BACK) {
            lines.getChildren().add(barRow(run));
        }
        HBox view = Ui.row(10, Ui.icon(kindIcon(run), "mark-todo"), Ui.growAlways(lines));
        view.setAlignment(Pos.TOP_LEFT);
        view.setPadding(new Insets(2, 0, 2, isFollower.test(run) ? INDENT : 0));
        return view;
    }

    /// The time bar of the run, and how long its services were down. Both follow when they are
    /// read; their place is kept free.
    private Node barRow(RunSummary run) {
        TimeBarView bar = TimeBarView.small(text.texts());
        Label down = Ui.label(" ", "muted", "small");
        down.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = Ui.row(8, Ui.growAlways(bar), down);
        facts.findFacts(
                run,
                () -> run.equals(getItem()),
                found -> {
                    found.bar().ifPresent(bar::showBar);
                    found.down().map(text::downtime).ifPresent(down::setText);
                    found.down()
                            .map(text::downtime)
                            .ifPresent(
                                    said -> setAccessibleText(text.spokenText(run) + ", " + said));
                });
        return row;
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
