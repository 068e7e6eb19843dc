package dev.handrail.ui.history;

import dev.handrail.model.Problem;
import dev.handrail.ui.kit.NoticeBox;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Page;
import dev.handrail.ui.page.PageActions;
import dev.handrail.ui.page.PageContext;

import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// The history page: it lists all runs, searches their output, and opens, verifies or deletes them.
public final class HistoryPage implements Page {
    private final PageContext context;
    private final RunFilterBar filterBar;
    private final RunTable table;
    private final HistoryActions actions;
    private final VBox damages = Ui.column(8);
    private final VBox view;

    public HistoryPage(PageContext context) {
        this.context = context;
        HitList hits = new HitList(context);
        filterBar = new RunFilterBar(context.texts(), hits::searchOutput);
        table = new RunTable(context.texts(), filterBar.matchingRuns(), filterBar.allRuns());
        actions = new HistoryActions(context, table::chosenRun, this::loadRuns);
        table.onChoice(actions::updateActions);
        table.setActions(actions::openRun, actions::deleteRun);
        view =
                Ui.column(
                        14,
                        titleRow(context.texts()),
                        damages,
                        filterBar.view(),
                        Ui.growAlways(table.view()),
                        hits.view());
        view.getStyleClass().add("page");
        actions.updateActions();
    }

    private static Node titleRow(Texts texts) {
        return Ui.column(
                4,
                Ui.pageTitle(texts.get("history.title")),
                Ui.wrappedText(texts.get("history.lead"), "page-lead"));
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public PageActions pageActions() {
        actions.updateActions();
        return actions.pageActions();
    }

    @Override
    public void onShown() {
        loadRuns();
        table.view().requestFocus();
    }

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
        context.tasks()
                .of(() -> context.engine().journal().listRuns())
                .onDone(runs -> {
                    filterBar.setRuns(runs);
                    table.ensureChoice();
                })
                .start();
    }
}
