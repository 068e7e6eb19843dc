package dev.handrail.ui.shell;

import atlantafx.base.theme.Styles;

import dev.handrail.app.Secrets;
import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.store.keychain.SecretName;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// What stands in the desktop's keychain, by name, with a way to forget it.
public final class KeptList {
    private final Desk desk;
    private final Texts texts;
    private final VBox view = Ui.column(6);
    private Callable<Seen> source = () -> new Seen(Optional.empty(), List.of());
    private boolean all;

    private record Seen(Optional<Problem> unavailable, List<SecretName> names) {}

    public KeptList(Desk desk) {
        this.desk = desk;
        this.texts = desk.texts();
        view.setId("kept");
    }

    public Node view() {
        return view;
    }

    /// Shows all there is, or why nothing can be kept.
    public void showAll() {
        Secrets secrets = desk.engine().secrets();
        all = true;
        view.getChildren().setAll(Ui.text(texts.get("kept.looking"), "muted"));
        source = () -> new Seen(secrets.unavailable(), secrets.kept());
        load();
    }

    /// Shows what there is for one server, and nothing where there is none.
    public void show(Target target) {
        view.getChildren().clear();
        source = () -> new Seen(Optional.empty(), desk.engine().kept(target));
        load();
    }

    private void load() {
        Callable<Seen> wanted = source;
        desk.tasks()
                .of(wanted)
                .onDone(seen -> {
                    if (source == wanted) {
                        fill(seen);
                    }
                })
                .start();
    }

    private void fill(Seen seen) {
        view.getChildren().clear();
        if (seen.unavailable().isPresent()) {
            Problem why = texts.said(seen.unavailable().get());
            view.getChildren().add(Ui.text(why.toString(), "muted"));
        } else if (seen.names().isEmpty() && all) {
            view.getChildren().add(Ui.text(texts.get("kept.nothing"), "muted"));
        } else if (!seen.names().isEmpty()) {
            view.getChildren().add(Ui.text(texts.get("kept.text"), "muted"));
            seen.names().stream()
                    .sorted(Comparator.comparing(SecretName::entry))
                    .map(this::row)
                    .forEach(view.getChildren()::add);
        }
        if (seen.names().size() > 1) {
            Button every =
                    Ui.button(texts.get("kept.forget-all"), () -> ask(seen.names()), Styles.SMALL);
            every.setId("kept-forget-all");
            view.getChildren().add(every);
        }
    }

    private Node row(SecretName name) {
        Button forget =
                Ui.iconButton(
                        Feather.TRASH_2,
                        texts.get("kept.forget", words(name), name.account()),
                        () -> forget(List.of(name)));
        forget.getStyleClass().add(Styles.SMALL);
        forget.setId("kept-forget-" + name.kind());
        return Ui.row(
                8,
                Ui.icon(Feather.KEY, "muted"),
                Ui.grow(
                        Ui.column(
                                1,
                                Ui.label(name.account()),
                                Ui.label(words(name), "muted", "small"))),
                forget);
    }

    private String words(SecretName name) {
        String kind = texts.of("kept", name.kind());
        return name.keyFile().isEmpty() ? kind : kind + " " + name.keyFile();
    }

    private void ask(List<SecretName> names) {
        desk.overlay()
                .confirm(
                        texts.get("kept.forget-all"),
                        texts.get("kept.forget-all-text", names.size()),
                        texts.get("kept.forget-all-yes"),
                        true,
                        () -> forget(names));
    }

    private void forget(List<SecretName> names) {
        desk.tasks()
                .of(() -> desk.engine().secrets().forget(names))
                .onDone(problem -> {
                    problem.ifPresent(desk.overlay()::tell);
                    load();
                })
                .start();
    }
}
