package dev.handrail.ui.session;

import dev.handrail.app.CredentialPrompt;
import dev.handrail.app.Engine;
import dev.handrail.model.Finding;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.plan.VerificationPlanner;
import dev.handrail.remote.ServerConnection;
import dev.handrail.run.Journal;
import dev.handrail.run.RunFollower;
import dev.handrail.run.RunHandle;
import dev.handrail.run.RunPurpose;
import dev.handrail.run.StepTimes;
import dev.handrail.ui.feed.RunLoader;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.BackgroundTasks;
import dev.handrail.ui.kit.Texts;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Starts, resumes, rolls back, verifies and opens runs, and puts them into the session. It belongs
/// to the FX thread; callbacks run there too.
public final class RunLauncher {
    private final Engine engine;
    private final Texts texts;
    private final BackgroundTasks tasks;
    private final WindowSession session;
    private final Clock clock;
    private final AutoRollbackLauncher autoRollbacks;
    private final RehearsalLauncher rehearsals;
    private Runnable rolledBack = () -> {};

    public RunLauncher(
            Engine engine, Texts texts, BackgroundTasks tasks, WindowSession session, Clock clock) {
        this.engine = engine;
        this.texts = texts;
        this.tasks = tasks;
        this.session = session;
        this.clock = clock;
        this.autoRollbacks =
                new AutoRollbackLauncher(
                        engine, tasks, session, () -> createModel(""), this::showRollback);
        this.rehearsals = new RehearsalLauncher(engine, tasks, session, this, autoRollbacks);
    }

    /// Rehearsals on a copy of the connected server.
    public RehearsalLauncher rehearsals() {
        return rehearsals;
    }

    /// `shown`: called when the window shows a roll-back that Handrail has started by itself.
    public void onAutoRollback(Runnable shown) {
        rolledBack = shown;
    }

    private void showRollback(AutoRollbackLauncher.StartedRollback started) {
        showRun(started.handle(), started.old(), started.model());
        rolledBack.run();
    }

    /// Starts a plan on the connected servers and calls `started` when the run has begun. Handrail
    /// may roll it back by itself if the admin wanted that.
    public void startRun(Plan.Ready plan, Runnable started) {
        RunPurpose purpose = RunPurpose.upgrade(session.autoRollbackProperty().get().limit());
        startRun(plan, purpose, session.linksByRole(plan.route().roles()), started);
    }

    /// The same on other connections than those of the session. Returns the model of the run.
    RunModel startRun(
            Plan.Ready plan,
            RunPurpose purpose,
            Map<String, ServerConnection> links,
            Runnable started) {
        RunModel model = createModel("");
        RunScope scope =
                RunScope.of(links.values().stream().map(ServerConnection::target).toList());
        launchRun(
                model,
                () -> StepTimes.of(engine.journal(), plan.product(), scope),
                () -> engine.runs().startRun(plan, links, purpose, model, model),
                started);
        autoRollbacks.watchRun(model, links);
        return model;
    }

    /// Leaves the server and plays the recorded practice run.
    public void playRecorded(Runnable started) {
        session.leaveServer();
        RunModel model = createModel("");
        launchRun(model, StepTimes::none, () -> engine.runs().startReplay(model, model), started);
    }

    /// Connects to the servers of `origin`, then starts a plan that rolls it back.
    public void rollBack(Plan.Ready plan, Run origin, ConnectCallbacks callbacks) {
        connectAndLaunch(
                origin,
                "",
                callbacks,
                (links, model) ->
                        engine.runs().startRollback(plan, origin.id(), links, model, model));
    }

    /// Connects to the servers of a run and verifies its result again. For a verification, it
    /// verifies the run that this one verified. Does nothing when the run does not exist.
    public void verifyRun(String id, ConnectCallbacks callbacks) {
        tasks.of(() -> engine.runs().findRun(id).map(engine.runs()::verifiedRun))
                .onDone(found -> found.ifPresent(run -> verifyRun(run, callbacks)))
                .start();
    }

    /// Plans the verification; reports the first finding when it is blocked.
    private void verifyRun(Run run, ConnectCallbacks callbacks) {
        switch (VerificationPlanner.planVerification(run)) {
            case Plan.Ready plan -> startVerification(plan, run, callbacks);
            case Plan.Blocked(_, _, _, _, List<Finding> findings) -> {
                Finding first = findings.getFirst();
                callbacks.failed().accept(new Problem(first.key(), first.title(), first.why()));
            }
            case Plan.UpToDate _ -> {}
        }
    }

    private void startVerification(Plan.Ready plan, Run run, ConnectCallbacks callbacks) {
        connectAndLaunch(
                run,
                "",
                callbacks,
                (links, model) ->
                        engine.runs().startVerification(plan, run.id(), links, model, model));
    }

    /// Resumes a paused run after connecting to its servers. A run that is live in this window is
    /// only shown again. Does nothing when the run does not exist.
    public void resumeRun(String id, ConnectCallbacks callbacks) {
        if (session.returnToRun(id)) {
            callbacks.started().run();
            return;
        }
        tasks.of(() -> engine.runs().findRun(id))
                .onDone(found -> found.ifPresent(run -> resumeRun(run, callbacks)))
                .start();
    }

