package dev.handrail.ui.plan;

import dev.handrail.model.Plan;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.Step;
import dev.handrail.ui.feed.RunSteps;
import dev.handrail.ui.kit.ScriptView;
import dev.handrail.ui.kit.StatusIcon;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

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
public final class StepCard {
    private static final PseudoClass NOW = PseudoClass.getPseudoClass("now");
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private static final int MOST_FOUND = 160;
    private static final Pattern SHARE = Pattern.compile("\\b([0-9]{1,3}) ?%");

    private final Texts texts;
    private final Step step;
    private final Map<String, String> variables;
    private final FontIcon icon = new FontIcon(StatusIcon.TODO.icon());
    private final Label time = Ui.label("", "muted");
    private final Label result = Ui.wrappedText("", "step-result");
    private final ProgressBar progress = Ui.indeterminateBar();
    private final Label life = Ui.wrappedText("", "step-life", "small");
    private final Button more;
    private final HBox head;
    private final VBox view;
    private boolean open;

    public StepCard(Texts texts, Step step, Plan.Ready plan) {
        this.texts = texts;
        this.step = step;
        this.variables = plan.variables();
        Step.StepInfo info = step.info();
        icon.getStyleClass().add(StatusIcon.TODO.styleClass());
        more =
                Ui.iconButton(
                        Feather.CHEVRON_DOWN,
                        texts.get("step.more", texts.inUserLanguage(info.title())),
                        this::toggleDetails);
        more.setId("step-more-" + info.id());
        Label title = Ui.wrappedText(texts.inUserLanguage(info.title()), "step-title");
        head = Ui.row(10, icon, Ui.growAlways(title), time);
        if (plan.route().roles().size() > 1) {
            head.getChildren().add(Ui.badge(serverText(), "badge-quiet"));
        }
        if (step instanceof Step.Manual) {
            head.getChildren().add(Ui.badge(texts.get("step.manual"), "badge-accent"));
        }
        if (info.reversibility() != Reversibility.FREE) {
            head.getChildren().add(PlanBadges.of(texts, info.reversibility()));
        }
        head.getChildren().add(more);
        view =
                Ui.column(
                        6,
                        head,
                        Ui.wrappedText(texts.inUserLanguage(info.why()), "step-why"),
                        result,
                        progress,
                        life);
        view.getStyleClass().add("step-card");
        time.setMinWidth(Label.USE_PREF_SIZE);
        Ui.setShown(result, false);
        Ui.setShown(progress, false);
        Ui.setShown(life, false);
        Ui.setShown(time, false);
        head.setOnMouseClicked(event -> toggleDetails());
    }

    public Node view() {
        return view;
    }

    /// Adds a button to the head.
    public StepCard withButton(Button button) {
        head.getChildren().add(head.getChildren().size() - 1, button);
        return this;
    }

    /// `found`: the last line that the step said.
    public void showStep(Run run, StepRun now, String found) {
        StatusIcon mark = RunSteps.statusIcon(run, now);
        icon.setIconCode(mark.icon());
        Ui.setStyleClasses(icon, "ikonli-font-icon", mark.styleClass());
        view.pseudoClassStateChanged(NOW, mark == StatusIcon.NOW || mark == StatusIcon.WAITING);
        view.pseudoClassStateChanged(FAILED, mark == StatusIcon.FAILED);
        boolean alive =
                run.status() == Run.RunStatus.RUNNING
                        && mark == StatusIcon.NOW
                        && run.away().isEmpty();
        Ui.setShown(progress, alive);
        String said = resultText(now, found);
        result.setText(Ui.safeText(said));
        Ui.setShown(result, !said.isEmpty());
    }

    /// `said`: the last line of the step that runs; where it tells a share, the bar shows it.
    public void showProgress(String said) {
        Matcher share = SHARE.matcher(said);
        double known = ProgressBar.INDETERMINATE_PROGRESS;
        while (share.find()) {
            known = Math.min(100, Integer.parseInt(share.group(1))) / 100.0;
        }
        progress.setProgress(known);
    }

    /// Whether the step lives, in words; empty when it does not run.
    public void showLiveness(String said) {
        if (!said.equals(life.getText())) {
            life.setText(said);
        }
        Ui.setShown(life, !said.isEmpty());
    }

    public void updateTime(StepRun now, Instant at) {
        RunSteps.elapsedTime(now, at)
                .ifPresentOrElse(
                        took -> {
                            time.setText(texts.formatDuration(took));
                            Ui.setShown(time, true);
                        },
                        () -> Ui.setShown(time, false));
    }

    private String resultText(StepRun now, String found) {
        if (now.outcome().isEmpty()) {
            return "";
        }
        String outcome = texts.of("outcome", now.outcome().get());
        String why =
                now.reason().isEmpty()
                        ? Texts.shortenText(found, MOST_FOUND)
                        : texts.inUserLanguage(now.reason());
        return why.isEmpty() ? outcome : outcome + ": " + why;
    }

    private void toggleDetails() {
        open = !open;
        more.setGraphic(Ui.icon(open ? Feather.CHEVRON_UP : Feather.CHEVRON_DOWN));
        if (open) {
            view.getChildren().add(buildDetails());
        } else {
            view.getChildren().removeLast();
        }
    }

    private VBox buildDetails() {
        Step.StepInfo info = step.info();
        VBox details = Ui.column(10);
        details.getStyleClass().add("step-details");
        details.getChildren()
                .add(Ui.wrappedText(texts.of("reversibility-help", info.reversibility()), "muted"));
        switch (step) {
            case Step.Script script -> {
                details.getChildren().add(ScriptView.of(texts, script.run()));
                script.check()
                        .ifPresent(check ->
                                details.getChildren()
                                        .add(
                                                labeledPart(
                                                        "step.check",
                                                        ScriptView.of(texts, check))));
                script.undo()
                        .ifPresent(undo ->
                                details.getChildren()
                                        .add(labeledPart("step.undo", ScriptView.of(texts, undo))));
            }
            case Step.Manual manual ->
                    details.getChildren()
                            .add(Ui.wrappedText(texts.inUserLanguage(manual.instructions())));
            case Step.Merge merge ->
                    details.getChildren()
                            .add(labeledPart("step.merge", ScriptView.of(texts, merge.files())));
            case Step.Copy copy ->
                    details.getChildren()
                            .add(labeledPart("step.copy", ScriptView.of(texts, copy.files())));
        }
        if (!variables.isEmpty()) {
            details.getChildren().add(ScriptView.variablesView(texts, variables));
        }
        if (!info.source().isEmpty()) {
            details.getChildren()
                    .add(
                            Ui.wrappedText(
                                    texts.get("common.source", info.source()), "muted", "small"));
        }
        return details;
    }

    /// On which server it runs, or from where to where it copies.
    private String serverText() {
        String role = step.info().role();
        return switch (step) {
            case Step.Copy copy when copy.to().equals(Step.WORKSTATION) ->
                    texts.get("step.to-here", role);
            case Step.Copy copy -> role + " \u2192 " + copy.to();
            default -> texts.get("step.on", role);
        };
    }

    private VBox labeledPart(String key, Node node) {
        return Ui.column(4, Ui.wrappedText(texts.get(key), "muted"), node);
    }
}
