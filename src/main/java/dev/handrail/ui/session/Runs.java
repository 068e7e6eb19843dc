package dev.handrail.ui.session;

import dev.handrail.app.Engine;
import dev.handrail.app.Person;
import dev.handrail.model.Finding;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.model.Target;
import dev.handrail.plan.Verification;
import dev.handrail.remote.Link;
import dev.handrail.run.Running;
import dev.handrail.run.StepTimes;
import dev.handrail.ui.feed.RunLoader;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.Tasks;
import dev.handrail.ui.kit.Texts;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Starts, resumes, takes back and opens runs, and puts them into the session.
public final class Runs {
    private final Engine engine;
    private final Texts texts;
    private final Tasks tasks;
    private final Session session;
    private final Clock clock;

    public Runs(Engine engine, Texts texts, Tasks tasks, Session session, Clock clock) {
        this.engine = engine;
        this.texts = texts;
        this.tasks = tasks;
        this.session = session;
        this.clock = clock;
    }

    /// Starts a plan on the servers that are connected.
    public void start(Plan.Ready plan, Runnable started) {
        Map<String, Link> links = session.links(plan.route().roles());
        RunModel model = model("");
        begin(model, plan.productName(), () -> engine.start(plan, links, model, model), started);
    }

    /// Plays a recorded practice run.
    public void playRecorded(Runnable started) {
        session.leave();
        RunModel model = model("");
        begin(model, "", () -> engine.playRecorded(model, model), started);
    }

    /// Starts a plan that takes back what a run did, once its servers are reached.
    public void rollBack(Plan.Ready plan, Run origin, Reaching reaching) {
        RunModel model = model("");
        reach(
                origin,
                reaching,
                links ->
                        begin(
                                model,
                                plan.productName(),
                                () -> engine.rollBack(plan, origin.id(), links, model, model),
                                reaching.started()));
    }

    /// Looks again at what a run, or the one that it looked at, has left behind.
    public void verify(String id, Reaching reaching) {
        tasks.of(() -> engine.run(id).map(engine::lookedAt))
                .onDone(found -> found.ifPresent(run -> verify(run, reaching)))
                .start();
    }

    private void verify(Run run, Reaching reaching) {
        switch (Verification.plan(run)) {
            case Plan.Ready plan -> {
                RunModel model = model("");
                reach(
                        run,
                        reaching,
                        links ->
                                begin(
                                        model,
                                        plan.productName(),
                                        () -> engine.verify(plan, run.id(), links, model, model),
                                        reaching.started()));
            }
            case Plan.Blocked(_, _, _, _, List<Finding> findings) -> {
                Finding why = findings.getFirst();
                reaching.failed().accept(new Problem(why.key(), why.title(), why.why()));
            }
            case Plan.UpToDate _ -> {}
        }
    }

    /// Goes on with a run that stands still.
    public void resume(String id, Reaching reaching) {
        if (session.back(id)) {
            reaching.started().run();
            return;
        }
        tasks.of(() -> engine.run(id))
                .onDone(run ->
                        run.ifPresent(there ->
                                reach(
                                        there,
                                        reaching,
                                        links -> {
                                            RunModel model = model(id);
                                            begin(
                                                    model,
                                                    there.start().plan().productName(),
                                                    () -> {
                                                        RunLoader.load(engine.journal(), model);
                                                        return engine.resume(
                                                                id, links, model, model);
                                                    },
                                                    reaching.started());
                                        })))
                .start();
    }

    /// Shows a run without a connection; one that is walked in this window, as it goes on.
    public void open(String id, Runnable opened) {
        if (session.back(id)) {
            opened.run();
            return;
        }
        session.leave();
        RunModel model = model(id);
        session.runProperty().set(model);
        tasks.of(
                        () -> {
                            RunLoader.load(engine.journal(), model);
                            return id;
                        })
                .onDone(ignored -> opened.run())
                .start();
    }

    /// A model that names steps in the admin's language.
    public RunModel model(String id) {
        return new RunModel(id, clock, this::heading);
    }

    private String heading(Run run, StepStarted event) {
        String title =
                run.steps().stream()
                        .filter(step -> step.seq() == event.seq())
                        .map(step -> step.step().info().title())
                        .findFirst()
                        .orElse(event.step());
        return event.attempt() == 1
                ? texts.get("console.heading", title)
                : texts.get("console.heading-again", title, event.attempt());
    }

    /// `product`: whose earlier runs say how long steps take.
    private void begin(
            RunModel model,
            String product,
            java.util.concurrent.Callable<Running> walk,
            Runnable started) {
        RunModel old = session.runProperty().get();
        tasks.of(walk)
                .onDone(running -> {
                    model.follow(running);
                    session.runProperty().set(model);
                    if (old != null && old != model) {
                        old.close();
                    }
                    times(model, product);
                    started.run();
                })
                .start();
    }

    private void times(RunModel model, String product) {
        tasks.of(() -> StepTimes.of(engine.journal(), product))
                .onDone(times -> {
                    if (session.runProperty().get() == model) {
                        session.timesProperty().set(times);
                    }
                })
                .start();
    }

    /// Connects to all servers of a run, one after the other; a recorded one has none.
    private void reach(Run run, Reaching reaching, Consumer<Map<String, Link>> reached) {
        if (run.isRecorded()) {
            session.leave();
            reached.accept(Map.of());
            return;
        }
        Optional<Link> open = session.link();
        Person person = session.asking().whileWanted(reaching.wanted());
        Map<String, Link> links = new LinkedHashMap<>();
        Map<String, Target> targets = new LinkedHashMap<>();
        run.start().places().forEach((role, place) -> targets.put(role, place.target()));
        tasks.of(
                        () -> {
                            for (Map.Entry<String, Target> entry : targets.entrySet()) {
                                Link link =
                                        open.filter(o -> o.target().equals(entry.getValue()))
                                                .orElseGet(() ->
                                                        engine.link(entry.getValue(), person));
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
                        session.adopt(links);
                        reached.accept(links);
                        return;
                    }
                    tasks.execute(() ->
                            links.values().stream()
                                    .filter(link -> !open.equals(Optional.of(link)))
                                    .forEach(Link::close));
                    if (wanted) {
                        problem.ifPresent(reaching.failed());
                    }
                })
                .start();
    }
}
