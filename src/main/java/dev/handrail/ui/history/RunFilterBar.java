package dev.handrail.ui.history;

import atlantafx.base.controls.CustomTextField;

import dev.handrail.run.Journal.RunSummary;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import org.controlsfx.control.SegmentedButton;
import org.kordamp.ikonli.feather.Feather;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Filters the list of runs by text, server, product, kind, date and result. A single server also
/// has a timeline of its versions.
final class RunFilterBar {
    private final Texts texts;
    private final ObservableList<RunSummary> all = FXCollections.observableArrayList();
    private final FilteredList<RunSummary> filtered = new FilteredList<>(all);
    private final CustomTextField search = new CustomTextField();
    private final ComboBox<String> servers = new ComboBox<>();
    private final ToggleButton unfinished;
    private final ToggleButton failed;
    private final RunFilterChoices choices;
    private final Map<String, String> notes = new HashMap<>();
    private final VBox timeline = Ui.column(0);
    private final VBox view;
    private String wanted = "";

    /// `searchOutput` receives the text when the admin also searches the output of all runs.
    RunFilterBar(Texts texts, Supplier<Instant> now, Consumer<String> searchOutput) {
        this.texts = texts;
        choices = new RunFilterChoices(texts, now, this::applyFilter);
        unfinished = new ToggleButton(texts.get("history.unfinished"));
        failed = new ToggleButton(texts.get("history.ended"));
        configureServers();
        Ui.setShown(timeline, false);
        Node searchRow = searchRow(() -> searchOutput.accept(search.getText()));
        view = Ui.column(10, searchRow, choiceRow(), timeline);
    }

    /// Wraps where the window is narrow or the text is large.
    private Node choiceRow() {
        FlowPane row = new FlowPane(10, 8, servers);
        row.getChildren().addAll(choices.nodes());
        row.getChildren().add(resultButtons());
        return row;
    }

    /// Typing filters the list of runs at once. Enter calls `searchOutput`, as the button does.
    private Node searchRow(Runnable searchOutput) {
        search.setPromptText(texts.get("history.search"));
        search.setAccessibleText(texts.get("history.search"));
        search.setLeft(Ui.icon(Feather.SEARCH));
        search.setId("history-search");
        search.textProperty().addListener(o -> applyFilter());
        search.setOnAction(event -> searchOutput.run());
        return Ui.row(
                10,
                Ui.growAlways(search),
                Ui.button(texts.get("history.search-output"), searchOutput));
    }

    private void configureServers() {
        servers.setId("history-server");
        servers.setAccessibleText(texts.get("history.server"));
        servers.setOnAction(event -> applyFilter());
        servers.setMaxWidth(260);
    }

    private Node resultButtons() {
        ToggleButton every = new ToggleButton(texts.get("history.all"));
        SegmentedButton results = new SegmentedButton(every, unfinished, failed);
        every.setSelected(true);
        results.getToggleGroup().selectedToggleProperty().addListener(o -> applyFilter());
        return results;
    }

    Node view() {
        return view;
    }

    /// The runs that match the filter now; the list changes with the filter.
    ObservableList<RunSummary> matchingRuns() {
        return filtered;
    }

    /// All runs, whether they match the filter or not.
    ObservableList<RunSummary> allRuns() {
        return all;
    }

    /// What the admin has written about runs, by the id of the run. Its owner is the FX thread.
    Map<String, String> runNotes() {
        return notes;
    }

    /// Replaces the runs, and offers their servers sorted by name. It keeps the chosen server if
    /// that still has a run, otherwise it shows all servers.
    void setRuns(List<RunSummary> runs) {
        all.setAll(runs);
        choices.setRuns(runs);
        String chosen = wanted.isEmpty() ? servers.getValue() : wanted;
        wanted = "";
        String allServers = texts.get("history.all-servers");
        servers.getItems().setAll(allServers);
        runs.stream().map(RunSummary::server).distinct().sorted().forEach(servers.getItems()::add);
        servers.setValue(servers.getItems().contains(chosen) ? chosen : allServers);
    }

    /// Chooses this server when the runs are there, if it has one.
    void wantServer(String address) {
        wanted = address;
    }

    /// Shows the runs that match all choices together.
    private void applyFilter() {
        String part = search.getText().strip().toLowerCase(Locale.ROOT);
        filtered.setPredicate(run ->
                matchesResult(run)
                        && matchesServer(run)
                        && choices.matchesRun(run)
                        && searchableText(run).contains(part));
        Ui.setShown(timeline, hasServer());
        if (hasServer()) {
            List<RunSummary> runs = all.stream().filter(this::matchesServer).toList();
            timeline.getChildren().setAll(Ui.card(VersionTimeline.of(texts, runs)));
        }
    }

    /// Whether the admin has chosen a single server; the first choice is all servers.
    private boolean hasServer() {
        return servers.getSelectionModel().getSelectedIndex() > 0;
    }

    private boolean matchesServer(RunSummary run) {
        return !hasServer() || run.server().equals(servers.getValue());
    }

    /// Whether the run has the selected result: all runs, unfinished ones, or those that ended
    /// without success.
    private boolean matchesResult(RunSummary run) {
        if (unfinished.isSelected()) {
            return RunSummaryText.isUnfinished(run);
        }
        return !failed.isSelected() || List.of("ENDED", "NOT_VERIFIED").contains(run.status());
    }

    /// Returns the text that the filter searches, in lower case: server, title, id and note of the
    /// run.
    private String searchableText(RunSummary run) {
        String note = notes.getOrDefault(run.id(), "");
        return String.join(" ", run.server(), RunSummaryText.runTitle(texts, run), run.id(), note)
                .toLowerCase(Locale.ROOT);
    }
}
