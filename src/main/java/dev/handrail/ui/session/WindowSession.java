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

/// The upgrade that the window is busy with. Belongs to the FX thread.
public final class WindowSession {
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

    /// A run that goes on while the window shows something else. `link`: null for a recorded one.
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

    public WindowSession(
            Engine engine, BackgroundTasks tasks, Consumer<ConnectionQuestion> window) {
        this.engine = engine;
        this.tasks = tasks;
        this.asking = new WindowCredentialPrompt(window);
        this.fixes = new FindingFixes(engine, tasks);
    }

    public ObjectProperty<@Nullable Target> targetProperty() {
        return target;
    }

    public ObjectProperty<ConnectionState> stateProperty() {
        return state;
    }

    public ObjectProperty<@Nullable Duration> roundTripProperty() {
        return roundTrip;
    }

    public ObjectProperty<@Nullable DetectionResult> detectionProperty() {
        return detection;
    }

    public ObjectProperty<@Nullable DetectedProduct> foundProperty() {
        return found;
    }

    public ObjectProperty<AvailableReleases> releasesProperty() {
        return releases;
    }

    public ObjectProperty<UpgradeRequest> wishProperty() {
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

    public WindowCredentialPrompt credentialPrompt() {
        return asking;
    }

    public FindingFixes findingFixes() {
        return fixes;
    }

    public Optional<ServerConnection> currentLink() {
        return Optional.ofNullable(link);
    }

    /// Forgets the server and all that was seen there. A run that is walked goes on, see
    /// [#returnToRun].
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

    /// Forgets what was seen on the server, so that it is looked at anew.
    public void forgetDetection() {
        fixes.clearStates();
        found.set(null);
        detection.set(null);
    }

    /// The runs that are walked in this window, whether it shows them or not.
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

    /// Goes back to a run that is walked in this window; false: it is not walked here.
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

    /// Connects to a server, leaving the one before.
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

    /// Gives up connecting.
    public void cancelConnecting() {
        asking.cancelPrompt();
        leaveServer();
    }

    /// Takes over the links of a run, by role; the first is the one that the header tells of.
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

    /// Adds a server that a route needs beside the first one.
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

    /// The links of these roles that are there: the first role is the server that is connected.
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

    /// Measures the round trip every few seconds while this link is the one.
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
