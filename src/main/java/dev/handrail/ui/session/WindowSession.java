package dev.handrail.ui.session;

import dev.handrail.app.Engine;
import dev.handrail.detect.DetectedProduct;
import dev.handrail.detect.DetectionResult;
import dev.handrail.model.AvailableReleases;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.model.UpgradeRequest;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;
import dev.handrail.run.StepTimes;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.BackgroundTasks;

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

/// What the window works on: the server, the detected products, the plan and the run. It belongs to
/// the FX thread.
public final class WindowSession {
    /// The state of the connection to the first server.
    public enum ConnectionState {
        NONE,
        CONNECTING,
        CONNECTED,
        LOST
    }

    private final Engine engine;
    private final BackgroundTasks tasks;
    private final WindowCredentialPrompt asking;
    private final ObjectProperty<@Nullable Target> target =
            new SimpleObjectProperty<>(this, "target");
    private final ObjectProperty<ConnectionState> state =
            new SimpleObjectProperty<>(this, "state", ConnectionState.NONE);
    private final ObjectProperty<@Nullable Duration> roundTrip =
            new SimpleObjectProperty<>(this, "roundTrip");
    private final ObjectProperty<@Nullable DetectionResult> detection =
            new SimpleObjectProperty<>(this, "detection");
    private final ObjectProperty<@Nullable DetectedProduct> found =
            new SimpleObjectProperty<>(this, "found");
    private final ObjectProperty<AvailableReleases> releases =
            new SimpleObjectProperty<>(this, "releases", AvailableReleases.UNKNOWN);
    private final ObjectProperty<UpgradeRequest> wish =
            new SimpleObjectProperty<>(this, "wish", UpgradeRequest.NEWEST);
    private final ObjectProperty<@Nullable Plan> plan = new SimpleObjectProperty<>(this, "plan");
    private final ObjectProperty<StepTimes> times =
            new SimpleObjectProperty<>(this, "times", StepTimes.none());
    private final ObjectProperty<String> windowEnds =
            new SimpleObjectProperty<>(this, "windowEnds", "");
    private final ObjectProperty<@Nullable RunModel> run = new SimpleObjectProperty<>(this, "run");
    private final FindingFixes fixes;
    private final Map<String, ServerConnection> others = new LinkedHashMap<>();
    private final List<BackgroundRun> away = new ArrayList<>();
    private @Nullable ServerConnection link;

    /// A live run that continues while the window shows something else. `link` is null for a
    /// recorded run.
    private record BackgroundRun(
            RunModel run, @Nullable ServerConnection link, Map<String, ServerConnection> others) {
        void close() {
            run.close();
            others.values().forEach(ServerConnection::close);
            if (link != null) {
                link.close();
            }
        }
    }

    /// `window` shows the questions of connections.
    public WindowSession(
            Engine engine, BackgroundTasks tasks, Consumer<ConnectionQuestion> window) {
        this.engine = engine;
        this.tasks = tasks;
        this.asking = new WindowCredentialPrompt(window);
        this.fixes = new FindingFixes(engine, tasks);
    }

    /// The server, from the start of connecting on; null without one.
    public ObjectProperty<@Nullable Target> targetProperty() {
        return target;
    }

    public ObjectProperty<ConnectionState> stateProperty() {
        return state;
    }

    /// The latest round trip to the server; null when it is not known or the connection is lost.
    public ObjectProperty<@Nullable Duration> roundTripProperty() {
        return roundTrip;
    }

    /// Everything that was detected on the server; null before detection.
    public ObjectProperty<@Nullable DetectionResult> detectionProperty() {
        return detection;
    }

    /// The product to upgrade; null until one is chosen.
    public ObjectProperty<@Nullable DetectedProduct> foundProperty() {
        return found;
    }

    public ObjectProperty<AvailableReleases> releasesProperty() {
        return releases;
    }

    /// What the admin wants to upgrade to; the newest version by default.
    public ObjectProperty<UpgradeRequest> wishProperty() {
        return wish;
    }

    public ObjectProperty<@Nullable Plan> planProperty() {
        return plan;
    }

    /// The run that the window shows; null without one.
    public ObjectProperty<@Nullable RunModel> runProperty() {
        return run;
    }

    /// The end of the maintenance window, as the admin typed it; empty for none.
    public ObjectProperty<String> windowEndsProperty() {
        return windowEnds;
    }

    /// How long the steps of the run took in earlier runs.
    public ObjectProperty<StepTimes> timesProperty() {
        return times;
    }

    public WindowCredentialPrompt credentialPrompt() {
        return asking;
    }

    public FindingFixes findingFixes() {
        return fixes;
    }

    /// The connection to the first server, which may still be connecting or be lost; empty without
    /// one.
    public Optional<ServerConnection> currentLink() {
        return Optional.ofNullable(link);
    }

