package dev.handrail.ui.run;

import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.summary.OpenItems;
import dev.handrail.model.summary.StateComparison;
import dev.handrail.plan.RollbackPlanner;
import dev.handrail.plan.VerificationPlanner;
import dev.handrail.ui.feed.ResultHeadline;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.NoticeBox;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Page;
import dev.handrail.ui.page.PageAction;
import dev.handrail.ui.page.PageActions;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.page.PageLayout;

import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Shows the summary of a run: its result, the state before and after, open items, kept files, and
/// the report. It changes with the run while the page is open.
public final class SummaryPage implements Page {
    private final PageContext context;
    private final Texts texts;
    private final PageActions actions = new PageActions();
    private final PageLayout box;
    private final VBox content = Ui.column(16);
    private final InvalidationListener changed = o -> updatePage();
    private @Nullable RunModel model;
    private List<Run> rollbacks = List.of();

    public SummaryPage(PageContext context) {
        this.context = context;
        this.texts = context.texts();
        this.box = new PageLayout(texts.get("summary.title"), "");
        box.addSections(content);
    }

    @Override
    public Node view() {
        return box.view();
    }

    @Override
    public PageActions pageActions() {
        return actions;
    }

    @Override
    public void onShown() {
        RunModel shown = context.session().runProperty().get();
        model = shown;
        rollbacks = List.of();
        if (shown != null) {
            shown.runProperty().addListener(changed);
            updatePage();
            loadRollbacks(shown);
        }
    }

    /// Reads from the journal what later runs have rolled back of this one.
    private void loadRollbacks(RunModel shown) {
        Run run = shown.runProperty().get();
        if (run != null) {
            context.tasks()
                    .of(() -> context.engine().rollbacksOf(run))
                    .onDone(found -> {
                        rollbacks = found;
                        updatePage();
                    })
                    .start();
        }
    }

    private boolean wasRolledBack() {
        return rollbacks.stream().anyMatch(Run::hasSucceeded);
    }

    @Override
    public void onHidden() {
        RunModel shown = model;
        if (shown != null) {
            shown.runProperty().removeListener(changed);
        }
    }

    /// Rebuilds all sections and buttons. A run that has not finished has only a button that leads
    /// to its current phase.
    private void updatePage() {
        RunModel shown = model;
        Run run = shown == null ? null : shown.runProperty().get();
        if (shown == null || run == null) {
            return;
        }
        content.getChildren().setAll(buildSections(run));
        if (run.status() == Run.RunStatus.FINISHED) {
            showFinishedActions(shown, run);
        } else {
            actions.setPrimary(
                    PageAction.main(texts.get("phase.to-current"), context.nav()::goToRun));
            actions.setOthers();
        }
    }

    /// Returns the sections from top to bottom. A recording, a fix and a verification do not list
    /// the folders on the servers.
    private List<Node> buildSections(Run run) {
        List<Node> all = new ArrayList<>();
        all.add(resultNotice(run));
        all.add(figureRow(run));
        addStateComparison(all, run);
        addOpenItems(all, run);
        if (!run.isRecorded() && !run.isFix() && !run.isVerification()) {
            addSection(all, "summary.where", RunFiles.folderCard(texts, run));
        }
        if (!run.left().isEmpty()) {
            addSection(all, "summary.left", RunFiles.artifactCard(texts, run));
        }
        addSection(all, "summary.report", new ReportButtons(context).buttonRow(run));
        return all;
    }

    private void addSection(List<Node> all, String titleKey, Node section) {
        all.add(Ui.sectionTitle(texts.get(titleKey)));
        all.add(section);
    }

    /// Adds the table of the state before and after, unless Handrail captured neither.
    private void addStateComparison(List<Node> all, Run run) {
        StateComparison states = StateComparison.ofRun(run);
        if (!states.lines().isEmpty()) {
            String title = run.isVerification() ? "summary.evidence-again" : "summary.evidence";
            addSection(all, title, StateTable.of(texts, states));
        }
    }

    /// Adds what the admin still has to do or to know; nothing when there are no such items.
    private void addOpenItems(List<Node> all, Run run) {
        List<Message> items = new OpenItems(run).listItems();
        if (!items.isEmpty()) {
            VBox list = Ui.column(6);
            list.setId("open-items");
            items.stream()
                    .map(item -> RunFiles.iconLine(Feather.SQUARE, texts.inUserLanguage(item)))
                    .forEach(list.getChildren()::add);
            addSection(all, "summary.remains", Ui.card(list));
        }
    }

    /// Offers a roll-back and a verification, each only if Handrail can plan it for this run. The
    /// main button leads to the home page.
    private void showFinishedActions(RunModel shown, Run run) {
        actions.setPrimary(
                PageAction.main(
                        texts.get("summary.done"), () -> context.nav().goToPage(PageKind.HOME)));
        List<PageAction> others = new ArrayList<>();
        if (RollbackPlanner.planRollback(run, rollbacks, RollbackPlanner.RollbackScope.RUN)
                instanceof Plan.Ready) {
            others.add(rollbackAction(shown, run));
        }
        if (run.isVerification()
                || VerificationPlanner.planVerification(run) instanceof Plan.Ready) {
            others.add(verifyAction(run));
        }
        actions.setOthers(others.toArray(PageAction[]::new));
    }

    private PageAction rollbackAction(RunModel shown, Run run) {
        return PageAction.danger(
                texts.get("summary.roll-back"),
                () -> new RollbackCard(context, rollbacks).openCard(shown, run));
    }

    private PageAction verifyAction(Run run) {
        return PageAction.plain(
                texts.get("verify.again"), () -> new ResumeCard(context).verifyRun(run.id()));
    }

    /// Returns the result with its reason. A run that has not finished and a recording have a
    /// neutral notice, because neither says anything about a server.
    private Node resultNotice(Run run) {
        if (run.finished().isEmpty()) {
            return infoNotice(texts.get("summary.not-over"), texts.get("summary.not-over-text"));
        }
        String headline = ResultHeadline.of(texts, run, wasRolledBack()).orElseThrow();
        if (run.isRecorded()) {
            return infoNotice(headline, texts.get("recording.text"));
        }
        return new NoticeBox(
                run.hasSucceeded() && !wasRolledBack()
                        ? NoticeBox.NoticeKind.GOOD
                        : NoticeBox.NoticeKind.WARNING,
                headline,
                texts.inUserLanguage(run.finished().get().reason()));
    }

    private static NoticeBox infoNotice(String title, String text) {
        return new NoticeBox(NoticeBox.NoticeKind.INFO, title, text);
    }

    /// Returns the key figures: versions, duration, steps done and start. A verification has only
    /// one version. The duration ends with the last event, so pauses count.
    private Node figureRow(Run run) {
        FlowPane figures = new FlowPane(12, 12);
        Plan.Ready plan = run.start().plan();
        String versions = plan.from().text() + " \u2192 " + plan.to().text();
        addFigure(figures, "summary.versions", run.isVerification() ? plan.to().text() : versions);
        addFigure(
                figures,
                "summary.duration",
                texts.formatDuration(Duration.between(run.start().at(), run.lastAt())));
        long passed = run.steps().stream().filter(StepRun::hasPassed).count();
        addFigure(figures, "summary.steps", texts.get("rail.progress", passed, run.steps().size()));
        addFigure(figures, "summary.started", texts.formatDateTime(run.start().at()));
        return figures;
    }

    private void addFigure(FlowPane into, String key, String value) {
        VBox figure =
                Ui.card(Ui.label(texts.get(key), "muted", "small"), Ui.label(value, "figure"));
        into.getChildren().add(figure);
    }
}
