package dev.handrail.ui.shell;

import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.Target;
import dev.handrail.model.summary.RunSituation;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.session.WindowSession;

import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Shows the server, the state of the connection, and the time of the run at the top.
final class WindowHeader extends HBox {
    private final Texts texts;
    private final WindowSession session;
    private final Clock clock;
    private final Region colour = new Region();
    private final Label server = Ui.label("", "header-server");
    private final Label tag = Ui.badge("");
    private final Circle dot = new Circle(5);
    private final Label link = Ui.label("", "header-link");
    private final Label elapsed = Ui.label("", "header-elapsed");
    private final Label down = Ui.badge("", "badge-warning");
    private final Label rehearsal;

    /// Creates the header without a state; [#refreshHeader] fills it.
    WindowHeader(Texts texts, WindowSession session, Clock clock) {
        super(12);
        this.texts = texts;
        this.session = session;
        this.clock = clock;
        this.rehearsal = Ui.badge(texts.get("header.rehearsal"), "badge-rehearsal");
        getStyleClass().add("header");
        dot.getStyleClass().add("link-dot");
        server.setMinWidth(80);
        getChildren()
                .addAll(
                        Ui.icon(Feather.SERVER, "header-icon"),
                        colour,
                        server,
                        tag,
                        rehearsal,
                        dot,
                        link,
                        Ui.spacer(),
                        down,
                        elapsed);
        tag.setId("environment-tag");
        link.setId("link-state");
        colour.setId("server-colour");
        // Where space is short, these are cut before the name of the server.
        HBox.setHgrow(link, Priority.SOMETIMES);
        down.setId("services-down");
        rehearsal.setId("rehearsal-mark");
        rehearsal.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(elapsed, Priority.SOMETIMES);
        setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    }

    /// Sets a text and a tooltip with the same text, since the label is cut where space is short.
    private static void setLabelText(Label label, String text) {
        String safe = Ui.safeText(text);
        if (!safe.equals(label.getText())) {
            label.setText(safe);
            label.setTooltip(safe.isEmpty() ? null : new Tooltip(safe));
        }
    }

    /// Shows the current state. Without a connection it names the server of the run that is open.
    void refreshHeader() {
        Target target = session.targetProperty().get();
        RunModel model = session.runProperty().get();
        Run run = model == null ? null : model.runProperty().get();
        Target shown = target == null && run != null ? run.firstTarget() : target;
        setLabelText(server, shown == null ? "Handrail" : shown.name());
        showEnvironment(shown == null ? "" : shown.environment());
        showColour(shown);
        showLinkState(run, shown != null);
        setLabelText(elapsed, run == null ? "" : elapsedText(model, run));
        showDowntime(run);
        showRehearsal(run != null && run.isRehearsal());
    }

    /// A run in a copy of the server must not look like one on the server.
    private void showRehearsal(boolean shown) {
        Ui.setShown(rehearsal, shown);
        Ui.setStyleClasses(this, "header", shown ? "header-rehearsal" : "header-live");
    }

    /// The same colour as in the list of runs.
    private void showColour(@Nullable Target shown) {
        Ui.setShown(colour, shown != null);
        if (shown != null) {
            Ui.setStyleClasses(colour, "server-bar", session.serverColors().styleClass(shown));
        }
    }

    /// Shows the environment as a badge, in red when its name begins with "prod" or "live".
    private void showEnvironment(String environment) {
        Ui.setShown(tag, !environment.isBlank());
        tag.setText(environment.toUpperCase(texts.locale()));
        String lower = environment.toLowerCase(Locale.ROOT);
        boolean production = lower.startsWith("prod") || lower.startsWith("live");
        Ui.setStyleClasses(tag, "label", "badge", production ? "badge-danger" : "badge-accent");
    }

    /// Shows the connection as lost while the run waits for the server.
    private void showLinkState(@Nullable Run run, boolean hasServer) {
        WindowSession.ConnectionState state = session.stateProperty().get();
        boolean past = session.targetProperty().get() == null && run != null;
        boolean lost = run != null && run.away().isPresent() && !past;
        WindowSession.ConnectionState shown = lost ? WindowSession.ConnectionState.LOST : state;
        Duration time = session.roundTripProperty().get();
        Ui.setShown(dot, hasServer);
        Ui.setStyleClasses(dot, "link-dot", "link-" + shown.name().toLowerCase(Locale.ROOT));
        setLabelText(link, hasServer ? linkText(past ? run : null, shown, time) : "");
    }

    /// `past` is a run that is shown without a connection, or null.
    private String linkText(
            @Nullable Run past, WindowSession.ConnectionState state, @Nullable Duration time) {
        if (past != null) {
            return texts.get(past.isRecorded() ? "link.recording" : "link.past");
        }
        return state == WindowSession.ConnectionState.CONNECTED && time != null
                ? texts.get("link.round-trip", texts.of("link", state), formatMillis(time))
                : texts.of("link", state);
    }

    /// Milliseconds, with one decimal place below 10.
    private static String formatMillis(Duration time) {
        double millis = time.toNanos() / 1e6;
        return millis < 10 ? "%.1f".formatted(millis) : String.valueOf(Math.round(millis));
    }

    /// The time that the run has taken, and an estimate of the rest while it is live and one is
    /// known.
    private String elapsedText(RunModel model, Run run) {
        Instant until = model.isLive() ? clock.instant() : run.lastAt();
        String elapsedText = elapsedText(run, until);
        return (model.isLive() ? remainingText(run, until) : Optional.<String>empty())
                .map(remainingText -> elapsedText + " \u00b7 " + remainingText)
                .orElse(elapsedText);
    }

    /// How long the run still takes, or that it waits for the admin, whose time nobody can predict.
    private Optional<String> remainingText(Run run, Instant now) {
        return run.open().isPresent()
                ? Optional.of(texts.get("header.waiting"))
                : session.timesProperty()
                        .get()
                        .remainingDuration(run, now)
                        .map(remaining ->
                                texts.get("header.remaining", texts.formatEstimate(remaining)));
    }

    /// Shows how long services are down, as long as a run that is not over keeps them down.
    private void showDowntime(@Nullable Run run) {
        boolean shown = run != null && new RunSituation(run).keepsServicesDown();
        Ui.setShown(down, shown);
        if (shown && run != null) {
            setLabelText(down, downText(run));
        }
    }

    private String downText(Run run) {
        Duration time = run.downtime().totalUntil(clock.instant());
        String key = run.downtime().doubtful() ? "header.down-doubtful" : "header.down";
        return texts.get(key, texts.formatDuration(time));
    }

    /// The product, its versions and the time that the run has taken.
    private String elapsedText(Run run, Instant until) {
        String time = texts.formatDuration(Duration.between(run.start().at(), until));
        Plan.Ready plan = run.start().plan();
        String from = plan.from().text();
        String to = plan.to().text();
        return from.equals(to)
                ? texts.get("header.elapsed-at", plan.productName(), to, time)
                : texts.get("header.elapsed", plan.productName(), from, to, time);
    }
}
