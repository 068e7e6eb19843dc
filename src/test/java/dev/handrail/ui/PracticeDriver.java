package dev.handrail.ui;

import dev.handrail.model.Phase;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.testing.English;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.page.PageKind;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TitledPane;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/// Presses what an admin would press on the way through a practice upgrade.
final class PracticeDriver {
    private final Fx fx;

    PracticeDriver(Fx fx) {
        this.fx = fx;
    }

    /// From Home to the plan.
    void toPlan() throws Exception {
        fx.press("practice");
        Fx.await("the detect page is there", Duration.ofMinutes(1), () -> at(PageKind.DETECT));
        fx.awaitText("Practice Status-Page");
        fx.press("footer-primary");
        fx.awaitText("I have read the notes");
    }

    private boolean at(PageKind kind) {
        return fx.window().windowFrame().currentLocation().kind() == kind;
    }

    void choose(String parameter, String value) throws Exception {
        TitledPane options = (TitledPane) fx.node("options");
        fx.run(() -> options.setExpanded(true));
        Node node = fx.node("parameter-" + parameter);
        fx.run(() -> {
            @SuppressWarnings("unchecked")
            ComboBox<String> box = (ComboBox<String>) node;
            box.setValue(value);
        });
        Fx.await(
                "the plan has the choice",
                () ->
                        fx.window().pageContext().session().planProperty().get()
                                        instanceof dev.handrail.model.Plan.Ready ready
                                && value.equals(ready.variables().get(parameter)));
        Thread.sleep(100);
    }

    void start() throws Exception {
        CheckBox notes = (CheckBox) fx.node("notes-read");
        fx.run(notes::fire);
        fx.press("footer-primary");
        Fx.await("the run begins", Duration.ofMinutes(1), () -> there().isPresent());
    }

    /// Opens a run as the history and Home do.
    void open(String id) throws Exception {
        fx.run(() -> fx.window().pageContext().runs().openRun(id, fx.window()::goToRun));
        Fx.await(
                "the run is shown",
                Duration.ofMinutes(1),
                () -> there().map(Run::id).equals(Optional.of(id)));
    }

    /// Goes on wherever it is asked to, until the run is over.
    void walk(Duration atMost) throws Exception {
        walk(atMost, () -> at(PageKind.SUMMARY));
    }

    /// The same for the roll-back that follows the run.
    void walkBack(Duration atMost) throws Exception {
        walk(
                atMost,
                () ->
                        at(PageKind.SUMMARY)
                                && there().filter(Run::isRollback)
                                        .flatMap(Run::finished)
                                        .isPresent());
    }

    /// Goes on until a button is there.
    void walkUntil(String button, Duration atMost) throws Exception {
        walk(atMost, () -> press(button) != null);
    }

    /// Goes on until a step of this phase runs and has printed something.
    void walkUntilRunning(Phase phase, Duration atMost) throws Exception {
        walk(atMost, () -> shown().steps().stream().anyMatch(step -> runs(step, phase)));
        StepRun step = run().steps().stream().filter(s -> runs(s, phase)).findFirst().orElseThrow();
        while (fx.engine().journal().outputEndOffset(run().id(), step.seq()) == 0) {
            Thread.sleep(50);
        }
    }

    private static boolean runs(StepRun step, Phase phase) {
        return step.isRunning() && step.step().info().phase() == phase;
    }

    private void walk(Duration atMost, Callable<Boolean> until) throws Exception {
        long end = System.nanoTime() + atMost.toNanos();
        // Looked and answered at once: what is waited for must not be answered away.
        while (!Fx.on(() -> until.call() || answered())) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "The run does not end; it stands at " + Fx.on(this::where));
            }
            Thread.sleep(50);
        }
    }

    private @Nullable Node press(String id) {
        return fx.scene().lookup("#" + id);
    }

    private String where() {
        RunModel model = fx.window().pageContext().session().runProperty().get();
        Run run = model == null ? null : model.runProperty().get();
        if (run == null) {
            return fx.window().windowFrame().currentLocation() + ", no run";
        }
        return fx.window().windowFrame().currentLocation()
                + "\n"
                + run.status()
                + " "
                + run.open()
                        .map(asked ->
                                English.of(asked.question().title())
                                        + ": "
                                        + English.of(asked.question().text()))
                + "\n"
                + run.steps().stream()
                        .filter(step -> step.attempts() > 0)
                        .map(step ->
                                step.step().info().id()
                                        + " "
                                        + step.outcome()
                                        + " "
                                        + step.seen()
                                        + step.before()
                                        + step.after())
                        .collect(Collectors.joining("\n"));
    }

    private boolean answered() {
        answer();
        return false;
    }

    /// Answers what an upgrade that goes well asks.
    private void answer() {
        RunModel model = fx.window().pageContext().session().runProperty().get();
        if (model == null || model.waitingProperty().get() == null) {
            return;
        }
        if (press("merge-all-new") instanceof Button all) {
            all.fire();
        }
        if (press("footer-primary") instanceof ButtonBase primary
                && !primary.isDisabled()
                && model.waitingProperty().get().kind()
                        != dev.handrail.model.Question.Kind.FAILED) {
            primary.fire();
        }
    }

    Run run() throws Exception {
        return Fx.on(this::shown);
    }

    private Run shown() {
        return there().orElseThrow(() -> new AssertionError("no run is shown"));
    }

    private Optional<Run> there() {
        return Optional.ofNullable(fx.window().pageContext().session().runProperty().get())
                .map(model -> model.runProperty().get());
    }
}
