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

/// The history page: lists all runs, searches their output, opens and deletes them.
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

    private void configureSearch() {
        search.setPromptText(texts.get("history.search"));
        search.setAccessibleText(texts.get("history.search"));
        search.setLeft(Ui.icon(Feather.SEARCH));
        search.setId("history-search");
        search.textProperty().addListener(o -> applyFilter());
        search.setOnAction(event -> searchOutput());
    }

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

    private void offerServers(List<RunSummary> runs) {
        String chosen = servers.getValue();
        String every = texts.get("history.all-servers");
        servers.getItems().setAll(every);
        runs.stream().map(RunSummary::server).distinct().sorted().forEach(servers.getItems()::add);
        servers.setValue(servers.getItems().contains(chosen) ? chosen : every);
    }

    private void saveReport(Consumer<Run> save) {
        chosenRun()
                .ifPresent(chosen ->
                        context.tasks()
                                .of(() -> context.engine().findRun(chosen.id()))
                                .onDone(run -> run.ifPresent(save))
                                .start());
    }

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

    private TableColumn<RunSummary, String> textColumn(
            String key, double width, Function<RunSummary, String> text) {
        TableColumn<RunSummary, String> column = new TableColumn<>(texts.get(key));
        column.setCellValueFactory(row -> new SimpleStringProperty(text.apply(row.getValue())));
        column.setPrefWidth(width);
        return column;
    }

    private TableColumn<RunSummary, String> resultColumn() {
        TableColumn<RunSummary, String> column =
                textColumn("history.result", 150, run -> RunSummaryText.statusText(texts, run));
        column.setCellFactory(c -> new ResultCell());
        return column;
    }

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

    private String durationText(RunSummary run) {
        return run.endedAt().isEmpty()
                ? "\u2014"
                : texts.formatDuration(
                        Duration.between(
                                Instant.parse(run.startedAt()), Instant.parse(run.endedAt())));
    }

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

    private String searchableText(RunSummary run) {
        return String.join(" ", run.server(), RunSummaryText.runTitle(texts, run), run.id())
                .toLowerCase(Locale.ROOT);
    }

    private boolean matchesKind(RunSummary run) {
        if (unfinished.isSelected()) {
            return RunSummaryText.isUnfinished(run);
        }
        return !failed.isSelected() || List.of("ENDED", "NOT_VERIFIED").contains(run.status());
    }

    private void openRun() {
        chosenRun()
                .ifPresent(chosen -> context.runs().openRun(chosen.id(), context.nav()::goToRun));
    }

    private static boolean isVerifiable(RunSummary run) {
        boolean done = List.of("UPGRADED", "ROLLED_BACK").contains(run.status());
        return (done || run.isVerification()) && !RunSummaryText.isRecorded(run);
    }

    private void verifyRun() {
        chosenRun().ifPresent(chosen -> new ResumeCard(context).verifyRun(chosen.id()));
    }

    private void deleteRun() {
        if (journal.readOnlyReason().isEmpty()) {
            chosenRun().ifPresent(this::confirmDeletion);
        }
    }

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
