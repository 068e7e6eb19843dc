package dev.handrail.ui.home;

import atlantafx.base.theme.Styles;

import dev.handrail.model.Problem;
import dev.handrail.model.Runbook;
import dev.handrail.model.Target;
import dev.handrail.model.Version;
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
/// version of it. All facts are those of the last visit; the card does not ask the server again.
final class ServerCard {
    private final PageContext context;
    private final Texts texts;

    ServerCard(PageContext context) {
        this.context = context;
        this.texts = context.texts();
    }

    /// Returns a card with buttons to connect to the server and to remove it from the list.
    Node createCard(SavedServer saved) {
        Target target = saved.target();
        Label name = Ui.label(target.name(), "card-title");
        Ui.setAccessibleName(name, target.name());
        Node badges = badgeRow(saved);
        VBox.setVgrow(badges, Priority.ALWAYS);
        VBox card =
                Ui.card(
                        Ui.row(8, Ui.icon(Feather.SERVER), name),
                        Ui.label(target.addressText(), "muted", "small"),
                        Ui.wrappedText(runningText(saved)),
                        Ui.label(lastSeenText(saved), "muted", "small"),
                        badges,
                        buttonRow(target));
        card.getStyleClass().add("server-card");
        card.setPrefWidth(284);
        return card;
    }

    /// Shows the environment and the newest version, each only if there is one.
    private Node badgeRow(SavedServer saved) {
        FlowPane badges = new FlowPane(6, 4);
        String environment = saved.target().environment();
        if (!environment.isBlank()) {
            badges.getChildren().add(environmentTag(environment));
        }
        findNewerVersion(saved)
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
    private String runningText(SavedServer saved) {
        String name = findRunbook(saved).map(Runbook::name).orElse(saved.product());
        return saved.product().isEmpty()
                ? texts.get("home.server-unknown")
                : texts.get("home.server-runs", name, saved.version());
    }

    /// Says how long ago Handrail saw the server; empty when it never did.
    private String lastSeenText(SavedServer saved) {
        return saved.lastSeen().isEmpty()
                ? ""
                : texts.get(
                        "home.server-seen",
                        texts.formatTimeAgo(
                                Instant.parse(saved.lastSeen()), context.clock().instant()));
    }

    /// Returns the runbook of the saved product, or empty when Handrail has none for it.
    private Optional<Runbook> findRunbook(SavedServer saved) {
        return context.engine().runbooks().stream()
                .filter(book -> book.id().equals(saved.product()))
                .findFirst();
    }

    /// Returns the newest stable version that the runbook knows, if it is above the saved one.
    /// Empty also when the saved version is unknown.
    private Optional<Version> findNewerVersion(SavedServer saved) {
        if (!Version.isVersion(saved.version())) {
            return Optional.empty();
        }
        Version running = Version.of(saved.version());
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
                .onDone(kept -> confirmRemoval(target, kept))
                .start();
    }

    /// Asks before it removes the server. If secrets are saved for it, a check box offers to remove
    /// them too; it is ticked at first.
    private void confirmRemoval(Target target, List<SecretName> kept) {
        CheckBox secrets =
                new CheckBox(texts.pluralText("home.server-remove-secrets", kept.size()));
        secrets.setId("remove-secrets");
        secrets.setWrapText(true);
        secrets.setSelected(!kept.isEmpty());
        Ui.setShown(secrets, !kept.isEmpty());
        context.overlay()
                .askConfirmation(
                        texts.get("home.server-remove", target.name()),
                        Ui.column(
                                12, Ui.wrappedText(texts.get("home.server-remove-text")), secrets),
                        texts.get("home.server-remove-yes"),
                        true,
                        () -> removeServer(target, secrets.isSelected() ? kept : List.of()));
    }

    /// Removes the server in the background, then its secrets, and shows the home page again. If
    /// the server cannot be removed, the secrets stay.
    private void removeServer(Target target, List<SecretName> secrets) {
        context.tasks()
                .of(() -> {
                    Optional<Problem> problem =
                            context.engine().targets().removeServer(target.name());
                    return problem.isPresent() || secrets.isEmpty()
                            ? problem
                            : context.engine().keychainSecrets().forgetSecrets(secrets);
                })
                .onDone(problem -> {
                    problem.ifPresent(context.overlay()::showProblem);
                    context.nav().goToPage(PageKind.HOME);
                })
                .start();
    }
}
