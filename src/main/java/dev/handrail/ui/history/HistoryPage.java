package dev.handrail.ui.history;

import atlantafx.base.controls.CustomTextField;
import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;

import dev.handrail.model.Run;
import dev.handrail.run.Journal;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.ui.kit.StatusIcon;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Page;
import dev.handrail.ui.page.PageAction;
import dev.handrail.ui.page.PageActions;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.run.ReportButtons;
import dev.handrail.ui.run.ResumeCard;

import javafx.beans.property.SimpleStringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// The history page: it lists all runs, searches their output, and opens, verifies or deletes them.
/// Nothing can be deleted while the journal is read-only.
public final class HistoryPage implements Page {
    private final PageContext context;
    private final Texts texts;
    private final Journal journal;
    private final ReportButtons reports;
    private final PageActions actions = new PageActions();
    private final ObservableList<RunSummary> all = FXCollections.observableArrayList();
    private final FilteredList<RunSummary> filtered = new FilteredList<>(all);
    private final TableView<RunSummary> table = new TableView<>();
    private final CustomTextField search = new CustomTextField();
    private final ComboBox<String> servers = new ComboBox<>();
    private final VBox timeline = Ui.column(0);
    private final ToggleButton every;
    private final ToggleButton unfinished;
    private final ToggleButton failed;
    private final HitList hits;
    private final VBox view;

    public HistoryPage(PageContext context) {
        this.context = context;
        this.texts = context.texts();
        this.hits = new HitList(context);
        this.reports = new ReportButtons(context);
        this.journal = context.engine().journal();
        every = new ToggleButton(texts.get("history.all"));
        unfinished = new ToggleButton(texts.get("history.unfinished"));
        failed = new ToggleButton(texts.get("history.ended"));
        configureSearch();
        configureServers();
        Ui.setShown(timeline, false);
        SegmentedButton kinds = new SegmentedButton(every, unfinished, failed);
        every.setSelected(true);
        kinds.getToggleGroup().selectedToggleProperty().addListener(o -> applyFilter());
        configureTable();
        view =
                Ui.column(
                        14,
                        titleRow(),
                        searchRow(),
                        Ui.row(10, servers, kinds),
                        timeline,
                        Ui.growAlways(table),
                        hits.view());
        view.getStyleClass().add("page");
        VBox.setVgrow(search, Priority.NEVER);
        updateActions();
    }

    private Node titleRow() {
        return Ui.column(
                4,
                Ui.pageTitle(texts.get("history.title")),
                Ui.wrappedText(texts.get("history.lead"), "page-lead"));
    }

    private Node searchRow() {
        return Ui.row(
                10,
                Ui.growAlways(search),
                Ui.button(texts.get("history.search-output"), this::searchOutput));
    }

    /// Typing filters the list of runs at once. Enter also searches the output of all runs.
    private void configureSearch() {
        search.setPromptText(texts.get("history.search"));
        search.setAccessibleText(texts.get("history.search"));
        search.setLeft(Ui.icon(Feather.SEARCH));
        search.setId("history-search");
        search.textProperty().addListener(o -> applyFilter());
        search.setOnAction(event -> searchOutput());
    }

    /// Searches the output of all runs, also of those that the filters hide.
    private void searchOutput() {
        hits.searchOutput(search.getText());
    }

