package dev.handrail.ui.pages;

import atlantafx.base.theme.Styles;

import dev.handrail.model.Problem;
import dev.handrail.model.Runbook;
import dev.handrail.model.Target;
import dev.handrail.model.Version;
import dev.handrail.store.Targets.Saved;
import dev.handrail.store.keychain.SecretName;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.shell.Desk;
import dev.handrail.ui.shell.PageKind;

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

/// A server that was connected before: what ran there when it was last seen, and what is newer.
final class ServerCard {
    private final Desk desk;
    private final Texts texts;

    ServerCard(Desk desk) {
        this.desk = desk;
        this.texts = desk.texts();
    }

    Node make(Saved saved) {
        Target target = saved.target();
        Label name = Ui.label(target.name(), "card-title");
        Ui.name(name, target.name());
        FlowPane marks = new FlowPane(6, 4);
        if (!target.environment().isBlank()) {
            marks.getChildren().add(tag(target.environment()));
        }
        newer(saved)
                .ifPresent(version ->
                        marks.getChildren()
                                .add(
                                        Ui.badge(
                                                texts.get("home.newer", version.text()),
                                                "badge-success")));
        Button connect =
                Ui.button(texts.get("home.server-connect"), () -> connect(target), Styles.SMALL);
        Button remove =
                Ui.iconButton(
                        Feather.TRASH_2,
                        texts.get("home.server-remove", target.name()),
                        () -> remove(target));
        remove.getStyleClass().add(Styles.SMALL);
        remove.setId("remove-" + target.name().replaceAll("[^A-Za-z0-9]", "-"));
        VBox card =
                Ui.card(
                        Ui.row(8, Ui.icon(Feather.SERVER), name),
                        Ui.label(target.address(), "muted", "small"),
                        Ui.text(running(saved)),
                        Ui.label(seen(saved), "muted", "small"),
                        marks,
                        Ui.row(8, connect, Ui.spacer(), remove));
        VBox.setVgrow(marks, Priority.ALWAYS);
        card.getStyleClass().add("server-card");
        card.setPrefWidth(284);
        return card;
    }

    private Node tag(String environment) {
        boolean production = environment.toLowerCase(Locale.ROOT).startsWith("prod");
        return Ui.badge(
                environment.toUpperCase(texts.locale()),
                production ? "badge-danger" : "badge-accent");
    }

    private String running(Saved saved) {
        String name = book(saved).map(Runbook::name).orElse(saved.product());
        return saved.product().isEmpty()
                ? texts.get("home.server-unknown")
                : texts.get("home.server-runs", name, saved.version());
    }

    private String seen(Saved saved) {
        return saved.lastSeen().isEmpty()
                ? ""
                : texts.get(
                        "home.server-seen",
                        texts.ago(Instant.parse(saved.lastSeen()), desk.clock().instant()));
    }

    private Optional<Runbook> book(Saved saved) {
        return desk.engine().runbooks().stream()
                .filter(book -> book.id().equals(saved.product()))
                .findFirst();
    }

    private Optional<Version> newer(Saved saved) {
        if (!Version.isVersion(saved.version())) {
            return Optional.empty();
        }
        Version running = Version.of(saved.version());
        return book(saved).stream()
                .flatMap(book -> book.known().stream())
                .map(Runbook.Release::version)
                .filter(version -> !version.isPreRelease() && running.below(version))
                .max(Comparator.naturalOrder());
    }

    private void connect(Target target) {
        desk.nav().go(PageKind.CONNECT);
        desk.session()
                .connect(
                        target,
                        () -> desk.nav().go(PageKind.DETECT),
                        problem -> desk.overlay().tell(problem));
    }

    private void remove(Target target) {
        desk.tasks()
                .of(() -> desk.engine().kept(target))
                .onDone(kept -> remove(target, kept))
                .start();
    }

    private void remove(Target target, List<SecretName> kept) {
        CheckBox secrets = new CheckBox(texts.count("home.server-remove-kept", kept.size()));
        secrets.setId("remove-kept");
        secrets.setWrapText(true);
        secrets.setSelected(!kept.isEmpty());
        Ui.shown(secrets, !kept.isEmpty());
        desk.overlay()
                .confirm(
                        texts.get("home.server-remove", target.name()),
                        Ui.column(12, Ui.text(texts.get("home.server-remove-text")), secrets),
                        texts.get("home.server-remove-yes"),
                        true,
                        () -> forget(target, secrets.isSelected() ? kept : List.of()));
    }

    private void forget(Target target, List<SecretName> secrets) {
        desk.tasks()
                .of(() -> {
                    Optional<Problem> problem = desk.engine().targets().remove(target.name());
                    return problem.isPresent() || secrets.isEmpty()
                            ? problem
                            : desk.engine().secrets().forget(secrets);
                })
                .onDone(problem -> {
                    problem.ifPresent(desk.overlay()::tell);
                    desk.nav().go(PageKind.HOME);
                })
                .start();
    }
}
