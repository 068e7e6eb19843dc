package dev.handrail.ui.plan;

import dev.handrail.model.Plan;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.Step;
import dev.handrail.ui.bar.UsualTimeLine;
import dev.handrail.ui.feed.RunSteps;
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

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Shows one step and its state. On request it also shows the exact script and the variables.
public final class StepCard {
    private static final PseudoClass NOW = PseudoClass.getPseudoClass("now");
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    /// Characters of a result that comes from the output.
    private static final int MOST_RESULT = 160;

    private final Texts texts;
    private final Step step;
    private final Map<String, String> variables;
    private final FontIcon icon = new FontIcon(StatusIcon.TODO.icon());
    private final Label time = Ui.label("", "muted");
    private final Label result = Ui.wrappedText("", "step-result");
    private final ProgressBar progress = Ui.indeterminateBar();
    private final UsualTimeLine usualTime;
    private final Label liveness = Ui.wrappedText("", "step-life", "small");
    private final Button detailsButton;
    private final HBox head;
    private final VBox view;
    private boolean open;

    /// Creates the card of a step that has not started. Result, progress, liveness and time are
    /// hidden until [#showStep] and the other methods show them.
    public StepCard(Texts texts, Step step, Plan.Ready plan) {
        this.texts = texts;
        this.step = step;
        this.variables = plan.variables();
        this.usualTime = new UsualTimeLine(texts);
        Step.StepInfo info = step.info();
        icon.getStyleClass().add(StatusIcon.TODO.styleClass());
        detailsButton =
                Ui.iconButton(
                        Feather.CHEVRON_DOWN,
                        texts.get("step.more", texts.inUserLanguage(info.title())),
                        this::toggleDetails);
        detailsButton.setId("step-more-" + info.id());
        Label title = Ui.wrappedText(texts.inUserLanguage(info.title()), "step-title");
        head = Ui.row(10, icon, Ui.growAlways(title), time);
        addBadges(plan.route().roles().size() > 1);
        head.getChildren().add(detailsButton);
        head.setOnMouseClicked(event -> toggleDetails());
        Label why = Ui.wrappedText(texts.inUserLanguage(info.why()), "step-why");
        view = Ui.column(6, head, why, result, progress, usualTime, liveness);
        view.getStyleClass().add("step-card");
        time.setMinWidth(Label.USE_PREF_SIZE);
        for (Node hidden : List.of(result, progress, liveness, time)) {
            Ui.setShown(hidden, false);
        }
    }

    /// Adds badges for the server, for a manual step, and for a step that is not free to undo. The
    /// server is shown only when the plan has several.
    private void addBadges(boolean severalServers) {
        if (severalServers) {
            head.getChildren().add(Ui.badge(serverText(texts, step), "badge-quiet"));
        }
        if (step instanceof Step.Manual) {
            head.getChildren().add(Ui.badge(texts.get("step.manual"), "badge-accent"));
        }
        if (step.info().reversibility() != Reversibility.FREE) {
            head.getChildren().add(reversibilityBadge(step.info()));
        }
    }

    private Node reversibilityBadge(Step.StepInfo info) {
        return info.isUndo()
                ? PlanBadges.ofRestore(texts)
                : PlanBadges.of(texts, info.reversibility());
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
    public void showStep(Run run, StepRun stepRun, String lastLine) {
        StatusIcon status = RunSteps.statusIcon(run, stepRun);
        showIcon(status);
        Ui.setShown(progress, status == StatusIcon.NOW && isProgressing(run));
        String text = resultText(stepRun, lastLine);
        result.setText(Ui.safeText(text));
        Ui.setShown(result, !text.isEmpty());
    }

    private void showIcon(StatusIcon status) {
        icon.setIconCode(status.icon());
        Ui.setStyleClasses(icon, "ikonli-font-icon", status.styleClass());
        view.pseudoClassStateChanged(NOW, status == StatusIcon.NOW || status == StatusIcon.WAITING);
        view.pseudoClassStateChanged(FAILED, status == StatusIcon.FAILED);
    }

    /// Whether the run continues with its server connected.
    private static boolean isProgressing(Run run) {
        return run.status() == Run.RunStatus.RUNNING && run.away().isEmpty();
    }

    /// Shows how much of the step its last line of output says is done; without such a line the bar
    /// is indeterminate.
    public void showProgress(String lastLine) {
        progress.setProgress(
                StepProgressParser.parseProgress(step, lastLine)
                        .orElse(ProgressBar.INDETERMINATE_PROGRESS));
    }

    /// Marks how long the running step usually takes; empty for one that does not run.
    public void showUsualTime(StepRun stepRun, Optional<Duration> usual, Instant at) {
        Duration soFar = RunSteps.elapsedTime(stepRun, at).orElse(Duration.ZERO);
        usualTime.showTime(usual, soFar);
    }

    /// `text`: whether the running step is still alive; empty when it does not run.
    public void showLiveness(String text) {
        if (!text.equals(liveness.getText())) {
            liveness.setText(text);
        }
        Ui.setShown(liveness, !text.isEmpty());
    }

    /// Shows how long the step took, or has taken until `at`. The time is hidden before the step
    /// starts.
    public void updateTime(StepRun stepRun, Instant at) {
        RunSteps.elapsedTime(stepRun, at)
                .ifPresentOrElse(
                        took -> {
                            time.setText(texts.formatDuration(took));
                            Ui.setShown(time, true);
                        },
                        () -> Ui.setShown(time, false));
    }

    /// Returns the outcome and its reason, or an empty text while the step has no outcome.
    private String resultText(StepRun stepRun, String lastLine) {
        if (stepRun.outcome().isEmpty()) {
            return "";
        }
        String outcome = texts.of("outcome", stepRun.outcome().get());
        String why =
                stepRun.reason().isEmpty()
                        ? Texts.shortenText(lastLine, MOST_RESULT)
                        : texts.inUserLanguage(stepRun.reason());
        return why.isEmpty() ? outcome : outcome + ": " + why;
    }

    /// Creates the details each time they open and removes them when they close.
    private void toggleDetails() {
        open = !open;
        detailsButton.setGraphic(Ui.icon(open ? Feather.CHEVRON_UP : Feather.CHEVRON_DOWN));
        if (open) {
            view.getChildren().add(new StepDetails(texts, step, variables).buildView());
        } else {
            view.getChildren().removeLast();
        }
    }

    /// The server of the step; for a copy, the servers it copies from and to.
    static String serverText(Texts texts, Step step) {
        String role = step.info().role();
        return switch (step) {
            case Step.Copy copy when copy.to().equals(Step.WORKSTATION) ->
                    texts.get("step.to-here", role);
            case Step.Copy copy -> role + " \u2192 " + copy.to();
            default -> texts.get("step.on", role);
        };
    }
}
