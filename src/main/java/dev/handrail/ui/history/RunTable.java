package dev.handrail.ui.history;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;

import dev.handrail.run.Journal.RunSummary;
import dev.handrail.ui.kit.StatusIcon;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.beans.property.SimpleStringProperty;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The table of runs: one row for each run, which a click on a heading sorts.
final class RunTable {
    private final Texts texts;
    private final List<RunSummary> all;
    private final TableView<RunSummary> table = new TableView<>();

    /// `runs`: the runs to show; the table follows their changes. `all`: also those that the filter
    /// hides, because one of them may have rolled back a run that is shown.
    RunTable(Texts texts, ObservableList<RunSummary> runs, List<RunSummary> all) {
        this.texts = texts;
        this.all = all;
        SortedList<RunSummary> sorted = new SortedList<>(runs);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.setId("runs");
        table.getStyleClass().addAll(Styles.STRIPED, Tweaks.EDGE_TO_EDGE);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(Ui.wrappedText(texts.get("history.empty"), "muted", "placeholder"));
        table.setAccessibleText(texts.get("history.title"));
        table.getColumns().setAll(createColumns());
    }

    Node view() {
        return table;
    }

    Optional<RunSummary> chosenRun() {
        return Optional.ofNullable(table.getSelectionModel().getSelectedItem());
    }

    /// Keeps the chosen run, or chooses the first one.
    void ensureChoice() {
        if (!table.getItems().isEmpty() && table.getSelectionModel().isEmpty()) {
            table.getSelectionModel().selectFirst();
        }
    }

    /// Calls `changed` when the admin chooses another run.
    void onChoice(Runnable changed) {
        table.getSelectionModel().selectedItemProperty().addListener(o -> changed.run());
    }

    /// Enter and a double click call `open`, and the Delete key calls `delete`.
    void setActions(Runnable open, Runnable delete) {
        table.setRowFactory(t -> createRow(open));
        table.setOnKeyPressed(event -> {
            switch (event.getCode()) {
                case ENTER -> open.run();
                case DELETE -> delete.run();
                default -> {}
            }
        });
    }

    private static TableRow<RunSummary> createRow(Runnable open) {
        TableRow<RunSummary> row = new TableRow<>();
        row.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2 && !row.isEmpty()) {
                open.run();
            }
        });
        return row;
    }

    private List<TableColumn<RunSummary, String>> createColumns() {
        return List.of(
                resultColumn(),
                textColumn("history.started", 190, this::startedText),
                textColumn("history.server", 210, RunSummary::server),
                textColumn("history.what", 260, run -> RunSummaryText.runTitle(texts, run)),
                textColumn("history.duration", 90, this::durationText));
    }

    private TableColumn<RunSummary, String> resultColumn() {
        TableColumn<RunSummary, String> column =
                textColumn(
                        "history.result", 150, run -> RunSummaryText.statusText(texts, run, all));
        column.setCellFactory(c -> new ResultCell());
        return column;
    }

    /// `width` is the preferred width in pixels; the last column takes the rest.
    private TableColumn<RunSummary, String> textColumn(
            String key, double width, Function<RunSummary, String> text) {
        TableColumn<RunSummary, String> column = new TableColumn<>(texts.get(key));
        column.setCellValueFactory(row -> new SimpleStringProperty(text.apply(row.getValue())));
        column.setPrefWidth(width);
        return column;
    }

    private String startedText(RunSummary run) {
        return texts.formatDateTime(Instant.parse(run.startedAt()));
    }

    /// Returns the time from start to end, or a dash for a run that has not ended.
    private String durationText(RunSummary run) {
        return run.endedAt().isEmpty()
                ? "\u2014"
                : texts.formatDuration(
                        Duration.between(
                                Instant.parse(run.startedAt()), Instant.parse(run.endedAt())));
    }

    /// Shows the result of a run as an icon and a text, so that it does not depend on colour alone.
    private static final class ResultCell extends TableCell<RunSummary, String> {
        @Override
        protected void updateItem(@Nullable String text, boolean empty) {
            super.updateItem(text, empty);
            RunSummary run = getTableRow() == null ? null : getTableRow().getItem();
            setText(empty ? null : text);
            setGraphic(empty || run == null ? null : resultIcon(run));
        }

        private static Node resultIcon(RunSummary run) {
            StatusIcon icon = RunSummaryText.statusIcon(run);
            return Ui.icon(icon.icon(), icon.styleClass());
        }
    }
}
