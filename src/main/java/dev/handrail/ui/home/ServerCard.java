package dev.handrail.ui.home;

import atlantafx.base.theme.Styles;

import dev.handrail.model.Target;
import dev.handrail.model.Version;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.store.settings.SavedServers.SavedServer;
import dev.handrail.ui.history.RunSummaryText;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.PageContext;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Creates the card of a saved server: the product that Handrail last detected there, and a newer
/// version of it. All facts are those of the last visit, or of a later run; the card does not ask
/// the server again.
final class ServerCard {
    private final PageContext context;
    private final Texts texts;

    ServerCard(PageContext context) {
        this.context = context;
        this.texts = context.texts();
    }

    /// Returns a card that connects when it is clicked, with a button that leads to the newer
    /// version, and a menu. `backup`: when Handrail last made a backup there.
    Node createCard(KnownServer server, Optional<Instant> backup) {
        SavedServer saved = server.saved();
        ServerMenu menu = new ServerMenu(context, saved.target());
        Label running = Ui.wrappedText(runningText(server), "strong");
        Label seen = Ui.wrappedText(factsText(server, backup), "muted", "small");
        VBox.setVgrow(seen, Priority.ALWAYS);
        seen.setMaxHeight(Double.MAX_VALUE);
        seen.setAlignment(Pos.TOP_LEFT);
        Node name = Ui.row(8, Ui.icon(Feather.SERVER), nameLabel(saved.target()));
        VBox card = Ui.card(name, addressRow(saved), running, seen, buttonRow(server, menu));
        card.getStyleClass().add("server-card");
        card.setPrefWidth(284);
        card.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                menu.visits().connectTo(saved.target());
            }
        });
        card.setOnContextMenuRequested(
                event -> menu.showAt(card, event.getScreenX(), event.getScreenY()));
        return card;
    }

    /// The environment stands beside the address, which is cut before the name of the server.
    private Node addressRow(SavedServer saved) {
        Label address = Ui.label(saved.target().addressText(), "muted", "small");
        HBox row = Ui.row(8, address, Ui.spacer());
        String environment = saved.target().environment();
        if (!environment.isBlank()) {
            row.getChildren().add(environmentTag(environment));
        }
        return row;
    }

    private static Label nameLabel(Target target) {
        Label name = Ui.label(target.name(), "card-title");
        Ui.setAccessibleName(name, target.name());
        return name;
    }

    private Node buttonRow(KnownServer server, ServerMenu menu) {
        Target target = server.saved().target();
        Button main =
                server.newer()
                        .map(newer -> upgradeButton(server, newer, menu.visits()))
                        .orElseGet(() ->
                                Ui.button(
                                        texts.get("home.server-connect"),
                                        () -> menu.visits().connectTo(target),
                                        Styles.SMALL));
        main.setMinWidth(Button.USE_PREF_SIZE);
        String name = target.name().replaceAll("[^A-Za-z0-9]", "-");
        return Ui.row(8, main, Ui.spacer(), menu.button("server-menu-" + name));
    }

    private Button upgradeButton(KnownServer server, Version newer, ServerVisits visits) {
        Button button =
                Ui.button(
                        texts.get("home.server-upgrade", newer.text()),
                        () -> visits.planUpgrade(server.saved()),
                        Styles.SMALL,
                        Styles.ACCENT);
        button.setId("upgrade-" + server.saved().target().name().replaceAll("[^A-Za-z0-9]", "-"));
        return button;
    }

    /// An environment whose name starts with *prod* has the colour of danger.
    private Node environmentTag(String environment) {
        boolean production = environment.toLowerCase(Locale.ROOT).startsWith("prod");
        return Ui.badge(
                environment.toUpperCase(texts.locale()),
                production ? "badge-danger" : "badge-accent");
    }

    /// Returns product and version, or a text that says that nothing is known yet.
    private String runningText(KnownServer server) {
        ServerKnowledge known = server.knowledge();
        String name = server.productName();
        if (server.saved().product().isEmpty()) {
            return texts.get("home.server-unknown");
        } else if (known.isUncertain()) {
            return texts.get(
                    known.isUnfinished() ? "home.server-unfinished" : "home.server-uncertain",
                    name,
                    server.saved().version(),
                    known.version());
        }
        return texts.get(
                known.run().map(ServerCard::afterRunKey).orElse("home.server-runs"),
                name,
                known.version());
    }

    private static String afterRunKey(RunSummary run) {
        return switch (run.kind()) {
            case ROLL_BACK -> "home.server-back";
            case VERIFICATION -> "home.server-verified";
            case UPGRADE, FIX -> "home.server-upgraded";
        };
    }

    /// Says how long ago Handrail saw the server, made a backup there, and how the last run ended.
    private String factsText(KnownServer server, Optional<Instant> backup) {
        Instant now = context.clock().instant();
        List<String> lines = new ArrayList<>();
        server.knowledge()
                .at()
                .map(seen -> texts.get("home.server-seen", texts.formatTimeAgo(seen, now)))
                .ifPresent(lines::add);
        server.lastRun()
                .map(run ->
                        texts.get(
                                "home.server-last-run",
                                RunSummaryText.statusText(texts, run),
                                RunSummaryText.startedText(texts, run, now)))
                .ifPresent(lines::add);
        backup.map(at -> texts.get("home.server-backup", texts.formatTimeAgo(at, now)))
                .ifPresent(lines::add);
        return String.join("\n", lines);
    }
}
