package dev.handrail.ui.pages;

import dev.handrail.model.Finding;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.plan.Rollback;
import dev.handrail.plan.Verification;
import dev.handrail.report.Words;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.shell.Action;
import dev.handrail.ui.shell.Desk;
import dev.handrail.ui.shell.Foot;
import dev.handrail.ui.shell.Headline;
import dev.handrail.ui.shell.Page;
import dev.handrail.ui.shell.PageKind;

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
final class SummaryPage implements Page {
    private final Desk desk;
    private final Texts texts;
    private final Foot foot = new Foot();
    private final PageBox box;
    private final VBox content = Ui.column(16);
    private final InvalidationListener changed = o -> update();
    private @Nullable RunModel model;

    SummaryPage(Desk desk) {
        this.desk = desk;
        this.texts = desk.texts();
        this.box = new PageBox(texts.get("summary.title"), "");
        box.add(content);
    }

    @Override
    public Node view() {
        return box.view();
    }

    @Override
    public Foot foot() {
        return foot;
    }

    @Override
    public void shown() {
        RunModel shown = desk.session().runProperty().get();
        model = shown;
        if (shown != null) {
            shown.runProperty().addListener(changed);
            update();
        }
    }

    @Override
    public void hidden() {
        RunModel shown = model;
        if (shown != null) {
            shown.runProperty().removeListener(changed);
        }
    }

    private void update() {
        RunModel shown = model;
        Run run = shown == null ? null : shown.runProperty().get();
        if (shown == null || run == null) {
            return;
        }
        List<Node> all = new ArrayList<>();
        all.add(result(run));
        all.add(figures(run));
        if (!run.before().isEmpty() || !run.after().isEmpty()) {
            boolean again = run.isVerification();
            all.add(Ui.heading(texts.get(again ? "summary.evidence-again" : "summary.evidence")));
            all.add(StateTable.of(texts, run.before(), run.after()));
        }
        List<String> remains = remains(run);
        if (!remains.isEmpty()) {
            VBox list = Ui.column(6);
            remains.forEach(text -> list.getChildren().add(line(Feather.SQUARE, text)));
            all.add(Ui.heading(texts.get("summary.remains")));
            all.add(Ui.card(list));
        }
        if (!run.isRecorded() && !run.isMending() && !run.isVerification()) {
            all.add(Ui.heading(texts.get("summary.where")));
            all.add(Ui.card(kept(run)));
        }
        if (!run.left().isEmpty()) {
            all.add(Ui.heading(texts.get("summary.left")));
            all.add(Ui.card(Ui.text(texts.get("summary.left-text"), "muted"), left(run)));
        }
        all.add(Ui.heading(texts.get("summary.report")));
        all.add(new ReportButtons(desk).row(run));
        content.getChildren().setAll(all);
        boolean over = run.status() == Run.Status.FINISHED;
        if (!over) {
            foot.primary(Action.main(texts.get("phase.to-current"), desk.nav()::goToRun));
            foot.others();
        } else {
            foot.primary(
                    Action.main(texts.get("summary.done"), () -> desk.nav().go(PageKind.HOME)));
            boolean possible = Rollback.plan(run, Rollback.Scope.RUN) instanceof Plan.Ready;
            Action back =
                    Action.danger(
                            texts.get("summary.roll-back"),
                            () -> new RollbackCard(desk).open(shown, run));
            Action again =
                    Action.plain(
                            texts.get("verify.again"), () -> new Resume(desk).verify(run.id()));
            List<Action> others = new ArrayList<>();
            if (possible) {
                others.add(back);
            }
            if (run.isVerification() || Verification.plan(run) instanceof Plan.Ready) {
                others.add(again);
            }
            foot.others(others.toArray(Action[]::new));
        }
    }

    private static HBox line(Feather icon, String text) {
        return Ui.row(8, Ui.icon(icon), Ui.grow(Ui.text(text)));
    }

    /// Where the run's files are on its servers.
    private VBox kept(Run run) {
        VBox kept = Ui.column(6);
        run.start()
                .places()
                .values()
                .forEach(place -> {
                    String folder = place.base() + "/" + run.id();
                    String text = texts.get("summary.kept", place.target().address(), folder);
                    HBox line = line(Feather.ARCHIVE, text);
                    line.getChildren().add(Ui.copyButton(texts, () -> folder));
                    kept.getChildren().add(line);
                });
        return kept;
    }

    /// What is kept, each with the command that removes it.
    private VBox left(Run run) {
        VBox list = Ui.column(8);
        list.setId("left-behind");
        run.left()
                .forEach((role, all) ->
                        all.forEach(left -> {
                            HBox line =
                                    line(
                                            Feather.ARCHIVE,
                                            texts.get(
                                                    "summary.left-line",
                                                    role,
                                                    left.name(),
                                                    Words.size(left.kilobytes()),
                                                    left.why()));
                            line.getChildren().add(Ui.copyButton(texts, left::command));
                            list.getChildren().add(line);
                        }));
        return list;
    }

    private Node result(Run run) {
        if (run.finished().isEmpty()) {
            return new Notice(
                    Notice.Kind.INFO,
                    texts.get("summary.not-over"),
                    texts.get("summary.not-over-text"));
        }
        String said = Headline.of(texts, run).orElseThrow();
        if (run.isRecorded()) {
            return new Notice(Notice.Kind.INFO, said, texts.get("recording.text"));
        }
        return new Notice(
                run.succeeded() ? Notice.Kind.GOOD : Notice.Kind.WARNING,
                said,
                texts.said(run.finished().get().reason()));
    }

    private Node figures(Run run) {
        FlowPane figures = new FlowPane(12, 12);
        Plan.Ready plan = run.start().plan();
        String way = plan.from().text() + " \u2192 " + plan.to().text();
        figure(figures, "summary.versions", run.isVerification() ? plan.to().text() : way);
        figure(
                figures,
                "summary.duration",
                texts.duration(Duration.between(run.start().at(), run.lastAt())));
        long passed = run.steps().stream().filter(StepRun::passed).count();
        figure(figures, "summary.steps", texts.get("rail.progress", passed, run.steps().size()));
        figure(figures, "summary.started", texts.moment(run.start().at()));
        return figures;
    }

    private void figure(FlowPane into, String key, String value) {
        VBox figure =
                Ui.card(Ui.label(texts.get(key), "muted", "small"), Ui.label(value, "figure"));
        into.getChildren().add(figure);
    }

    /// What the admin still has to do or to know: steps that were left out, findings that were set
    /// aside.
    private List<String> remains(Run run) {
        List<String> remains = new ArrayList<>();
        for (StepRun step : run.steps()) {
            if (step.outcome().filter(o -> o == Outcome.SKIPPED).isPresent()) {
                remains.add(
                        texts.get("summary.skipped", step.step().info().title(), step.reason()));
            }
        }
        for (Finding finding : run.start().plan().findings()) {
            finding.waiver()
                    .ifPresent(reason ->
                            remains.add(
                                    texts.get(
                                            "summary.waived",
                                            texts.said(finding.title()),
                                            reason)));
        }
        for (Finding finding : run.start().plan().findings()) {
            boolean still = finding.severity() == Finding.Severity.INFO && run.succeeded();
            if (still && !run.isRecorded()) {
                remains.add(texts.said(finding.title() + ". " + finding.why()));
            }
        }
        return remains;
    }
}
