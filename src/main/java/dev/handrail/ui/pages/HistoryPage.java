package dev.handrail.ui.pages;

import atlantafx.base.controls.CustomTextField;
import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;

import dev.handrail.model.Run;
import dev.handrail.run.Journal;
import dev.handrail.run.Journal.Summary;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.shell.Action;
import dev.handrail.ui.shell.Desk;
import dev.handrail.ui.shell.Foot;
import dev.handrail.ui.shell.Page;

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
import javafx.scene.layout.VBox;

import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/// Lists all runs, finds words in their output, opens and deletes them.
final class HistoryPage implements Page {
    private final Desk desk;
    private final Texts texts;
    private final Foot foot = new Foot();
    private final ObservableList<Summary> all = FXCollections.observableArrayList();
    private final FilteredList<Summary> filtered = new FilteredList<>(all);
    private final TableView<Summary> table = new TableView<>();
    private final CustomTextField search = new CustomTextField();
    private final ComboBox<String> servers = new ComboBox<>();
    private final VBox timeline = Ui.column(0);
    private final ToggleButton every;
    private final ToggleButton unfinished;
    private final ToggleButton failed;
    private final HitList hits;
    private final VBox view;

    HistoryPage(Desk desk) {
        this.desk = desk;
        this.texts = desk.texts();
        this.hits = new HitList(desk);
        every = new ToggleButton(texts.get("history.all"));
        unfinished = new ToggleButton(texts.get("history.unfinished"));
        failed = new ToggleButton(texts.get("history.ended"));
        search.setPromptText(texts.get("history.search"));
        search.setAccessibleText(texts.get("history.search"));
        search.setLeft(Ui.icon(Feather.SEARCH));
        search.setId("history-search");
        search.textProperty().addListener(o -> filter());
        search.setOnAction(event -> hits.search(search.getText()));
        SegmentedButton kinds = new SegmentedButton(every, unfinished, failed);
        servers.setId("history-server");
        servers.setAccessibleText(texts.get("history.server"));
        servers.setOnAction(event -> filter());
        servers.setMaxWidth(260);
        Ui.shown(timeline, false);
        every.setSelected(true);
        kinds.getToggleGroup().selectedToggleProperty().addListener(o -> filter());
        table();
        view =
                Ui.column(
                        14,
                        Ui.column(
                                4,
                                Ui.title(texts.get("history.title")),
                                Ui.text(texts.get("history.lead"), "page-lead")),
                        Ui.row(
                                10,
                                Ui.grow(search),
                                Ui.button(
                                        texts.get("history.search-output"),
                                        () -> hits.search(search.getText()))),
                        Ui.row(10, servers, kinds),
                        timeline,
                        Ui.grow(table),
                        hits.view());
        view.getStyleClass().add("page");
        VBox.setVgrow(search, javafx.scene.layout.Priority.NEVER);
        foot();
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public Foot foot() {
        Summary chosen = table.getSelectionModel().getSelectedItem();
        Action open = Action.main(texts.get("history.open"), this::open);
        Action delete = Action.danger(texts.get("history.delete"), this::delete);
        String none = texts.get("history.choose");
        String kept = desk.engine().journal().readOnly().isPresent() || chosen == null ? "-" : "";
        foot.primary(chosen == null ? open.unless(none) : open);
        String nothing = chosen == null ? "-" : "";
        Action again =
                Action.plain(texts.get("verify.again"), this::verify)
                        .unless(
                                chosen == null || !verifiable(chosen)
                                        ? texts.get("verify.not")
                                        : "");
        foot.others(
                delete.unless(kept),
                again,
                Action.plain(
                                texts.get("history.html"),
                                () -> report(run -> new ReportButtons(desk).html(run)))
                        .unless(nothing),
                Action.plain(
                                texts.get("history.markdown"),
                                () -> report(run -> new ReportButtons(desk).markdown(run)))
                        .unless(nothing));
        return foot;
    }

    @Override
    public void shown() {
        load();
        table.requestFocus();
    }

    private void load() {
        desk.tasks()
                .of(() -> desk.engine().journal().runs())
                .onDone(runs -> {
                    all.setAll(runs);
                    offer(runs);
                    if (!runs.isEmpty() && table.getSelectionModel().isEmpty()) {
                        table.getSelectionModel().selectFirst();
                    }
                })
                .start();
    }

    private void offer(List<Summary> runs) {
        String chosen = servers.getValue();
        String every = texts.get("history.all-servers");
        servers.getItems().setAll(every);
        runs.stream().map(Summary::server).distinct().sorted().forEach(servers.getItems()::add);
        servers.setValue(servers.getItems().contains(chosen) ? chosen : every);
    }

    private void report(Consumer<Run> save) {
        Summary chosen = table.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            desk.tasks()
                    .of(() -> desk.engine().run(chosen.id()))
                    .onDone(run -> run.ifPresent(save))
                    .start();
        }
    }

