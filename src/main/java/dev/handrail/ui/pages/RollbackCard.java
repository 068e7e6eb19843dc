package dev.handrail.ui.pages;

import atlantafx.base.theme.Styles;

import dev.handrail.model.Answer;
import dev.handrail.model.Plan;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Run;
import dev.handrail.plan.Rollback;
import dev.handrail.plan.Rollback.Scope;
import dev.handrail.run.Ended;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.session.Reaching;
import dev.handrail.ui.shell.Desk;
import dev.handrail.ui.shell.Overlay;

import javafx.beans.value.ChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/// Shows the way back before it is gone: how far, and every step of it.
final class RollbackCard {
    private final Desk desk;
    private final Texts texts;
    private final VBox steps = Ui.column(8);
    private final Button start;
    private @Nullable Plan plan;

    RollbackCard(Desk desk) {
        this.desk = desk;
        this.texts = desk.texts();
        this.start = Ui.button(texts.get("rollback.start"), () -> {}, Styles.DANGER);
        start.setId("rollback-start");
    }

    void open(RunModel model, Run run) {
        Button cancel = Ui.button(texts.get("common.cancel"), desk.overlay()::close);
        VBox card = Overlay.card(texts.get("rollback.title"), Ui.text(texts.get("rollback.text")));
        if (run.start().plan().hops().size() > 1) {
            card.getChildren().add(scopes(run));
        }
        card.getChildren().add(steps);
        card.setPrefWidth(720);
        start.setOnAction(event -> begin(model, run));
        show(run, Scope.RUN);
        desk.overlay().show(card, Overlay.buttons(cancel, start), cancel, desk.overlay()::close);
    }

    private VBox scopes(Run run) {
        ToggleGroup group = new ToggleGroup();
        VBox box = Ui.column(6);
        for (Scope scope : new Scope[] {Scope.RUN, Scope.HOP}) {
            RadioButton button = new RadioButton(texts.of("rollback.scope", scope));
            button.setToggleGroup(group);
            button.setSelected(scope == Scope.RUN);
            button.setOnAction(event -> show(run, scope));
            box.getChildren().add(button);
        }
        return box;
    }

    private void show(Run run, Scope scope) {
        Plan made = Rollback.plan(run, scope);
        plan = made;
        steps.getChildren().clear();
        start.setDisable(!(made instanceof Plan.Ready));
        switch (made) {
            case Plan.Ready ready -> {
                steps.getChildren().add(HopPath.of(texts, ready.hops()));
                ready.hops().stream()
                        .flatMap(hop -> hop.steps().stream())
                        .map(step -> new StepCard(texts, step, ready).view())
                        .forEach(steps.getChildren()::add);
            }
            case Plan.Blocked blocked ->
                    steps.getChildren()
                            .addAll(PlanDetails.findings(texts, blocked.findings(), null));
            case Plan.UpToDate ignored ->
                    steps.getChildren().add(Ui.text(texts.get("rollback.nothing")));
        }
    }

    private void begin(RunModel model, Run run) {
        desk.overlay().close();
        if (!(plan instanceof Plan.Ready ready)) {
            return;
        }
        if (!model.live()) {
            start(ready, run);
            return;
        }
        ChangeListener<@Nullable Ended> then =
                new ChangeListener<>() {
                    @Override
                    public void changed(
                            javafx.beans.value.ObservableValue<? extends @Nullable Ended> o,
                            @Nullable Ended old,
                            @Nullable Ended now) {
                        if (now != null) {
                            model.endedProperty().removeListener(this);
                            start(ready, run);
                        }
                    }
                };
        model.endedProperty().addListener(then);
        model.answer(Answer.of(Choice.ROLL_BACK));
    }

    private void start(Plan.Ready ready, Run run) {
        desk.runs()
                .rollBack(
                        ready,
                        run,
                        new Reaching(() -> true, desk.nav()::goToRun, desk.overlay()::tell));
    }
}