    private void configureServers() {
        servers.setId("history-server");
        servers.setAccessibleText(texts.get("history.server"));
        servers.setOnAction(event -> applyFilter());
        servers.setMaxWidth(260);
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public PageActions pageActions() {
        updateActions();
        return actions;
    }

    /// Updates the buttons for the chosen run. Without a run all of them are disabled, and a
    /// read-only journal disables *Delete*.
    private void updateActions() {
        Optional<RunSummary> chosen = chosenRun();
        String none = chosen.isPresent() ? "" : texts.get("history.choose");
        boolean readOnly = journal.readOnlyReason().isPresent();
        boolean verifiable = chosen.filter(HistoryPage::isVerifiable).isPresent();
        actions.setPrimary(
                PageAction.main(texts.get("history.open"), this::openRun).withDisabledReason(none));
        actions.setOthers(
                PageAction.danger(texts.get("history.delete"), this::deleteRun)
                        .withDisabledReason(readOnly || chosen.isEmpty() ? "-" : ""),
                PageAction.plain(texts.get("verify.again"), this::verifyRun)
                        .withDisabledReason(verifiable ? "" : texts.get("verify.not")),
                reportAction("history.html", reports::saveHtml),
                reportAction("history.markdown", reports::saveMarkdown));
    }

    /// Returns a button that loads the chosen run and saves its report.
    private PageAction reportAction(String key, Consumer<Run> save) {
        return PageAction.plain(texts.get(key), () -> saveReport(save))
                .withDisabledReason(chosenRun().isPresent() ? "" : "-");
    }

    private Optional<RunSummary> chosenRun() {
        return Optional.ofNullable(table.getSelectionModel().getSelectedItem());
    }

    @Override
    public void onShown() {
        loadRuns();
        table.requestFocus();
    }

    /// Reads the runs from the journal in the background. It keeps the chosen run, or chooses the
    /// first one.
    private void loadRuns() {
        context.tasks()
                .of(() -> journal.listRuns())
                .onDone(runs -> {
                    all.setAll(runs);
                    offerServers(runs);
                    if (!runs.isEmpty() && table.getSelectionModel().isEmpty()) {
                        table.getSelectionModel().selectFirst();
                    }
                })
                .start();
    }

    /// Offers all servers that have runs, sorted by name. It keeps the chosen server if that still
    /// has a run, otherwise it shows all servers.
    private void offerServers(List<RunSummary> runs) {
        String chosen = servers.getValue();
        String every = texts.get("history.all-servers");
        servers.getItems().setAll(every);
        runs.stream().map(RunSummary::server).distinct().sorted().forEach(servers.getItems()::add);
        servers.setValue(servers.getItems().contains(chosen) ? chosen : every);
    }

    /// Loads the whole run in the background, because the list has only summaries. Does nothing
    /// when the run no longer exists.
    private void saveReport(Consumer<Run> save) {
        chosenRun()
                .ifPresent(chosen ->
                        context.tasks()
                                .of(() -> context.engine().findRun(chosen.id()))
                                .onDone(run -> run.ifPresent(save))
                                .start());
    }

    /// Sets up the table. Enter and a double click open a run, and Delete asks whether to delete
    /// it.
    private void configureTable() {
        SortedList<RunSummary> sorted = new SortedList<>(filtered);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.setId("runs");
        table.getStyleClass().addAll(Styles.STRIPED, Tweaks.EDGE_TO_EDGE);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(Ui.wrappedText(texts.get("history.empty"), "muted", "placeholder"));
        table.setAccessibleText(texts.get("history.title"));
        table.getColumns().setAll(createColumns());
        table.getSelectionModel().selectedItemProperty().addListener(o -> updateActions());
        table.setRowFactory(t -> createRow());
        table.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                openRun();
            } else if (event.getCode() == KeyCode.DELETE) {
                deleteRun();
            }
        });
    }

    private List<TableColumn<RunSummary, String>> createColumns() {
        return List.of(
                resultColumn(),
                textColumn("history.started", 190, this::startedText),
                textColumn("history.server", 210, RunSummary::server),
                textColumn("history.what", 260, run -> RunSummaryText.runTitle(texts, run)),
                textColumn("history.duration", 90, this::durationText));
    }

    private TableRow<RunSummary> createRow() {
        TableRow<RunSummary> row = new TableRow<>();
        row.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2 && !row.isEmpty()) {
                openRun();
            }
        });
        return row;
    }

    /// `width` is the preferred width in pixels; the last column takes the rest.
    private TableColumn<RunSummary, String> textColumn(
            String key, double width, Function<RunSummary, String> text) {
        TableColumn<RunSummary, String> column = new TableColumn<>(texts.get(key));
        column.setCellValueFactory(row -> new SimpleStringProperty(text.apply(row.getValue())));
        column.setPrefWidth(width);
        return column;
    }

    private TableColumn<RunSummary, String> resultColumn() {
        TableColumn<RunSummary, String> column =
                textColumn(
                        "history.result", 150, run -> RunSummaryText.statusText(texts, run, all));
        column.setCellFactory(c -> new ResultCell());
        return column;
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

    /// Shows the runs that match text, server and kind together. A single server also has a
    /// timeline of its versions, which ignores the other two filters.
    private void applyFilter() {
        String part = search.getText().strip().toLowerCase(Locale.ROOT);
        boolean one = servers.getSelectionModel().getSelectedIndex() > 0;
        String server = servers.getValue();
        filtered.setPredicate(run ->
                matchesKind(run)
                        && (!one || run.server().equals(server))
                        && searchableText(run).contains(part));
        Ui.setShown(timeline, one);
        if (one) {
            List<RunSummary> runs =
                    all.stream().filter(run -> run.server().equals(server)).toList();
            timeline.getChildren().setAll(Ui.card(VersionTimeline.of(texts, runs)));
        }
    }

    /// Returns the text that the filter searches, in lower case: server, title and id of the run.
    private String searchableText(RunSummary run) {
        return String.join(" ", run.server(), RunSummaryText.runTitle(texts, run), run.id())
                .toLowerCase(Locale.ROOT);
    }

    /// Whether the run is of the selected kind: all runs, unfinished ones, or those that ended
    /// without success.
    private boolean matchesKind(RunSummary run) {
        if (unfinished.isSelected()) {
            return RunSummaryText.isUnfinished(run);
        }
        return !failed.isSelected() || List.of("ENDED", "NOT_VERIFIED").contains(run.status());
    }

    /// Opens the chosen run on its page; does nothing when none is chosen.
    private void openRun() {
        chosenRun()
                .ifPresent(chosen -> context.runs().openRun(chosen.id(), context.nav()::goToRun));
    }

    /// Whether Handrail can verify the run again. That needs a successful upgrade or roll-back, or
    /// an earlier verification, on a real server.
    private static boolean isVerifiable(RunSummary run) {
        boolean done = List.of("UPGRADED", "ROLLED_BACK").contains(run.status());
        return (done || run.isVerification()) && !RunSummaryText.isRecorded(run);
    }

    private void verifyRun() {
        chosenRun().ifPresent(chosen -> new ResumeCard(context).verifyRun(chosen.id()));
    }

    /// Asks before it deletes the chosen run. Does nothing without a run, or if the journal is
    /// read-only.
    private void deleteRun() {
        if (journal.readOnlyReason().isEmpty()) {
            chosenRun().ifPresent(this::confirmDeletion);
        }
    }

    /// Names the run and its server, because deletion cannot be undone.
    private void confirmDeletion(RunSummary run) {
        String title = RunSummaryText.runTitle(texts, run);
        context.overlay()
                .askConfirmation(
                        texts.get("history.delete-title"),
                        texts.get("history.delete-text", title, run.server()),
                        texts.get("history.delete-yes"),
                        true,
                        () -> deleteRun(run));
    }

    /// Deletes the run from the journal in the background and loads the list again. The server is
    /// not contacted.
    private void deleteRun(RunSummary run) {
        context.tasks()
                .of(() -> {
                    journal.deleteRun(run.id());
                    return true;
                })
                .onError(
                        Journal.JournalUnwritable.class,
                        e -> context.overlay().showProblem(e.problem()))
                .onDone(done -> loadRuns())
                .start();
    }
}