    private void table() {
        SortedList<Summary> sorted = new SortedList<>(filtered);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.setId("runs");
        table.getStyleClass().addAll(Styles.STRIPED, Tweaks.EDGE_TO_EDGE);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(Ui.text(texts.get("history.empty"), "muted", "placeholder"));
        table.setAccessibleText(texts.get("history.title"));
        table.getColumns().setAll(List.of(result(), column("history.started", 190, this::started)));
        table.getColumns().add(column("history.server", 210, Summary::server));
        table.getColumns().add(column("history.what", 260, run -> RunText.title(texts, run)));
        table.getColumns().add(column("history.duration", 90, this::duration));
        table.getSelectionModel().selectedItemProperty().addListener(o -> foot());
        table.setRowFactory(t -> {
            TableRow<Summary> row = new TableRow<>();
            row.setOnMouseClicked(event -> {
                if (event.getClickCount() == 2 && !row.isEmpty()) {
                    open();
                }
            });
            return row;
        });
        table.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                open();
            } else if (event.getCode() == KeyCode.DELETE) {
                delete();
            }
        });
    }

    private TableColumn<Summary, String> column(
            String key, double width, Function<Summary, String> text) {
        TableColumn<Summary, String> column = new TableColumn<>(texts.get(key));
        column.setCellValueFactory(row -> new SimpleStringProperty(text.apply(row.getValue())));
        column.setPrefWidth(width);
        return column;
    }

    private TableColumn<Summary, String> result() {
        TableColumn<Summary, String> column =
                column("history.result", 150, run -> RunText.status(texts, run));
        column.setCellFactory(c ->
                new TableCell<>() {
                    @Override
                    protected void updateItem(@Nullable String text, boolean empty) {
                        super.updateItem(text, empty);
                        Summary run = getTableRow() == null ? null : getTableRow().getItem();
                        setText(empty ? null : text);
                        setGraphic(
                                empty || run == null
                                        ? null
                                        : Ui.icon(
                                                RunText.mark(run).icon(),
                                                RunText.mark(run).styleClass()));
                    }
                });
        return column;
    }

    private String started(Summary run) {
        return texts.moment(Instant.parse(run.startedAt()));
    }

    private String duration(Summary run) {
        return run.endedAt().isEmpty()
                ? "\u2014"
                : texts.duration(
                        Duration.between(
                                Instant.parse(run.startedAt()), Instant.parse(run.endedAt())));
    }

    private void filter() {
        String part = search.getText().strip().toLowerCase(Locale.ROOT);
        boolean one = servers.getSelectionModel().getSelectedIndex() > 0;
        String server = servers.getValue();
        filtered.setPredicate(run ->
                kind(run)
                        && (!one || run.server().equals(server))
                        && (run.server() + " " + RunText.title(texts, run) + " " + run.id())
                                .toLowerCase(Locale.ROOT)
                                .contains(part));
        Ui.shown(timeline, one);
        if (one) {
            List<Summary> runs = all.stream().filter(run -> run.server().equals(server)).toList();
            timeline.getChildren().setAll(Ui.card(Timeline.of(texts, runs)));
        }
    }

    private boolean kind(Summary run) {
        if (unfinished.isSelected()) {
            return RunText.unfinished(run);
        }
        return !failed.isSelected() || List.of("ENDED", "NOT_VERIFIED").contains(run.status());
    }

    private void open() {
        Summary chosen = table.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            desk.runs().open(chosen.id(), desk.nav()::goToRun);
        }
    }

    private static boolean verifiable(Summary run) {
        boolean done = List.of("UPGRADED", "ROLLED_BACK").contains(run.status());
        return (done || run.isVerification()) && !RunText.recorded(run);
    }

    private void verify() {
        Summary chosen = table.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            new Resume(desk).verify(chosen.id());
        }
    }

    private void delete() {
        Summary chosen = table.getSelectionModel().getSelectedItem();
        Journal journal = desk.engine().journal();
        if (chosen == null || journal.readOnly().isPresent()) {
            return;
        }
        desk.overlay()
                .confirm(
                        texts.get("history.delete-title"),
                        texts.get(
                                "history.delete-text",
                                RunText.title(texts, chosen),
                                chosen.server()),
                        texts.get("history.delete-yes"),
                        true,
                        () ->
                                desk.tasks()
                                        .of(() -> {
                                            journal.delete(chosen.id());
                                            return true;
                                        })
                                        .onError(
                                                Journal.Unwritable.class,
                                                e -> desk.overlay().tell(e.problem()))
                                        .onDone(done -> load())
                                        .start());
    }
}
