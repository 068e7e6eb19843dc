package dev.handrail.ui.session;

import dev.handrail.app.Engine;
import dev.handrail.detect.Detection;
import dev.handrail.detect.Found;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Releases;
import dev.handrail.model.Target;
import dev.handrail.model.Wish;
import dev.handrail.remote.Link;
import dev.handrail.remote.LinkLost;
import dev.handrail.run.StepTimes;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.Tasks;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The upgrade that the window is busy with. Belongs to the FX thread.
public final class Session {
    public enum State {
        NONE,
        CONNECTING,
        CONNECTED,
        LOST
    }

    private final Engine engine;
    private final Tasks tasks;
    private final Asking asking;
    private final ObjectProperty<@Nullable Target> target =
            new SimpleObjectProperty<>(this, "target");
    private final ObjectProperty<State> state =
            new SimpleObjectProperty<>(this, "state", State.NONE);
    private final ObjectProperty<@Nullable Duration> roundTrip =
            new SimpleObjectProperty<>(this, "roundTrip");
    private final ObjectProperty<@Nullable Detection> detection =
            new SimpleObjectProperty<>(this, "detection");
    private final ObjectProperty<@Nullable Found> found = new SimpleObjectProperty<>(this, "found");
    private final ObjectProperty<Releases> releases =
            new SimpleObjectProperty<>(this, "releases", Releases.UNKNOWN);
    private final ObjectProperty<Wish> wish = new SimpleObjectProperty<>(this, "wish", Wish.NEWEST);
    private final ObjectProperty<@Nullable Plan> plan = new SimpleObjectProperty<>(this, "plan");
    private final ObjectProperty<StepTimes> times =
            new SimpleObjectProperty<>(this, "times", StepTimes.none());
    private final ObjectProperty<String> windowEnds =
            new SimpleObjectProperty<>(this, "windowEnds", "");
    private final ObjectProperty<@Nullable RunModel> run = new SimpleObjectProperty<>(this, "run");
    private final Fixes fixes;
    private final Map<String, Link> others = new LinkedHashMap<>();
    private final List<Walked> away = new ArrayList<>();
    private @Nullable Link link;

    /// A run that goes on while the window shows something else. `link`: null for a recorded one.
    private record Walked(RunModel run, @Nullable Link link, Map<String, Link> others) {
        void close() {
            run.close();
            others.values().forEach(Link::close);
            if (link != null) {
                link.close();
            }
        }
    }

    public Session(Engine engine, Tasks tasks, Consumer<Ask> window) {
        this.engine = engine;
        this.tasks = tasks;
        this.asking = new Asking(window);
        this.fixes = new Fixes(engine, tasks);
    }

    public ObjectProperty<@Nullable Target> targetProperty() {
        return target;
    }

    public ObjectProperty<State> stateProperty() {
        return state;
    }

    public ObjectProperty<@Nullable Duration> roundTripProperty() {
        return roundTrip;
    }

    public ObjectProperty<@Nullable Detection> detectionProperty() {
        return detection;
    }

    public ObjectProperty<@Nullable Found> foundProperty() {
        return found;
    }

    public ObjectProperty<Releases> releasesProperty() {
        return releases;
    }

    public ObjectProperty<Wish> wishProperty() {
        return wish;
    }

    public ObjectProperty<@Nullable Plan> planProperty() {
        return plan;
    }

    public ObjectProperty<@Nullable RunModel> runProperty() {
        return run;
    }

    /// When the admin's maintenance window ends, as it was typed.
    public ObjectProperty<String> windowEndsProperty() {
        return windowEnds;
    }

    /// What is known of the time that the steps of the run take.
    public ObjectProperty<StepTimes> timesProperty() {
        return times;
    }

    public Asking asking() {
        return asking;
    }

    public Fixes fixes() {
        return fixes;
    }

    public Optional<Link> link() {
        return Optional.ofNullable(link);
    }

    /// Forgets the server and all that was seen there. A run that is walked goes on, see [#back].
    public void leave() {
        Link old = link;
        RunModel shown = run.get();
        if (shown != null && shown.live()) {
            away.add(new Walked(shown, old, Map.copyOf(others)));
        } else {
            List<Link> all = new ArrayList<>(others.values());
            if (old != null) {
                all.add(old);
            }
            tasks.execute(() -> all.forEach(Link::close));
            if (shown != null) {
                shown.close();
            }
        }
        link = null;
        others.clear();
        run.set(null);
        times.set(StepTimes.none());
        plan.set(null);
        wish.set(Wish.NEWEST);
        windowEnds.set("");
        releases.set(Releases.UNKNOWN);
        lookAgain();
        roundTrip.set(null);
        state.set(State.NONE);
        target.set(null);
    }

