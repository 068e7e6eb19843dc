package dev.handrail.ui.history;

import dev.handrail.run.Journal;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.history.HistorySearch.TitledHit;
import dev.handrail.ui.kit.ScriptView;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Navigator;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageLocation;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Lists the lines of output, of all runs, that contain a text. Below the list are the lines around
/// the selected one.
final class HitList {
    /// The search ends after this many hits, and the title says that there may be more.
    private static final int MOST = 500;

    private final PageContext context;
    private final Texts texts;
    private final Journal journal;
    private final HistorySearch search;
    private final Label count = Ui.label("", "strong");
    private final ListView<TitledHit> list = new ListView<>();
    private final Label step = Ui.wrappedText("", "strong");
    private final TextArea around = ScriptView.textArea("");
    private final VBox contextBox;
    private final VBox view;
    private final Runnable closed;
    private String searched = "";

    /// `closed`: called when the admin wants to see the runs again.
    HitList(PageContext context, Runnable closed) {
        this.context = context;
        this.closed = closed;
        this.texts = context.texts();
        this.journal = context.engine().journal();
        this.search = new HistorySearch(texts, journal);
        around.setId("hit-around");
        around.setPrefRowCount(9);
        around.setAccessibleText(texts.get("history.hit-around"));
        around.setMinHeight(Region.USE_PREF_SIZE);
        contextBox = Ui.column(4, step, around);
        contextBox.setMinHeight(Region.USE_PREF_SIZE);
        list.setMinHeight(90);
        Ui.setShown(contextBox, false);
        view = Ui.column(6, headerRow(), Ui.growAlways(list), contextBox);
        configureList();
    }

    private Node headerRow() {
        Button back = Ui.button(texts.get("history.hits-close"), this::closeHits);
        back.setId("hits-close");
        return Ui.row(10, Ui.growAlways(count), back);
    }

    private void configureList() {
        list.getSelectionModel()
                .selectedItemProperty()
                .addListener((o, old, now) -> showContext(now));
        list.setId("hits");
        list.setAccessibleText(texts.get("history.hits-name"));
        list.setCellFactory(v -> new HitCell());
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                openHit();
            }
        });
        list.setOnKeyPressed(event -> {
            switch (event.getCode()) {
                case ENTER -> openHit();
                case ESCAPE -> closeHits();
                default -> {}
            }
        });
    }

    Node view() {
        return view;
    }

    /// Searches in the background and shows the hits.
    void searchOutput(String text) {
        searched = text;
        count.setText(texts.get("history.searching"));
        list.getItems().clear();
        context.tasks()
                .of(() -> search.findHits(text, MOST))
                .onDone(found -> showHits(text, found))
                .start();
    }

    /// Gives up a search that runs, and shows the runs again.
    void closeHits() {
        searched = "";
        closed.run();
    }

    /// Shows the hits and their number, and selects the first one, unless the admin has searched
    /// for something else meanwhile.
    private void showHits(String text, List<TitledHit> found) {
        if (!text.equals(searched)) {
            return;
        }
        list.getItems().setAll(found);
        list.getSelectionModel().selectFirst();
        count.setText(
                found.size() >= MOST
                        ? texts.get("history.many-hits", MOST)
                        : texts.pluralText("history.hits", found.size()));
    }

    /// Reads the lines around the hit in the background; null hides the area.
    private void showContext(@Nullable TitledHit found) {
        Ui.setShown(contextBox, found != null);
        if (found != null) {
            step.setText(Ui.safeText(found.title()));
            context.tasks()
                    .of(() -> HitContext.of(journal, found.hit()))
                    .onDone(lines -> showLines(found, lines))
                    .start();
        }
    }

    /// Shows the lines around a hit, unless another hit has been selected meanwhile.
    private void showLines(TitledHit found, HitContext.HitLines lines) {
        if (found.equals(list.getSelectionModel().getSelectedItem())) {
            around.setText(lines.text());
            around.selectRange(lines.hitStart(), lines.hitEnd());
        }
    }

    /// Opens the run of the selected hit at that line; does nothing when none is selected.
    void openHit() {
        TitledHit chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            context.runs().openRun(chosen.hit().run(), () -> showHit(chosen));
        }
    }

    /// Finds the line of the hit in the console of its run, then shows it. The console has the
    /// output of all steps, so the line counts from the heading of the step.
    private void showHit(TitledHit found) {
        RunModel model = context.session().runProperty().get();
        if (model != null) {
            context.tasks()
                    .of(() -> model.outputLines().headingOf(found.hit().step()))
                    .onDone(heading ->
                            showOutput(found, heading.map(line -> line + found.hit().line())))
                    .start();
        }
    }

    /// Opens the page of the step with the line marked in its console. Without a line it shows the
    /// page only, and for a step that the plan does not have it shows the page of the run.
    private void showOutput(TitledHit found, Optional<Long> line) {
        Navigator nav = context.nav();
        if (found.page().isPresent()) {
            PageLocation page = found.page().get();
            nav.goToPage(line.map(at -> page.withOutputMatch(at, found.text())).orElse(page));
        } else {
            nav.goToRun();
            line.ifPresent(nav::goToLine);
        }
    }

    /// Shows the line of output, and below it the title and the line number.
    private final class HitCell extends ListCell<TitledHit> {
        @Override
        protected void updateItem(@Nullable TitledHit found, boolean empty) {
            super.updateItem(found, empty);
            setText(null);
            setGraphic(found == null || empty ? null : hitView(found));
        }

        private Node hitView(TitledHit found) {
            String line = texts.get("history.line", String.valueOf(found.hit().line()));
            return Ui.column(
                    1,
                    Ui.label(found.hit().text(), "mono"),
                    Ui.label(found.title() + " \u00b7 " + line, "muted", "small"));
        }
    }
}
