package dev.handrail.ui.run;

import atlantafx.base.theme.Styles;

import dev.handrail.model.Answer;
import dev.handrail.model.Plan;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Run;
import dev.handrail.plan.RollbackPlanner;
import dev.handrail.plan.RollbackPlanner.RollbackScope;
import dev.handrail.run.RunOutcome;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Overlay;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.plan.HopPath;
import dev.handrail.ui.plan.PlanDetails;
import dev.handrail.ui.plan.StepCard;
import dev.handrail.ui.session.ConnectCallbacks;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Stream;

/// Shows the plan of a roll-back, with its scope and every step, and starts it. A live run first
/// has to end, because a roll-back is a run of its own.
final class RollbackCard {
    private final PageContext context;
    private final Texts texts;
    private final List<Run> rollbacks;
    private final VBox steps = Ui.column(8);
    private final Button start;
    private @Nullable Plan plan;

    RollbackCard(PageContext context) {
        this(context, List.of());
    }

    /// `rollbacks`: the earlier roll-backs of the run; what they undid is not undone again.
    RollbackCard(PageContext context, List<Run> rollbacks) {
        this.context = context;
        this.rollbacks = rollbacks;
        this.texts = context.texts();
        this.start = Ui.button(texts.get("rollback.start"), () -> {}, Styles.DANGER);
        start.setId("rollback-start");
    }

    /// Opens the card with the plan for the whole run. For a plan with several hops the admin can
    /// choose to roll back only to the start of the current hop.
    void openCard(RunModel model, Run run) {
        Button cancel = Ui.button(texts.get("common.cancel"), context.overlay()::close);
        start.setOnAction(event -> beginRollback(model, run));
        showPlan(run, RollbackScope.RUN);
        context.overlay()
                .showCard(
                        createCard(run),
                        Overlay.buttonRow(cancel, start),
                        cancel,
                        context.overlay()::close);
    }

    private VBox createCard(Run run) {
        VBox card =
                Overlay.createCard(
                        texts.get("rollback.title"), Ui.wrappedText(texts.get("rollback.text")));
        if (run.start().plan().hops().size() > 1) {
            card.getChildren().add(scopeButtons(run));
        }
        card.getChildren().add(steps);
        card.setPrefWidth(720);
        return card;
    }

    /// Returns buttons to choose the scope. Each choice plans again and shows the new plan.
    private VBox scopeButtons(Run run) {
        ToggleGroup group = new ToggleGroup();
        VBox box = Ui.column(6);
        for (RollbackScope scope : new RollbackScope[] {RollbackScope.RUN, RollbackScope.HOP}) {
            RadioButton button = new RadioButton(texts.of("rollback.scope", scope));
            button.setToggleGroup(group);
            button.setSelected(scope == RollbackScope.RUN);
            button.setOnAction(event -> showPlan(run, scope));
            box.getChildren().add(button);
        }
        return box;
    }

    /// Plans the roll-back and shows the plan. Only a plan that can start enables the button.
    private void showPlan(Run run, RollbackScope scope) {
        Plan made = RollbackPlanner.planRollback(run, rollbacks, scope);
        plan = made;
        start.setDisable(!(made instanceof Plan.Ready));
        steps.getChildren().setAll(planParts(made));
    }

    /// Returns the steps, the findings that block them, or a sentence when there is nothing to
    /// undo.
    private List<Node> planParts(Plan made) {
        return switch (made) {
            case Plan.Ready ready -> stepList(ready);
            case Plan.Blocked blocked ->
                    PlanDetails.findingSection(texts, blocked.findings(), null);
            case Plan.UpToDate ignored -> List.of(Ui.wrappedText(texts.get("rollback.nothing")));
        };
    }

    private List<Node> stepList(Plan.Ready ready) {
        Stream<Node> cards =
                ready.hops().stream()
                        .flatMap(hop -> hop.steps().stream())
                        .map(step -> new StepCard(texts, step, ready).view());
        return Stream.concat(Stream.of(HopPath.of(texts, ready.hops())), cards).toList();
    }

    /// Starts the roll-back. A live run first gets the answer *Roll back* to its open question, and
    /// the roll-back starts when that run has ended.
    private void beginRollback(RunModel model, Run run) {
        context.overlay().close();
        if (plan instanceof Plan.Ready ready) {
            if (model.isLive()) {
                model.endedProperty()
                        .addListener(new EndListener(model, () -> startRollback(ready, run)));
                model.answerQuestion(Answer.of(Choice.ROLL_BACK));
            } else {
                startRollback(ready, run);
            }
        }
    }

    /// Calls `then` once, when the run has ended.
    private record EndListener(RunModel model, Runnable then)
            implements ChangeListener<@Nullable RunOutcome> {
        @Override
        public void changed(
                ObservableValue<? extends @Nullable RunOutcome> ended,
                @Nullable RunOutcome old,
                @Nullable RunOutcome now) {
            if (now != null) {
                model.endedProperty().removeListener(this);
                then.run();
            }
        }
    }

    /// Connects to the servers of the run and starts the plan. A failure is shown as a problem.
    private void startRollback(Plan.Ready ready, Run run) {
        context.runs()
                .rollBack(
                        ready,
                        run,
                        new ConnectCallbacks(
                                () -> true,
                                context.nav()::goToRun,
                                context.overlay()::showProblem));
    }
}
