package dev.handrail.ui.shell;

import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.Target;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.session.Session;

import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.shape.Circle;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// Says at the top where one is connected, how well, and how long the run takes.
final class Header extends HBox {
    private final Texts texts;
    private final Session session;
    private final Clock clock;
    private final Label server = Ui.label("", "header-server");
    private final Label tag = Ui.badge("");
    private final Circle dot = new Circle(5);
    private final Label link = Ui.label("", "header-link");
    private final Label elapsed = Ui.label("", "header-elapsed");

    Header(Texts texts, Session session, Clock clock) {
        super(12);
        this.texts = texts;
        this.session = session;
        this.clock = clock;
        getStyleClass().add("header");
        dot.getStyleClass().add("link-dot");
        server.setMinWidth(80);
        getChildren()
                .addAll(
                        Ui.icon(Feather.SERVER, "header-icon"),
                        server,
                        tag,
                        dot,
                        link,
                        Ui.spacer(),
                        elapsed);
        tag.setId("environment-tag");
        link.setId("link-state");
        // Where there is little room, these are cut before the server's name is.
        HBox.setHgrow(link, Priority.SOMETIMES);
        HBox.setHgrow(elapsed, Priority.SOMETIMES);
        setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    }

    /// What may be cut where there is little room can be read in a tip.
    private static void say(Label label, String text) {
        String safe = Ui.safe(text);
        if (!safe.equals(label.getText())) {
            label.setText(safe);
            label.setTooltip(safe.isEmpty() ? null : new Tooltip(safe));
        }
    }

    /// Shows how things stand now.
    void refresh() {
        Target target = session.targetProperty().get();
        RunModel model = session.runProperty().get();
        Run run = model == null ? null : model.runProperty().get();
        Target shown =
                target == null && run != null
                        ? run.start().places().values().iterator().next().target()
                        : target;
        say(server, shown == null ? "Handrail" : shown.name());
        environment(shown == null ? "" : shown.environment());
        link(run, shown != null);
        say(elapsed, run == null ? "" : elapsed(model, run));
    }

    private void environment(String environment) {
        Ui.shown(tag, !environment.isBlank());
        tag.setText(environment.toUpperCase(texts.locale()));
        String lower = environment.toLowerCase(Locale.ROOT);
        boolean production = lower.startsWith("prod") || lower.startsWith("live");
        Ui.classes(tag, "label", "badge", production ? "badge-danger" : "badge-accent");
    }

    private void link(@Nullable Run run, boolean there) {
        Session.State state = session.stateProperty().get();
        boolean past = session.targetProperty().get() == null && run != null;
        boolean away = run != null && run.away().isPresent() && !past;
        Session.State seen = away ? Session.State.LOST : state;
        Duration time = session.roundTripProperty().get();
        Ui.shown(dot, there);
        Ui.classes(dot, "link-dot", "link-" + seen.name().toLowerCase(Locale.ROOT));
        say(link, there ? said(past ? run : null, seen, time) : "");
    }

    /// `past`: the run that is shown without a connection.
    private String said(@Nullable Run past, Session.State seen, @Nullable Duration time) {
        if (past != null) {
            return texts.get(past.isRecorded() ? "link.recording" : "link.past");
        }
        return seen == Session.State.CONNECTED && time != null
                ? texts.get("link.round-trip", texts.of("link", seen), millis(time))
                : texts.of("link", seen);
    }

    private static String millis(Duration time) {
        double millis = time.toNanos() / 1e6;
        return millis < 10 ? "%.1f".formatted(millis) : String.valueOf(Math.round(millis));
    }

    private String elapsed(RunModel model, Run run) {
        Instant until = model.live() ? clock.instant() : run.lastAt();
        String time = texts.duration(Duration.between(run.start().at(), until));
        Plan.Ready plan = run.start().plan();
        String from = plan.from().text();
        String to = plan.to().text();
        String said =
                from.equals(to)
                        ? texts.get("header.elapsed-at", plan.productName(), to, time)
                        : texts.get("header.elapsed", plan.productName(), from, to, time);
        return model.live()
                ? session.timesProperty()
                        .get()
                        .left(run, until)
                        .map(left ->
                                said + " \u00b7 " + texts.get("header.left", texts.about(left)))
                        .orElse(said)
                : said;
    }
}
