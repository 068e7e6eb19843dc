package dev.handrail.ui.home;

import atlantafx.base.theme.Styles;

import dev.handrail.app.Engine;
import dev.handrail.model.Problem;
import dev.handrail.model.Runbook;
import dev.handrail.model.Target;
import dev.handrail.model.Version;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.store.keychain.SecretName;
import dev.handrail.store.settings.SavedServers.SavedServer;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageKind;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.time.Instant;
import java.util.Comparator;
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

    /// Returns a card with buttons to connect to the server and to remove it from the list. `runs`:
    /// those of the history, the newest first.
    Node createCard(SavedServer saved, List<RunSummary> runs) {
        ServerKnowledge known = ServerKnowledge.of(saved, runs);
        Node badges = badgeRow(saved, known);
        VBox.setVgrow(badges, Priority.ALWAYS);
        VBox card =
                Ui.card(
                        Ui.row(8, Ui.icon(Feather.SERVER), nameLabel(saved.target())),
                        Ui.label(saved.target().addressText(), "muted", "small"),
                        Ui.wrappedText(runningText(saved, known)),
                        Ui.label(lastSeenText(known), "muted", "small"));
        card.getChildren().addAll(badges, buttonRow(saved.target()));
        card.getStyleClass().add("server-card");
        card.setPrefWidth(284);
        return card;
    }

    private static Label nameLabel(Target target) {
        Label name = Ui.label(target.name(), "card-title");
        Ui.setAccessibleName(name, target.name());
        return name;
    }

    /// Shows the environment and the newest version, each only if there is one.
    private Node badgeRow(SavedServer saved, ServerKnowledge known) {
        FlowPane badges = new FlowPane(6, 4);
        String environment = saved.target().environment();
        if (!environment.isBlank()) {
            badges.getChildren().add(environmentTag(environment));
        }
        findNewerVersion(saved, known)
                .map(version -> texts.get("home.newer", version.text()))
                .ifPresent(text -> badges.getChildren().add(Ui.badge(text, "badge-success")));
        return badges;
    }

    /// The id of the button that removes the server contains its name with other characters than
    /// letters and digits replaced.
    private Node buttonRow(Target target) {
        Button connect =
                Ui.button(texts.get("home.server-connect"), () -> connectTo(target), Styles.SMALL);
        Button remove =
                Ui.iconButton(
                        Feather.TRASH_2,
                        texts.get("home.server-remove", target.name()),
                        () -> startRemoval(target));
        remove.getStyleClass().add(Styles.SMALL);
        remove.setId("remove-" + target.name().replaceAll("[^A-Za-z0-9]", "-"));
        return Ui.row(8, connect, Ui.spacer(), remove);
    }

    /// An environment whose name starts with *prod* has the colour of danger.
    private Node environmentTag(String environment) {
        boolean production = environment.toLowerCase(Locale.ROOT).startsWith("prod");
        return Ui.badge(
                environment.toUpperCase(texts.locale()),
                production ? "badge-danger" : "badge-accent");
    }

    /// Returns product and version, or a text that says that nothing is known yet. A product
    /// without a runbook is shown by its id.
    private String runningText(SavedServer saved, ServerKnowledge known) {
        String name = findRunbook(saved).map(Runbook::name).orElse(saved.product());
        if (saved.product().isEmpty()) {
            return texts.get("home.server-unknown");
        } else if (known.isUncertain()) {
            return texts.get(
                    known.isUnfinished() ? "home.server-unfinished" : "home.server-uncertain",
                    name,
                    saved.version(),
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

    /// Says how long ago Handrail saw the server; empty when it never did.
    private String lastSeenText(ServerKnowledge known) {
        Instant now = context.clock().instant();
        return known.at()
                .map(seen -> texts.get("home.server-seen", texts.formatTimeAgo(seen, now)))
                .orElse("");
    }

    /// Returns the runbook of the saved product, or empty when Handrail has none for it.
    private Optional<Runbook> findRunbook(SavedServer saved) {
        return context.engine().runbooks().stream()
                .filter(book -> book.id().equals(saved.product()))
                .findFirst();
    }

    /// Returns the newest stable version that the runbook knows, if it is above the known one.
    /// Empty also when nobody knows for certain which version runs.
    private Optional<Version> findNewerVersion(SavedServer saved, ServerKnowledge known) {
        if (!Version.isVersion(known.version()) || known.isUncertain()) {
            return Optional.empty();
        }
        Version running = Version.of(known.version());
        return findRunbook(saved).stream()
                .flatMap(book -> book.known().stream())
                .map(Runbook.Release::version)
                .filter(version -> !version.isPreRelease() && running.isBelow(version))
                .max(Comparator.naturalOrder());
    }

    private void connectTo(Target target) {
        context.nav().goToPage(PageKind.CONNECT);
        context.session()
                .connectTo(
                        target,
                        () -> context.nav().goToPage(PageKind.DETECT),
                        problem -> context.overlay().showProblem(problem));
    }

    /// Looks up the saved secrets of the server in the background, then asks the admin.
    private void startRemoval(Target target) {
        context.tasks()
                .of(() -> context.engine().storedSecrets(target))
                .onDone(saved -> confirmRemoval(target, saved))
                .start();
    }

    /// Asks before it removes the server, and whether to remove its saved secrets too.
    private void confirmRemoval(Target target, List<SecretName> saved) {
        CheckBox secrets = secretsBox(saved);
        Node text = Ui.wrappedText(texts.get("home.server-remove-text"));
        context.overlay()
                .askConfirmation(
                        texts.get("home.server-remove", target.name()),
                        Ui.column(12, text, secrets),
                        texts.get("home.server-remove-yes"),
                        true,
                        () -> removeServer(target, secrets.isSelected() ? saved : List.of()));
    }

    /// A check box that is ticked at first; it is hidden when no secrets are saved.
    private CheckBox secretsBox(List<SecretName> saved) {
        CheckBox box = new CheckBox(texts.pluralText("home.server-remove-secrets", saved.size()));
        box.setId("remove-secrets");
        box.setWrapText(true);
        box.setSelected(!saved.isEmpty());
        Ui.setShown(box, !saved.isEmpty());
        return box;
    }

    /// Removes the server in the background, then its secrets, and shows the home page again. If
    /// the server cannot be removed, the secrets stay.
    private void removeServer(Target target, List<SecretName> secrets) {
        Engine engine = context.engine();
        context.tasks()
                .of(() -> {
                    Optional<Problem> problem = engine.targets().removeServer(target.name());
                    return problem.isPresent() || secrets.isEmpty()
                            ? problem
                            : engine.keychainSecrets().forgetSecrets(secrets);
                })
                .onDone(this::showRemoved)
                .start();
    }

    private void showRemoved(Optional<Problem> problem) {
        problem.ifPresent(context.overlay()::showProblem);
        context.nav().goToPage(PageKind.HOME);
    }
}
