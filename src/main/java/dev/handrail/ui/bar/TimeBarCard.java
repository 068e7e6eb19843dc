package dev.handrail.ui.bar;

import dev.handrail.model.bar.BarScale;
import dev.handrail.model.bar.TimeBar;
import dev.handrail.model.bar.TimeBarText;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.Optional;

/// The time bar of a plan or a run with its legend and the table behind it. While a run goes on,
/// the bar of its plan stands above, on the same scale.
public final class TimeBarCard {
    private final Texts texts;
    private final TimeBarView planView;
    private final TimeBarView view;
    private final GridPane rows = new GridPane(10, 6);
    private final BarLegend legend;
    private final TitledPane table = new TitledPane();
    private final VBox card;
    private Optional<TimeBar> shown = Optional.empty();

    public TimeBarCard(Texts texts) {
        this.texts = texts;
        this.planView = new TimeBarView(texts);
        this.view = new TimeBarView(texts);
        this.legend = new BarLegend(texts);
        view.setId("time-bar");
        planView.setId("time-bar-plan");
        ColumnConstraints captions = new ColumnConstraints();
        captions.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints bars = new ColumnConstraints();
        bars.setHgrow(Priority.ALWAYS);
        rows.getColumnConstraints().setAll(captions, bars);
        setUpTable();
        card = Ui.column(8, rows, legend.view(), table);
    }

    public Node view() {
        return card;
    }

    private void setUpTable() {
        table.setText(texts.get("bar.table"));
        table.setId("time-bar-table");
        table.getStyleClass().add("details");
        table.setAnimated(false);
        table.setExpanded(false);
        table.expandedProperty().addListener((o, old, open) -> fillTable());
    }

    /// Shows one bar alone.
    public void showBar(TimeBar bar) {
        rows.getChildren().setAll();
        rows.add(view, 0, 0, 2, 1);
        view.showBar(bar);
        legend.showLegend(bar);
        shown = Optional.of(bar);
        fillTable();
    }

    /// Shows what was planned above what happens.
    public void showBars(TimeBar plan, TimeBar run) {
        double longest = Math.max(BarScale.of(plan).drawnLength(), BarScale.of(run).drawnLength());
        if (rows.getChildren().size() < 2) {
            rows.getChildren().setAll();
            rows.addRow(0, caption("bar.planned"), planView);
            rows.addRow(1, caption("bar.real"), view);
        }
        planView.showBar(plan, longest);
        view.showBar(run, longest);
        legend.showLegend(run, plan);
        shown = Optional.of(run);
        fillTable();
    }

    private Label caption(String key) {
        return Ui.label(texts.get(key), "muted", "small");
    }

    /// The table is made when it is opened, because a run may have hundreds of steps.
    private void fillTable() {
        if (table.isExpanded()) {
            shown.ifPresent(bar -> table.setContent(BarTable.of(texts, new TimeBarText(bar))));
        }
    }
}
