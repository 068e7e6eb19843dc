package dev.handrail.ui.session;

import dev.handrail.app.Engine;
import dev.handrail.detect.DetectedProduct;
import dev.handrail.detect.DetectionResult;
import dev.handrail.model.AvailableReleases;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.model.UpgradeRequest;
import dev.handrail.remote.ServerConnection;
import dev.handrail.run.StepTimes;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.BackgroundTasks;
import dev.handrail.ui.session.BackgroundRuns.BackgroundRun;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
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
    private final WindowCredentialPrompt prompt;
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
    private final ObjectProperty<AutoRollbackWish> autoRollback =
            new SimpleObjectProperty<>(this, "autoRollback", AutoRollbackWish.NONE);
    private final ObjectProperty<@Nullable RunModel> run = new SimpleObjectProperty<>(this, "run");
    private final ServerColors colors = new ServerColors();
    private final FindingFixes fixes;
    private final Map<String, ServerConnection> others = new LinkedHashMap<>();
    private final BackgroundRuns backgroundRuns;
    private final RoundTripMonitor roundTrips;
    private @Nullable ServerConnection link;

    /// `window` shows the questions of connections.
    public WindowSession(
            Engine engine, BackgroundTasks tasks, Consumer<ConnectionQuestion> window) {
        this.engine = engine;
        this.tasks = tasks;
        this.prompt = new WindowCredentialPrompt(window);
        this.fixes = new FindingFixes(engine, tasks);
        this.backgroundRuns = new BackgroundRuns(tasks);
        this.roundTrips = new RoundTripMonitor(tasks, this::isCurrent, this::showRoundTrip);
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

    /// Whether Handrail may roll the next run back by itself.
    public ObjectProperty<AutoRollbackWish> autoRollbackProperty() {
        return autoRollback;
    }

    /// How long the steps of the run took in earlier runs.
    public ObjectProperty<StepTimes> timesProperty() {
        return times;
    }

    public WindowCredentialPrompt credentialPrompt() {
        return prompt;
    }

    public ServerColors serverColors() {
        return colors;
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
        releaseConnections();
        run.set(null);
        times.set(StepTimes.none());
        plan.set(null);
        forgetDetection();
        wish.set(UpgradeRequest.NEWEST);
        windowEnds.set("");
        autoRollback.set(AutoRollbackWish.NONE);
        releases.set(AvailableReleases.UNKNOWN);
        roundTrip.set(null);
        state.set(ConnectionState.NONE);
        target.set(null);
    }

    /// Gives the connections to the run if it is live, otherwise closes both.
    private void releaseConnections() {
        RunModel shown = run.get();
        if (shown != null && shown.isLive()) {
            backgroundRuns.addRun(new BackgroundRun(shown, link, Map.copyOf(others), times.get()));
        } else {
            closeConnections();
            if (shown != null) {
                shown.close();
            }
        }
        link = null;
        others.clear();
    }

    /// Takes a run that continued in the background; empty if it is not there.
    Optional<BackgroundRun> takeBackgroundRun(String id) {
        return backgroundRuns.takeRun(id);
    }

    /// Lets a run continue in the background with its connections.
    void keepInBackground(BackgroundRun kept) {
        backgroundRuns.addRun(kept);
    }

    private void closeConnections() {
        List<ServerConnection> all = new ArrayList<>(others.values());
        currentLink().ifPresent(all::add);
        tasks.execute(() -> all.forEach(ServerConnection::close));
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
        List<RunModel> runs = new ArrayList<>(backgroundRuns.activeRuns());
        RunModel shown = run.get();
        if (shown != null && shown.isLive()) {
            runs.add(shown);
        }
        return runs;
    }

    /// The live runs of this window, and those that have ended while it showed something else.
    public List<RunModel> listRuns() {
        List<RunModel> runs = activeRuns();
        runs.addAll(backgroundRuns.endedRuns());
        runs.sort(Comparator.comparing(RunModel::id));
        return runs;
    }

    /// Lets a live run continue in the background, with its connections, before the window turns to
    /// another one.
    void leaveLiveRun(String next) {
        RunModel shown = run.get();
        if (shown != null && shown.isLive() && !shown.id().equals(next)) {
            leaveServer();
        }
    }

    /// Shows a live run of this window again. Returns false when the run is not live here.
    public boolean returnToRun(String id) {
        boolean live = activeRuns().stream().anyMatch(model -> model.id().equals(id));
        backgroundRuns.forgetEnded(id);
        if (!live) {
            return false;
        }
        RunModel shown = run.get();
        if (shown == null || !shown.id().equals(id)) {
            leaveServer();
            restoreRun(backgroundRuns.removeRun(id));
        }
        return true;
    }

    /// Shows a run with the connections that it kept.
    private void restoreRun(BackgroundRun restored) {
        ServerConnection open = restored.link();
        link = open;
        others.putAll(restored.others());
        run.set(restored.run());
        times.set(restored.times());
        if (open != null) {
            showConnected(open);
        }
    }

    private void showConnected(ServerConnection open) {
        target.set(open.target());
        state.set(ConnectionState.CONNECTED);
        roundTrips.startMeasuring(open);
    }

    /// Leaves the server and connects to another one. If the admin leaves that one before it
    /// answers, neither callback runs.
    public void connectTo(Target to, Runnable connected, Consumer<Problem> failed) {
        leaveServer();
        ServerConnection fresh = engine.newLink(to, prompt);
        link = fresh;
        target.set(to);
        state.set(ConnectionState.CONNECTING);
        ConnectCallbacks callbacks =
                new ConnectCallbacks(() -> isCurrent(fresh), connected, failed);
        tasks.of(fresh::connect)
                .onDone(problem -> finishConnecting(fresh, problem, callbacks))
                .start();
    }

    private boolean isCurrent(ServerConnection open) {
        return link == open;
    }

    private void finishConnecting(
            ServerConnection fresh, Optional<Problem> problem, ConnectCallbacks callbacks) {
        if (!callbacks.wanted().getAsBoolean()) {
            tasks.execute(fresh::close);
        } else if (problem.isPresent()) {
            state.set(ConnectionState.NONE);
            callbacks.failed().accept(problem.get());
        } else {
            state.set(ConnectionState.CONNECTED);
            callbacks.started().run();
            roundTrips.startMeasuring(fresh);
        }
    }

    /// Stops waiting for the connection and answers its open question with no.
    public void cancelConnecting() {
        prompt.cancelPrompt();
        leaveServer();
    }

    /// Takes over the connections of a run, by role. The header shows the first one. Those to a
    /// copy of the connected server stay with the rehearsal: the window stays with the server.
    public void adoptLinks(Map<String, ServerConnection> links) {
        ServerConnection first = links.values().iterator().next();
        if (isCopyOfCurrent(first.target())) {
            return;
        }
        others.clear();
        others.putAll(links);
        if (link != first) {
            link = first;
            showConnected(first);
        }
    }

    private boolean isCopyOfCurrent(Target other) {
        return other.isCopy()
                && currentLink().filter(open -> open.target().isServerOf(other)).isPresent();
    }

    /// Shows no run any more, if none is live. The server and what was detected there stay.
    public void closeRun() {
        RunModel shown = run.get();
        if (shown != null && !shown.isLive()) {
            run.set(null);
            times.set(StepTimes.none());
            shown.close();
        }
    }

    /// Connects to a further server for a role of the route.
    public void addServer(String role, Target to, Runnable connected, Consumer<Problem> failed) {
        ServerConnection fresh = engine.newLink(to, prompt);
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

    /// An empty time means that the connection is lost.
    private void showRoundTrip(Optional<Duration> time) {
        roundTrip.set(time.orElse(null));
        state.set(time.isPresent() ? ConnectionState.CONNECTED : ConnectionState.LOST);
    }
}
