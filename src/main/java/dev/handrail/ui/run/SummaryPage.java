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
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Says how the run ended: versions, the evidence before and after, what remains to be done, and
/// the report.
public final class SummaryPage implements Page {
    private final PageContext desk;
    private final Texts texts;
    private final PageActions foot = new PageActions();
    private final PageLayout box;
    private final VBox content = Ui.column(16);
    private final InvalidationListener changed = o -> updatePage();
    private @Nullable RunModel model;

    public SummaryPage(PageContext desk) {
        this.desk = desk;
        this.texts = desk.texts();
        this.box = new PageLayout(texts.get("summary.title"), "");
        box.addSections(content);
    }

    @Override
    public Node view() {
        return box.view();
    }

    @Override
    public PageActions pageActions() {
        return foot;
    }

    @Override
    public void onShown() {
        RunModel shown = desk.session().runProperty().get();
        model = shown;
        if (shown != null) {
            shown.runProperty().addListener(changed);
            updatePage();
        }
    }

    @Override
    public void onHidden() {
        RunModel shown = model;
        if (shown != null) {
            shown.runProperty().removeListener(changed);
        }
    }

    private void updatePage() {
        RunModel shown = model;
        Run run = shown == null ? null : shown.runProperty().get();
        if (shown == null || run == null) {
            return;
        }
        List<Node> all = new ArrayList<>();
        all.add(resultNotice(run));
        all.add(figureRow(run));
        StateComparison states = StateComparison.ofRun(run);
        if (!states.lines().isEmpty()) {
            boolean again = run.isVerification();
            all.add(
                    Ui.sectionTitle(
                            texts.get(again ? "summary.evidence-again" : "summary.evidence")));
            all.add(StateTable.of(texts, states));
        }
        List<Message> remains = new OpenItems(run).listItems();
        if (!remains.isEmpty()) {
            VBox list = Ui.column(6);
            list.setId("open-items");
            remains.forEach(item ->
                    list.getChildren().add(iconLine(Feather.SQUARE, texts.inUserLanguage(item))));
            all.add(Ui.sectionTitle(texts.get("summary.remains")));
            all.add(Ui.card(list));
        }
        if (!run.isRecorded() && !run.isFix() && !run.isVerification()) {
            all.add(Ui.sectionTitle(texts.get("summary.where")));
            all.add(Ui.card(folderList(run)));
        }
        if (!run.left().isEmpty()) {
            all.add(Ui.sectionTitle(texts.get("summary.left")));
            all.add(
                    Ui.card(
                            Ui.wrappedText(texts.get("summary.left-text"), "muted"),
                            artifactList(run)));
        }
        all.add(Ui.sectionTitle(texts.get("summary.report")));
        all.add(new ReportButtons(desk).buttonRow(run));
        content.getChildren().setAll(all);
        boolean over = run.status() == Run.RunStatus.FINISHED;
        if (!over) {
            foot.setPrimary(PageAction.main(texts.get("phase.to-current"), desk.nav()::goToRun));
            foot.setOthers();
        } else {
            foot.setPrimary(
                    PageAction.main(
                            texts.get("summary.done"), () -> desk.nav().goToPage(PageKind.HOME)));
            boolean possible =
                    RollbackPlanner.planRollback(run, RollbackPlanner.RollbackScope.RUN)
                            instanceof Plan.Ready;
            PageAction back =
                    PageAction.danger(
                            texts.get("summary.roll-back"),
                            () -> new RollbackCard(desk).openCard(shown, run));
            PageAction again =
                    PageAction.plain(
                            texts.get("verify.again"),
                            () -> new ResumeCard(desk).verifyRun(run.id()));
            List<PageAction> others = new ArrayList<>();
            if (possible) {
                others.add(back);
            }
            if (run.isVerification()
                    || VerificationPlanner.planVerification(run) instanceof Plan.Ready) {
                others.add(again);
            }
            foot.setOthers(others.toArray(PageAction[]::new));
        }
    }

    private static HBox iconLine(Feather icon, String text) {
        return Ui.row(8, Ui.icon(icon), Ui.growAlways(Ui.wrappedText(text)));
    }

    /// Where the run's files are on its servers.
    private VBox folderList(Run run) {
        VBox kept = Ui.column(6);
        run.start()
                .places()
                .values()
                .forEach(place -> {
                    String folder = place.base() + "/" + run.id();
                    String text = texts.get("summary.kept", place.target().addressText(), folder);
                    HBox line = iconLine(Feather.ARCHIVE, text);
                    line.getChildren().add(Ui.copyButton(texts, () -> folder));
                    kept.getChildren().add(line);
                });
        return kept;
    }

    /// What is kept, each with the command that removes it.
    private VBox artifactList(Run run) {
        VBox list = Ui.column(8);
        list.setId("left-behind");
        run.left()
                .forEach((role, all) ->
                        all.forEach(left -> {
                            HBox line =
                                    iconLine(
                                            Feather.ARCHIVE,
                                            texts.get(
                                                    "summary.left-line",
                                                    role,
                                                    left.name(),
                                                    new Message.ByteCount(left.kilobytes() * 1024),
                                                    left.why()));
                            line.getChildren().add(Ui.copyButton(texts, left::command));
                            list.getChildren().add(line);
                        }));
        return list;
    }

    private Node resultNotice(Run run) {
        if (run.finished().isEmpty()) {
            return new NoticeBox(
                    NoticeBox.NoticeKind.INFO,
                    texts.get("summary.not-over"),
                    texts.get("summary.not-over-text"));
        }
        String said = ResultHeadline.of(texts, run).orElseThrow();
        if (run.isRecorded()) {
            return new NoticeBox(NoticeBox.NoticeKind.INFO, said, texts.get("recording.text"));
        }
        return new NoticeBox(
                run.hasSucceeded() ? NoticeBox.NoticeKind.GOOD : NoticeBox.NoticeKind.WARNING,
                said,
                texts.inUserLanguage(run.finished().get().reason()));
    }

    private Node figureRow(Run run) {
        FlowPane figures = new FlowPane(12, 12);
        Plan.Ready plan = run.start().plan();
        String way = plan.from().text() + " \u2192 " + plan.to().text();
        addFigure(figures, "summary.versions", run.isVerification() ? plan.to().text() : way);
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
