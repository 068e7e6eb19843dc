package dev.handrail.ui.history;

import atlantafx.base.theme.Tweaks;

import dev.handrail.run.Journal.RunSummary;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MultipleSelectionModel;
import javafx.scene.control.SelectionMode;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The list of runs, with runs that belong together below each other. The admin opens one, or
/// chooses two to compare them.
final class RunList {
    private final ListView<RunSummary> list = new ListView<>();
    private final ObservableList<RunSummary> shown;
    private final List<RunSummary> all;
    private final Label placeholder;
    private final Texts texts;
    private boolean loaded;
    private RunThreads threads = new RunThreads(List.of());

    /// `shown`: the runs that match the filter; the list follows their changes. `all`: also those
    /// that the filter hides.
    RunList(
            Texts texts,
            ObservableList<RunSummary> shown,
            ObservableList<RunSummary> all,
            RunRowFacts facts,
            Supplier<Instant> now) {
        this.texts = texts;
        this.shown = shown;
        this.all = all;
        this.placeholder = Ui.wrappedText("", "muted", "placeholder");
        list.setId("runs");
        list.getStyleClass().addAll(Tweaks.EDGE_TO_EDGE, "run-list");
        list.setPlaceholder(placeholder);
        list.setAccessibleText(texts.get("history.title"));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        RunCellText cellText = new RunCellText(texts, all, now);
        list.setCellFactory(view -> new RunCell(cellText, facts, this::isBelowAnother));
        shown.addListener((ListChangeListener<RunSummary>) change -> updateItems());
    }

    Node view() {
        return list;
    }

    /// Whether the run stands below the one that it belongs to, which the list shows too.
    private boolean isBelowAnother(RunSummary run) {
        return threads.isFollower(run)
                && list.getItems().indexOf(run) > 0
                && threads.threadOf(run)
                        .contains(list.getItems().get(list.getItems().indexOf(run) - 1));
    }

    RunThreads runThreads() {
        return threads;
    }

    /// Keeps the chosen run if the list still has it.
    private void updateItems() {
        Optional<RunSummary> chosen = chosenRun();
        threads = new RunThreads(List.copyOf(all));
        updatePlaceholder();
        list.getItems().setAll(threads.orderRuns(shown));
        chosen.flatMap(run -> findRun(run.id())).ifPresent(this::chooseRun);
        ensureChoice();
    }

    /// Says from now on why the list is empty, because the runs have been read.
    void markLoaded() {
        loaded = true;
        updatePlaceholder();
        ensureChoice();
    }

    private void updatePlaceholder() {
        String key = all.isEmpty() ? "history.empty" : "history.none-match";
        placeholder.setText(loaded ? texts.get(key) : "");
    }

    private Optional<RunSummary> findRun(String id) {
        return list.getItems().stream().filter(run -> run.id().equals(id)).findFirst();
    }

    /// Chooses a run and no other; does nothing if the filter hides it.
    void chooseRun(RunSummary run) {
        if (list.getItems().contains(run)) {
            list.getSelectionModel().clearAndSelect(list.getItems().indexOf(run));
            list.scrollTo(run);
        }
    }

    Optional<RunSummary> chosenRun() {
        return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
    }

    /// The two chosen runs, the older one first; empty if one or more than two are chosen.
    List<RunSummary> chosenPair() {
        List<RunSummary> chosen = List.copyOf(list.getSelectionModel().getSelectedItems());
        return chosen.size() == 2
                ? chosen.stream().sorted(Comparator.comparing(RunSummary::startedAt)).toList()
                : List.of();
    }

    /// Keeps the chosen run, or chooses the first one.
    void ensureChoice() {
        MultipleSelectionModel<RunSummary> selection = list.getSelectionModel();
        if (!list.getItems().isEmpty() && selection.isEmpty()) {
            selection.selectFirst();
        }
    }

    /// Calls `changed` when the admin chooses other runs.
    void onChoice(Runnable changed) {
        list.getSelectionModel()
                .getSelectedItems()
                .addListener((ListChangeListener<RunSummary>) change -> changed.run());
    }

    /// Enter and a double click call `open`, and the Delete key calls `delete`.
    void setActions(Runnable open, Runnable delete) {
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                open.run();
            }
        });
        list.setOnKeyPressed(event -> {
            switch (event.getCode()) {
                case ENTER -> open.run();
                case DELETE -> delete.run();
                default -> {}
            }
        });
    }
}
