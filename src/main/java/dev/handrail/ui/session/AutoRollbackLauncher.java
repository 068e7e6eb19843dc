package dev.handrail.ui.session;

import dev.handrail.app.Engine;
import dev.handrail.app.rehearsal.CopyAnswers;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.plan.RollbackPlanner.RollbackScope;
import dev.handrail.remote.ServerConnection;
import dev.handrail.run.RunHandle;
import dev.handrail.run.RunOutcome;
import dev.handrail.run.StepTimes;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.BackgroundTasks;
import dev.handrail.ui.session.BackgroundRuns.BackgroundRun;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Starts the roll-back of a run by itself when nobody has answered in time, whether the window
/// shows that run or not. It belongs to the FX thread.
final class AutoRollbackLauncher {
    private final Engine engine;
    private final BackgroundTasks tasks;
    private final WindowSession session;
    private final Supplier<RunModel> models;
    private final Consumer<StartedRollback> shown;

    /// `models`: creates the model of a new run. `shown`: shows a roll-back in place of its run.
    AutoRollbackLauncher(
            Engine engine,
            BackgroundTasks tasks,
            WindowSession session,
            Supplier<RunModel> models,
            Consumer<StartedRollback> shown) {
        this.engine = engine;
        this.tasks = tasks;
        this.session = session;
        this.models = models;
        this.shown = shown;
    }

    /// A roll-back that has begun. `old`: the run that it rolls back.
    record StartedRollback(
            RunModel old,
            RunModel model,
            RunHandle handle,
            Map<String, ServerConnection> links,
            Optional<BackgroundRun> background) {
        /// What continues in the background, with the connections of the run.
        private BackgroundRun toBackground() {
            return background
                    .map(kept ->
                            new BackgroundRun(model, kept.link(), kept.others(), StepTimes.none()))
                    .orElseGet(() -> new BackgroundRun(model, null, links, StepTimes.none()));
        }
    }

    /// Waits for the end of a run that has just begun. `links`: its connections by role.
    void watchRun(RunModel model, Map<String, ServerConnection> links) {
        model.endedProperty()
                .addListener((ended, old, now) -> {
                    if (now instanceof RunOutcome.RollBackDue due) {
                        rollBack(model, due.run(), links, _ -> {});
                    }
                });
    }

    /// Takes the run out of the background at once, so that nobody closes its connections. `begun`:
    /// called with the model of the roll-back, or empty if there is nothing to roll back.
    void rollBack(
            RunModel old,
            String id,
            Map<String, ServerConnection> links,
            Consumer<Optional<RunModel>> begun) {
        Optional<BackgroundRun> background = session.takeBackgroundRun(id);
        RunModel model = models.get();
        tasks.of(() -> startRollback(id, model, links))
                .onDone(started -> {
                    started.ifPresent(handle ->
                            showRollback(
                                    new StartedRollback(old, model, handle, links, background)));
                    begun.accept(started.map(_ -> model));
                })
                .start();
    }

    private Optional<RunHandle> startRollback(
            String id, RunModel model, Map<String, ServerConnection> links) {
        Run run = engine.runs().findRun(id).orElseThrow();
        return engine.runs().planRollback(run, RollbackScope.RUN) instanceof Plan.Ready plan
                ? Optional.of(startRollback(plan, run, links, model))
                : Optional.empty();
    }

    /// The admin agreed to it at the start of the run, or of the rehearsal.
    private RunHandle startRollback(
            Plan.Ready plan, Run run, Map<String, ServerConnection> links, RunModel model) {
        return run.isRehearsal()
                ? engine.runs().startRollback(plan, run.id(), links, new CopyAnswers(model), model)
                : engine.runs().startAutoRollback(plan, run, links, model, model);
    }

    /// A run that the window no longer shows continues in the background.
    private void showRollback(StartedRollback started) {
        if (session.runProperty().get() == started.old()) {
            shown.accept(started);
        } else {
            started.model().followRun(started.handle());
            session.keepInBackground(started.toBackground());
        }
        watchRun(started.model(), started.links());
    }
}
