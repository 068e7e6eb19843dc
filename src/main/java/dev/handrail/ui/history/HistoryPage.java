package dev.handrail.ui.history;

import dev.handrail.model.Problem;
import dev.handrail.run.Journal;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.ui.history.comparison.ComparisonPane;
import dev.handrail.ui.kit.NoticeBox;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Page;
import dev.handrail.ui.page.PageActions;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageLocation;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Map;

/// The history page: it lists all runs, searches their output, and opens, verifies or deletes them.
public final class HistoryPage implements Page {
    private final PageContext context;
    private final RunFilterBar filterBar;
    private final RunList list;
    private final RunDetails details;
    private final HitList hits;
    private final ComparisonPane comparison;
    private final RunFileActions files;
    private final StackPane contents = new StackPane();
    private final SplitPane runs;
    private final HistoryActions actions;
    private final VBox damages = Ui.column(8);
    private final VBox view;

    /// The location may name the address of a server whose runs alone are shown.
    public HistoryPage(PageContext context, PageLocation location) {
        this.context = context;
        this.files = new RunFileActions(context);
        hits = new HitList(context, this::showRuns);
        comparison = new ComparisonPane(context, this::showRuns);
        filterBar = new RunFilterBar(context.texts(), context.clock()::instant, this::searchOutput);
        location.server().ifPresent(filterBar::wantServer);
        list =
                new RunList(
                        context.texts(),
                        filterBar.matchingRuns(),
                        filterBar.allRuns(),
                        new RunRowFacts(context),
                        context.clock()::instant);
        details =
                new RunDetails(context, filterBar.allRuns(), filterBar.runNotes(), list::chooseRun);
        actions = new HistoryActions(context, list::chosenRun, this::loadRuns);
        list.onChoice(this::showChoice);
        list.setActions(actions::openRun, actions::deleteRun);
        runs = new SplitPane(list.view(), details.view());
        runs.setDividerPositions(0.5);
        contents.getChildren().setAll(runs);
        view = Ui.column(12, titleRow(context.texts()), damages, filterBar.view(), contents);
        VBox.setVgrow(contents, Priority.ALWAYS);
        contents.setMinHeight(0);
        view.getStyleClass().add("page");
        actions.updateActions();
    }

    /// Shows the chosen run beside the list, and the buttons that fit it.
    private void showChoice() {
        details.showRun(list.chosenRun(), list.runThreads());
        updateActions();
    }

    private void updateActions() {
        List<RunSummary> pair = list.chosenPair();
        if (contents.getChildren().contains(hits.view())) {
            actions.showHitActions(hits::openHit);
        } else if (contents.getChildren().contains(comparison.view())) {
            actions.showNoActions();
        } else if (pair.isEmpty()) {
            actions.updateActions();
        } else {
            actions.showPairActions(() -> compareRuns(pair));
        }
    }

    private void compareRuns(List<RunSummary> pair) {
        contents.getChildren().setAll(comparison.view());
        updateActions();
        comparison.compareRuns(pair);
    }

    /// Shows the hits in place of the runs. A blank text shows the runs again.
    private void searchOutput(String text) {
        if (text.isBlank()) {
            hits.closeHits();
        } else {
            contents.getChildren().setAll(hits.view());
            updateActions();
            hits.searchOutput(text);
        }
    }

    private void showRuns() {
        contents.getChildren().setAll(runs);
        updateActions();
        list.view().requestFocus();
    }

    private Node titleRow(Texts texts) {
        Button importing =
                Ui.button(texts.get("history.import"), () -> files.importRun(this::loadRuns));
        importing.setId("history-import");
        importing.setMinWidth(Region.USE_PREF_SIZE);
        boolean readOnly = context.engine().journal().readOnlyReason().isPresent();
        importing.setDisable(readOnly);
        Node heading =
                Ui.column(
                        4,
                        Ui.pageTitle(texts.get("history.title")),
                        Ui.wrappedText(texts.get("history.lead"), "page-lead"));
        return Ui.row(10, Ui.growAlways(heading), importing);
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public PageActions pageActions() {
        updateActions();
        return actions.pageActions();
    }

    @Override
    public void onShown() {
        loadRuns();
        list.view().requestFocus();
    }

    /// `notes`: what the admin has written about runs.
    private record LoadedRuns(List<RunSummary> runs, Map<String, String> notes) {}

    /// Shows above the list what is wrong with runs of the history.
    private void loadDamages() {
        context.tasks()
                .of(() -> context.engine().journal().findDamagedRuns())
                .onDone(found ->
                        damages.getChildren()
                                .setAll(
                                        found.stream()
                                                .map(damage -> damageNotice(damage.problem()))
                                                .toList()))
                .start();
    }

    private Node damageNotice(Problem problem) {
        return NoticeBox.of(context.texts(), NoticeBox.NoticeKind.WARNING, problem);
    }

    /// Reads the runs from the journal in the background. It keeps the chosen run, or chooses the
    /// first one.
    private void loadRuns() {
        loadDamages();
        Journal journal = context.engine().journal();
        context.tasks()
                .of(() -> new LoadedRuns(journal.listRuns(), journal.readNotes()))
                .onDone(loaded -> {
                    filterBar.runNotes().putAll(loaded.notes());
                    filterBar.setRuns(loaded.runs());
                    list.markLoaded();
                    showChoice();
                })
                .start();
    }
}
