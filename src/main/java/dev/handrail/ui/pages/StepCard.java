package dev.handrail.ui.pages;

import dev.handrail.model.Plan;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.Step;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.shell.Mark;
import dev.handrail.ui.shell.StepMarks;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One step: how it stands, and on request its exact script, its variables and what it left.
final class StepCard {
    private static final PseudoClass NOW = PseudoClass.getPseudoClass("now");
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private static final int MOST_FOUND = 160;
    private static final Pattern SHARE = Pattern.compile("\\b([0-9]{1,3}) ?%");

    private final Texts texts;
    private final Step step;
    private final Map<String, String> variables;
    private final FontIcon icon = new FontIcon(Mark.TODO.icon());
    private final Label time = Ui.label("", "muted");
    private final Label result = Ui.text("", "step-result");
    private final ProgressBar progress = Ui.progress();
    private final Label life = Ui.text("", "step-life", "small");
    private final Button more;
    private final HBox head;
    private final VBox view;
    private boolean open;

    StepCard(Texts texts, Step step, Plan.Ready plan) {
        this.texts = texts;
        this.step = step;
        this.variables = plan.variables();
        Step.Info info = step.info();
        icon.getStyleClass().add(Mark.TODO.styleClass());
        more =
                Ui.iconButton(
                        Feather.CHEVRON_DOWN,
                        texts.get("step.more", texts.said(info.title())),
                        this::toggle);
        more.setId("step-more-" + info.id());
        Label title = Ui.text(texts.said(info.title()), "step-title");
        head = Ui.row(10, icon, Ui.grow(title), time);
        if (plan.route().roles().size() > 1) {
            head.getChildren().add(Ui.badge(where(), "badge-quiet"));
        }
        if (step instanceof Step.Manual) {
            head.getChildren().add(Ui.badge(texts.get("step.manual"), "badge-accent"));
        }
        if (info.reversibility() != Reversibility.FREE) {
            head.getChildren().add(Chips.of(texts, info.reversibility()));
        }
        head.getChildren().add(more);
        view = Ui.column(6, head, Ui.text(info.why(), "step-why"), result, progress, life);
        view.getStyleClass().add("step-card");
        time.setMinWidth(Label.USE_PREF_SIZE);
        Ui.shown(result, false);
        Ui.shown(progress, false);
        Ui.shown(life, false);
        Ui.shown(time, false);
        head.setOnMouseClicked(event -> toggle());
    }

    Node view() {
        return view;
    }

    /// Adds a button to the head.
    StepCard with(Button button) {
        head.getChildren().add(head.getChildren().size() - 1, button);
        return this;
    }

    /// `found`: the last line that the step said.
    void show(Run run, StepRun now, String found) {
        Mark mark = StepMarks.mark(run, now);
        icon.setIconCode(mark.icon());
        Ui.classes(icon, "ikonli-font-icon", mark.styleClass());
        view.pseudoClassStateChanged(NOW, mark == Mark.NOW || mark == Mark.WAITING);
        view.pseudoClassStateChanged(FAILED, mark == Mark.FAILED);
        boolean alive =
                run.status() == Run.Status.RUNNING && mark == Mark.NOW && run.away().isEmpty();
        Ui.shown(progress, alive);
        String said = said(now, found);
        result.setText(Ui.safe(said));
        Ui.shown(result, !said.isEmpty());
    }

    /// `said`: the last line of the step that runs; where it tells a share, the bar shows it.
    void progress(String said) {
        Matcher share = SHARE.matcher(said);
        double known = ProgressBar.INDETERMINATE_PROGRESS;
        while (share.find()) {
            known = Math.min(100, Integer.parseInt(share.group(1))) / 100.0;
        }
        progress.setProgress(known);
    }

    /// Whether the step lives, in words; empty when it does not run.
    void life(String said) {
        if (!said.equals(life.getText())) {
            life.setText(said);
        }
        Ui.shown(life, !said.isEmpty());
    }

    void tick(StepRun now, Instant at) {
        StepMarks.took(now, at)
                .ifPresentOrElse(
                        took -> {
                            time.setText(texts.duration(took));
                            Ui.shown(time, true);
                        },
                        () -> Ui.shown(time, false));
    }

    private String said(StepRun now, String found) {
        if (now.outcome().isEmpty()) {
            return "";
        }
        String outcome = texts.of("outcome", now.outcome().get());
        String why =
                now.reason().isEmpty() ? Texts.brief(found, MOST_FOUND) : texts.said(now.reason());
        return why.isEmpty() ? outcome : outcome + ": " + why;
    }

    private void toggle() {
        open = !open;
        more.setGraphic(Ui.icon(open ? Feather.CHEVRON_UP : Feather.CHEVRON_DOWN));
        if (open) {
            view.getChildren().add(details());
        } else {
            view.getChildren().removeLast();
        }
    }

    private VBox details() {
        Step.Info info = step.info();
        VBox details = Ui.column(10);
        details.getStyleClass().add("step-details");
        details.getChildren()
                .add(Ui.text(texts.of("reversibility-help", info.reversibility()), "muted"));
        switch (step) {
            case Step.Script script -> {
                details.getChildren().add(ScriptView.of(texts, script.run()));
                script.check()
                        .ifPresent(check ->
                                details.getChildren()
                                        .add(part("step.check", ScriptView.of(texts, check))));
                script.undo()
                        .ifPresent(undo ->
                                details.getChildren()
                                        .add(part("step.undo", ScriptView.of(texts, undo))));
            }
            case Step.Manual manual -> details.getChildren().add(Ui.text(manual.instructions()));
            case Step.Merge merge ->
                    details.getChildren()
                            .add(part("step.merge", ScriptView.of(texts, merge.files())));
            case Step.Copy copy ->
                    details.getChildren()
                            .add(part("step.copy", ScriptView.of(texts, copy.files())));
        }
        if (!variables.isEmpty()) {
            details.getChildren().add(ScriptView.variables(texts, variables));
        }
        if (!info.source().isEmpty()) {
            details.getChildren()
                    .add(Ui.text(texts.get("common.source", info.source()), "muted", "small"));
        }
        return details;
    }

    /// On which server it runs, or from where to where it copies.
    private String where() {
        String role = step.info().role();
        return switch (step) {
            case Step.Copy copy when copy.to().equals(Step.WORKSTATION) ->
                    texts.get("step.to-here", role);
            case Step.Copy copy -> role + " \u2192 " + copy.to();
            default -> texts.get("step.on", role);
        };
    }

    private VBox part(String key, Node node) {
        return Ui.column(4, Ui.text(texts.get(key), "muted"), node);
    }
}
