package dev.handrail.ui.plan;

import dev.handrail.model.Plan;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.ScriptText;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Shows one step and its state. On request it also shows the exact script and the variables.
public final class StepCard {
    private static final PseudoClass NOW = PseudoClass.getPseudoClass("now");
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    /// Characters of a result that comes from the output.
    private static final int MOST_RESULT = 160;

    /// A percentage as programs print it, for example `42%` or `42 %`.
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

    /// Creates the card of a step that has not started. Result, progress, liveness and time are
    /// hidden until [#showStep] and the other methods show them.
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
        addBadges(plan.route().roles().size() > 1);
        head.getChildren().add(more);
        head.setOnMouseClicked(event -> toggleDetails());
        Label why = Ui.wrappedText(texts.inUserLanguage(info.why()), "step-why");
        view = Ui.column(6, head, why, result, progress, life);
        view.getStyleClass().add("step-card");
        time.setMinWidth(Label.USE_PREF_SIZE);
        for (Node hidden : List.of(result, progress, life, time)) {
            Ui.setShown(hidden, false);
        }
    }

    /// Adds badges for the server, for a manual step, and for a step that is not free to undo. The
    /// server is shown only when the plan has several.
    private void addBadges(boolean severalServers) {
        if (severalServers) {
            head.getChildren().add(Ui.badge(serverText(), "badge-quiet"));
        }
        if (step instanceof Step.Manual) {
            head.getChildren().add(Ui.badge(texts.get("step.manual"), "badge-accent"));
        }
        if (step.info().reversibility() != Reversibility.FREE) {
            head.getChildren()
                    .add(
                            step.info().isUndo()
                                    ? PlanBadges.ofRestore(texts)
                                    : PlanBadges.of(texts, step.info().reversibility()));
        }
    }

    public Node view() {
        return view;
    }

    /// Adds a button to the title row, before the one that shows the details, and returns this
    /// card.
    public StepCard withButton(Button button) {
        head.getChildren().add(head.getChildren().size() - 1, button);
        return this;
    }

    /// Updates icon, colours, progress bar and result. `lastLine` is the last line of the output of
    /// the step; it is shown as the result when the step has no reason.
    public void showStep(Run run, StepRun now, String lastLine) {
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
        String text = resultText(now, lastLine);
        result.setText(Ui.safeText(text));
        Ui.setShown(result, !text.isEmpty());
    }

    /// Shows the last percentage in the last line of output; without one the bar is indeterminate.
    public void showProgress(String lastLine) {
        Matcher share = SHARE.matcher(lastLine);
        double known = ProgressBar.INDETERMINATE_PROGRESS;
        while (share.find()) {
            known = Math.min(100, Integer.parseInt(share.group(1))) / 100.0;
        }
        progress.setProgress(known);
    }

    /// `text`: whether the running step is still alive; empty when it does not run.
    public void showLiveness(String text) {
        if (!text.equals(life.getText())) {
            life.setText(text);
        }
        Ui.setShown(life, !text.isEmpty());
    }

    /// Shows how long the step took, or has taken until `at`. The time is hidden before the step
    /// starts.
    public void updateTime(StepRun now, Instant at) {
        RunSteps.elapsedTime(now, at)
                .ifPresentOrElse(
                        took -> {
                            time.setText(texts.formatDuration(took));
                            Ui.setShown(time, true);
                        },
                        () -> Ui.setShown(time, false));
    }

    /// Returns the outcome and its reason, or an empty text while the step has no outcome.
    private String resultText(StepRun now, String lastLine) {
        if (now.outcome().isEmpty()) {
            return "";
        }
        String outcome = texts.of("outcome", now.outcome().get());
        String why =
                now.reason().isEmpty()
                        ? Texts.shortenText(lastLine, MOST_RESULT)
                        : texts.inUserLanguage(now.reason());
        return why.isEmpty() ? outcome : outcome + ": " + why;
    }

    /// Creates the details each time they open and removes them when they close.
    private void toggleDetails() {
        open = !open;
        more.setGraphic(Ui.icon(open ? Feather.CHEVRON_UP : Feather.CHEVRON_DOWN));
        if (open) {
            view.getChildren().add(buildDetails());
        } else {
            view.getChildren().removeLast();
        }
    }

    /// Explains reversibility, then shows the actions, the variables of the plan, and the source.
    private VBox buildDetails() {
        Step.StepInfo info = step.info();
        VBox details = Ui.column(10);
        details.getStyleClass().add("step-details");
        details.getChildren().add(Ui.wrappedText(reversibilityHelp(info), "muted"));
        details.getChildren().addAll(actionParts());
        if (!variables.isEmpty()) {
            details.getChildren().add(ScriptView.variablesView(texts, variables));
        }
        if (!info.source().isEmpty()) {
            String source = texts.get("common.source", info.source());
            details.getChildren().add(Ui.wrappedText(source, "muted", "small"));
        }
        return details;
    }

    /// Says what can be lost by undoing the step, or by a step that undoes another one.
    private String reversibilityHelp(Step.StepInfo info) {
        if (!info.isUndo()) {
            return texts.of("reversibility-help", info.reversibility());
        }
        return texts.get(
                info.reversibility() == Reversibility.FREE
                        ? "reversibility-help.replaces-nothing"
                        : "reversibility-help.restores");
    }

    /// What the step does: its scripts, its instructions, or its list of files.
    private List<Node> actionParts() {
        return switch (step) {
            case Step.Script script -> scriptParts(script);
            case Step.Manual manual ->
                    List.of(Ui.wrappedText(texts.inUserLanguage(manual.instructions())));
            case Step.Merge merge -> List.of(scriptPart("step.merge", merge.files()));
            case Step.Copy copy -> List.of(scriptPart("step.copy", copy.files()));
        };
    }

    /// Returns the script of the step, then the scripts that check and undo it, if it has them.
    private List<Node> scriptParts(Step.Script script) {
        List<Node> parts = new ArrayList<>();
        parts.add(ScriptView.of(texts, script.run()));
        script.check().ifPresent(check -> parts.add(scriptPart("step.check", check)));
        script.undo().ifPresent(undo -> parts.add(scriptPart("step.undo", undo)));
        return parts;
    }

    /// The server of the step; for a copy, the servers it copies from and to.
    private String serverText() {
        String role = step.info().role();
        return switch (step) {
            case Step.Copy copy when copy.to().equals(Step.WORKSTATION) ->
                    texts.get("step.to-here", role);
            case Step.Copy copy -> role + " \u2192 " + copy.to();
            default -> texts.get("step.on", role);
        };
    }

    private VBox scriptPart(String titleKey, ScriptText script) {
        Label title = Ui.wrappedText(texts.get(titleKey), "muted");
        return Ui.column(4, title, ScriptView.of(texts, script));
    }
}