    /// Reads the run into the model before the engine adds to it.
    private void resumeRun(Run run, ConnectCallbacks callbacks) {
        connectAndLaunch(
                run,
                run.id(),
                callbacks,
                (links, model) -> {
                    RunLoader.loadRun(engine.journal(), model);
                    return engine.runs().resumeRun(run.id(), links, model, model);
                });
    }

    /// Shows a run without a connection, read from the journal. A run that is live in this window
    /// is shown as it continues.
    public void openRun(String id, Runnable opened) {
        if (session.returnToRun(id)) {
            opened.run();
            return;
        }
        session.leaveServer();
        RunModel model = createModel(id);
        session.runProperty().set(model);
        tasks.of(() -> RunLoader.loadRun(engine.journal(), model))
                .onDone(loaded -> {
                    model.publishRun();
                    opened.run();
                    followRun(model);
                })
                .start();
    }

    /// Shows what another process does in an unfinished run, until the window shows something else.
    private void followRun(RunModel model) {
        tasks.of(
                        () -> {
                            if (engine.runs()
                                    .findRun(model.id())
                                    .filter(RunLauncher::isUnfinished)
                                    .isPresent()) {
                                new RunFollower(engine.journal(), model.id(), model)
                                        .followRun(() -> !model.isClosed(), model::showOwner);
                            }
                            return true;
                        })
                .onError(Journal.JournalUnwritable.class, unreadable -> {})
                .start();
    }

    private static boolean isUnfinished(Run run) {
        return run.finished().isEmpty();
    }

    /// Creates a model that names steps in the admin's language. `id` is empty for a run that does
    /// not exist yet.
    public RunModel createModel(String id) {
        return new RunModel(id, clock, this::stepHeading).withDrafts(engine.mergeDrafts());
    }

    /// The heading of a step in the console, with the number of the attempt from the second one on.
    private String stepHeading(Run run, StepStarted event) {
        String title =
                run.steps().stream()
                        .filter(step -> step.seq() == event.seq())
                        .map(step -> texts.inUserLanguage(step.step().info().title()))
                        .findFirst()
                        .orElse(event.step());
        return event.attempt() == 1
                ? texts.get("console.heading", title)
                : texts.get("console.heading-again", title, event.attempt());
    }

    /// Starts or resumes a run on the engine. It waits for the history, so it is not for the FX
    /// thread.
    @FunctionalInterface
    private interface RunStarter {
        RunHandle startRun(Map<String, ServerConnection> links, RunModel model) throws Exception;
    }

    /// Connects to the servers of a run, then launches a run on them. `id` is empty for a new run.
    private void connectAndLaunch(
            Run run, String id, ConnectCallbacks callbacks, RunStarter starter) {
        Callable<StepTimes> times = () -> StepTimes.of(engine.journal(), run.start());
        connectServers(
                run,
                callbacks,
                links -> {
                    RunModel model = createModel(id);
                    launchRun(
                            model,
                            times,
                            () -> starter.startRun(links, model),
                            callbacks.started());
                    autoRollbacks.watchRun(model, links);
                    if (run.isRehearsal()) {
                        rehearsals.watchRun(model, links);
                    }
                });
    }

    /// Starts a run in the background, then shows it. `times` reads how long steps took in earlier
    /// runs, which may come later.
    private void launchRun(
            RunModel model,
            Callable<StepTimes> times,
            Callable<RunHandle> start,
            Runnable started) {
        RunModel old = session.runProperty().get();
        tasks.of(start)
                .onDone(handle -> {
                    showRun(handle, old, model);
                    forecast(model, times);
                    started.run();
                })
                .start();
    }

    private void showRun(RunHandle handle, @Nullable RunModel old, RunModel model) {
        model.followRun(handle);
        model.publishRun();
        session.runProperty().set(model);
        if (old != null && old != model) {
            old.close();
        }
    }

    /// Ignores the times when another run is shown by then.
    private void forecast(RunModel model, Callable<StepTimes> times) {
        tasks.of(times)
                .onDone(past -> {
                    if (session.runProperty().get() == model) {
                        session.timesProperty().set(past);
                    }
                })
                .start();
    }

    /// The open connection, unless a live run uses it.
    private Optional<ServerConnection> freeLink() {
        RunModel shown = session.runProperty().get();
        return shown != null && shown.isLive() ? Optional.empty() : session.currentLink();
    }

    /// Connects to all servers of a run, one after the other. A recorded run needs no server.
    private void connectServers(
            Run run,
            ConnectCallbacks callbacks,
            Consumer<Map<String, ServerConnection>> connected) {
        if (run.isRecorded()) {
            session.leaveServer();
            connected.accept(Map.of());
        } else {
            CredentialPrompt prompt = session.credentialPrompt().whileWanted(callbacks.wanted());
            RunLinks links = new RunLinks(engine, prompt, freeLink());
            new RunConnector(session, tasks, callbacks, connected).connectServers(run, links);
        }
    }
}
