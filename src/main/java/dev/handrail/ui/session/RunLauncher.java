package dev.handrail.ui.session;

import dev.handrail.app.CredentialPrompt;
import dev.handrail.app.Engine;
import dev.handrail.model.Finding;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.model.Target;
import dev.handrail.plan.VerificationPlanner;
import dev.handrail.remote.ServerConnection;
import dev.handrail.run.RunHandle;
import dev.handrail.run.StepTimes;
import dev.handrail.ui.feed.RunLoader;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.BackgroundTasks;
import dev.handrail.ui.kit.Texts;

import java.time.Clock;
import java.util.LinkedHashMap;
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

    public RunLauncher(
            Engine engine, Texts texts, BackgroundTasks tasks, WindowSession session, Clock clock) {
        this.engine = engine;
        this.texts = texts;
        this.tasks = tasks;
        this.session = session;
        this.clock = clock;
    }

    /// Starts a plan on the connected servers and calls `started` when the run has begun.
    public void startRun(Plan.Ready plan, Runnable started) {
        Map<String, ServerConnection> links = session.linksByRole(plan.route().roles());
        RunModel model = createModel("");
        RunScope scope =
                RunScope.of(links.values().stream().map(ServerConnection::target).toList());
        launchRun(
                model,
                () -> StepTimes.of(engine.journal(), plan.product(), scope),
                () -> engine.startRun(plan, links, model, model),
                started);
    }

    /// Leaves the server and plays the recorded practice run.
    public void playRecorded(Runnable started) {
        session.leaveServer();
        RunModel model = createModel("");
        launchRun(model, StepTimes::none, () -> engine.startReplay(model, model), started);
    }

    /// Connects to the servers of `origin`, then starts a plan that rolls it back.
    public void rollBack(Plan.Ready plan, Run origin, ConnectCallbacks reaching) {
        RunModel model = createModel("");
        connectServers(
                origin,
                reaching,
                links ->
                        launchRun(
                                model,
                                () -> StepTimes.of(engine.journal(), origin.start()),
                                () -> engine.startRollback(plan, origin.id(), links, model, model),
                                reaching.started()));
    }

    /// Connects to the servers of a run and verifies its result again. For a verification, it
    /// verifies the run that this one verified. Does nothing when the run does not exist.
    public void verifyRun(String id, ConnectCallbacks reaching) {
        tasks.of(() -> engine.findRun(id).map(engine::verifiedRun))
                .onDone(found -> found.ifPresent(run -> verifyRun(run, reaching)))
                .start();
    }

    /// Plans the verification; reports the first finding when it is blocked.
    private void verifyRun(Run run, ConnectCallbacks reaching) {
        switch (VerificationPlanner.planVerification(run)) {
            case Plan.Ready plan -> {
                RunModel model = createModel("");
                connectServers(
                        run,
                        reaching,
                        links ->
                                launchRun(
                                        model,
                                        () -> StepTimes.of(engine.journal(), run.start()),
                                        () ->
                                                engine.startVerification(
                                                        plan, run.id(), links, model, model),
                                        reaching.started()));
            }
            case Plan.Blocked(_, _, _, _, List<Finding> findings) -> {
                Finding why = findings.getFirst();
                reaching.failed().accept(new Problem(why.key(), why.title(), why.why()));
            }
            case Plan.UpToDate _ -> {}
        }
    }

    /// Resumes a paused run after connecting to its servers. A run that is live in this window is
    /// only shown again. Does nothing when the run does not exist.
    public void resumeRun(String id, ConnectCallbacks reaching) {
        if (session.returnToRun(id)) {
            reaching.started().run();
            return;
        }
        tasks.of(() -> engine.findRun(id))
                .onDone(run ->
                        run.ifPresent(there ->
                                connectServers(
                                        there,
                                        reaching,
                                        links -> {
                                            RunModel model = createModel(id);
                                            launchRun(
                                                    model,
                                                    () ->
                                                            StepTimes.of(
                                                                    engine.journal(),
                                                                    there.start()),
                                                    () -> {
                                                        RunLoader.loadRun(engine.journal(), model);
                                                        return engine.resumeRun(
                                                                id, links, model, model);
                                                    },
                                                    reaching.started());
                                        })))
                .start();
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
        tasks.of(
                        () -> {
                            RunLoader.loadRun(engine.journal(), model);
                            return id;
                        })
                .onDone(ignored -> opened.run())
                .start();
    }

    /// Creates a model that names steps in the admin's language. `id` is empty for a run that does
    /// not exist yet.
    public RunModel createModel(String id) {
        return new RunModel(id, clock, this::stepHeading);
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

    /// Starts a run in the background, then shows it. `times` reads how long steps took in earlier
    /// runs, which may come later.
    private void launchRun(
            RunModel model, Callable<StepTimes> times, Callable<RunHandle> walk, Runnable started) {
        RunModel old = session.runProperty().get();
        tasks.of(walk)
                .onDone(running -> {
                    model.followRun(running);
                    session.runProperty().set(model);
                    if (old != null && old != model) {
                        old.close();
                    }
                    forecast(model, times);
                    started.run();
                })
                .start();
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

    /// Connects to all servers of a run, one after the other, and uses the open connection where it
    /// fits. A recorded run needs no server. After a failure it closes the connections that it
    /// made.
    private void connectServers(
            Run run, ConnectCallbacks reaching, Consumer<Map<String, ServerConnection>> reached) {
        if (run.isRecorded()) {
            session.leaveServer();
            reached.accept(Map.of());
            return;
        }
        Optional<ServerConnection> open = session.currentLink();
        CredentialPrompt person = session.credentialPrompt().whileWanted(reaching.wanted());
        Map<String, ServerConnection> links = new LinkedHashMap<>();
        Map<String, Target> targets = new LinkedHashMap<>();
        run.start().places().forEach((role, place) -> targets.put(role, place.target()));
        tasks.of(
                        () -> {
                            for (Map.Entry<String, Target> entry : targets.entrySet()) {
                                ServerConnection link =
                                        open.filter(o -> o.target().equals(entry.getValue()))
                                                .orElseGet(() ->
                                                        engine.newLink(entry.getValue(), person));
                                links.put(entry.getKey(), link);
                                Optional<Problem> problem = link.connect();
                                if (problem.isPresent()) {
                                    return problem;
                                }
                            }
                            return Optional.<Problem>empty();
                        })
                .onDone(problem -> {
                    boolean wanted = reaching.wanted().getAsBoolean();
                    if (wanted && problem.isEmpty()) {
                        session.adoptLinks(links);
                        reached.accept(links);
                        return;
                    }
                    tasks.execute(() ->
                            links.values().stream()
                                    .filter(link -> !open.equals(Optional.of(link)))
                                    .forEach(ServerConnection::close));
                    if (wanted) {
                        problem.ifPresent(reaching.failed());
                    }
                })
                .start();
    }
}