    /// Forgets what was seen on the server, so that it is looked at anew.
    public void lookAgain() {
        fixes.clear();
        found.set(null);
        detection.set(null);
    }

    /// The runs that are walked in this window, whether it shows them or not.
    public List<RunModel> walked() {
        List<Walked> over = away.stream().filter(walked -> !walked.run().live()).toList();
        away.removeAll(over);
        tasks.execute(() -> over.forEach(Walked::close));
        List<RunModel> runs = new ArrayList<>(away.stream().map(Walked::run).toList());
        RunModel shown = run.get();
        if (shown != null && shown.live()) {
            runs.add(shown);
        }
        return runs;
    }

    /// Goes back to a run that is walked in this window; false: it is not walked here.
    public boolean back(String id) {
        if (walked().stream().noneMatch(run -> run.id().equals(id))) {
            return false;
        }
        RunModel shown = run.get();
        if (shown != null && shown.id().equals(id)) {
            return true;
        }
        leave();
        Walked walked =
                away.stream().filter(one -> one.run().id().equals(id)).findFirst().orElseThrow();
        away.remove(walked);
        Link open = walked.link();
        link = open;
        others.putAll(walked.others());
        run.set(walked.run());
        if (open != null) {
            target.set(open.target());
            state.set(State.CONNECTED);
            measure(open);
        }
        return true;
    }

    /// Connects to a server, leaving the one before.
    public void connect(Target to, Runnable connected, Consumer<Problem> failed) {
        leave();
        Link fresh = engine.link(to, asking);
        link = fresh;
        target.set(to);
        state.set(State.CONNECTING);
        tasks.of(fresh::connect)
                .onDone(problem -> {
                    if (link != fresh) {
                        fresh.close();
                        return;
                    }
                    if (problem.isPresent()) {
                        state.set(State.NONE);
                        failed.accept(problem.get());
                    } else {
                        state.set(State.CONNECTED);
                        connected.run();
                        measure(fresh);
                    }
                })
                .start();
    }

    /// Gives up connecting.
    public void cancel() {
        asking.cancel();
        leave();
    }

    /// Takes over the links of a run, by role; the first is the one that the header tells of.
    public void adopt(Map<String, Link> of) {
        others.clear();
        others.putAll(of);
        Link first = of.values().iterator().next();
        if (link != first) {
            link = first;
            target.set(first.target());
            state.set(State.CONNECTED);
            measure(first);
        }
    }

    /// Adds a server that a route needs beside the first one.
    public void add(String role, Target to, Runnable connected, Consumer<Problem> failed) {
        Link fresh = engine.link(to, asking);
        tasks.of(fresh::connect)
                .onDone(problem -> {
                    if (problem.isPresent()) {
                        failed.accept(problem.get());
                    } else {
                        others.put(role, fresh);
                        connected.run();
                    }
                })
                .start();
    }

    /// The links of these roles that are there: the first role is the server that is connected.
    public Map<String, Link> links(List<String> roles) {
        Map<String, Link> links = new LinkedHashMap<>();
        for (String role : roles) {
            Link of = others.get(role);
            Link chosen = of == null && role.equals(roles.getFirst()) ? link : of;
            if (chosen != null) {
                links.put(role, chosen);
            }
        }
        return links;
    }

    /// Measures the round trip every few seconds while this link is the one.
    private void measure(Link of) {
        tasks.of(
                        () -> {
                            Duration time = of.shell().roundTrip();
                            return Optional.of(time);
                        })
                .onError(LinkLost.class, lost -> measured(of, Optional.empty()))
                .onDone(time -> measured(of, time))
                .start();
    }

    private void measured(Link of, Optional<Duration> time) {
        if (link != of) {
            return;
        }
        roundTrip.set(time.orElse(null));
        state.set(time.isPresent() ? State.CONNECTED : State.LOST);
        tasks.of(
                        () -> {
                            Thread.sleep(5_000);
                            return true;
                        })
                .onDone(ignored -> {
                    if (link == of) {
                        measure(of);
                    }
                })
                .start();
    }
}