    /// Forgets the server and everything detected there, and closes its connections. A live run
    /// keeps its connections and continues; see [#returnToRun].
    public void leaveServer() {
        ServerConnection old = link;
        RunModel shown = run.get();
        if (shown != null && shown.isLive()) {
            away.add(new BackgroundRun(shown, old, Map.copyOf(others)));
        } else {
            List<ServerConnection> all = new ArrayList<>(others.values());
            if (old != null) {
                all.add(old);
            }
            tasks.execute(() -> all.forEach(ServerConnection::close));
            if (shown != null) {
                shown.close();
            }
        }
        link = null;
        others.clear();
        run.set(null);
        times.set(StepTimes.none());
        plan.set(null);
        wish.set(UpgradeRequest.NEWEST);
        windowEnds.set("");
        releases.set(AvailableReleases.UNKNOWN);
        forgetDetection();
        roundTrip.set(null);
        state.set(ConnectionState.NONE);
        target.set(null);
    }

    /// Forgets what was detected and the results of fixes, so that the server is examined again.
    public void forgetDetection() {
        fixes.clearStates();
        found.set(null);
        detection.set(null);
    }

    /// The live runs of this window, visible or not. It also closes background runs that have
    /// ended.
    public List<RunModel> activeRuns() {
        List<BackgroundRun> over = away.stream().filter(walked -> !walked.run().isLive()).toList();
        away.removeAll(over);
        tasks.execute(() -> over.forEach(BackgroundRun::close));
        List<RunModel> runs = new ArrayList<>(away.stream().map(BackgroundRun::run).toList());
        RunModel shown = run.get();
        if (shown != null && shown.isLive()) {
            runs.add(shown);
        }
        return runs;
    }

    /// Shows a live run of this window again. Returns false when the run is not live here.
    public boolean returnToRun(String id) {
        if (activeRuns().stream().noneMatch(run -> run.id().equals(id))) {
            return false;
        }
        RunModel shown = run.get();
        if (shown != null && shown.id().equals(id)) {
            return true;
        }
        leaveServer();
        BackgroundRun walked =
                away.stream().filter(one -> one.run().id().equals(id)).findFirst().orElseThrow();
        away.remove(walked);
        ServerConnection open = walked.link();
        link = open;
        others.putAll(walked.others());
        run.set(walked.run());
        if (open != null) {
            target.set(open.target());
            state.set(ConnectionState.CONNECTED);
            measureRoundTrip(open);
        }
        return true;
    }

    /// Leaves the server and connects to another one. If the admin leaves that one before it
    /// answers, neither callback runs.
    public void connectTo(Target to, Runnable connected, Consumer<Problem> failed) {
        leaveServer();
        ServerConnection fresh = engine.newLink(to, asking);
        link = fresh;
        target.set(to);
        state.set(ConnectionState.CONNECTING);
        tasks.of(fresh::connect)
                .onDone(problem -> {
                    if (link != fresh) {
                        fresh.close();
                        return;
                    }
                    if (problem.isPresent()) {
                        state.set(ConnectionState.NONE);
                        failed.accept(problem.get());
                    } else {
                        state.set(ConnectionState.CONNECTED);
                        connected.run();
                        measureRoundTrip(fresh);
                    }
                })
                .start();
    }

    /// Stops waiting for the connection and answers its open question with no.
    public void cancelConnecting() {
        asking.cancelPrompt();
        leaveServer();
    }

    /// Takes over the connections of a run, by role. The header shows the first one.
    public void adoptLinks(Map<String, ServerConnection> of) {
        others.clear();
        others.putAll(of);
        ServerConnection first = of.values().iterator().next();
        if (link != first) {
            link = first;
            target.set(first.target());
            state.set(ConnectionState.CONNECTED);
            measureRoundTrip(first);
        }
    }

    /// Connects to a further server for a role of the route.
    public void addServer(String role, Target to, Runnable connected, Consumer<Problem> failed) {
        ServerConnection fresh = engine.newLink(to, asking);
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

    /// The connections for these roles, without roles that have none. The first role falls back to
    /// the connected server.
    public Map<String, ServerConnection> linksByRole(List<String> roles) {
        Map<String, ServerConnection> links = new LinkedHashMap<>();
        for (String role : roles) {
            ServerConnection of = others.get(role);
            ServerConnection chosen = of == null && role.equals(roles.getFirst()) ? link : of;
            if (chosen != null) {
                links.put(role, chosen);
            }
        }
        return links;
    }

    /// Measures the round trip, and again five seconds after each answer while the connection is
    /// the current one.
    private void measureRoundTrip(ServerConnection of) {
        tasks.of(
                        () -> {
                            Duration time = of.currentShell().roundTrip();
                            return Optional.of(time);
                        })
                .onError(
                        ConnectionLostException.class,
                        lost -> onRoundTripMeasured(of, Optional.empty()))
                .onDone(time -> onRoundTripMeasured(of, time))
                .start();
    }

    /// An empty time means that the connection is lost.
    private void onRoundTripMeasured(ServerConnection of, Optional<Duration> time) {
        if (link != of) {
            return;
        }
        roundTrip.set(time.orElse(null));
        state.set(time.isPresent() ? ConnectionState.CONNECTED : ConnectionState.LOST);
        tasks.of(
                        () -> {
                            Thread.sleep(5_000);
                            return true;
                        })
                .onDone(ignored -> {
                    if (link == of) {
                        measureRoundTrip(of);
                    }
                })
                .start();
    }
}
