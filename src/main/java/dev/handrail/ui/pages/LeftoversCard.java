package dev.handrail.ui.pages;

import atlantafx.base.theme.Styles;

import dev.handrail.model.Problem;
import dev.handrail.model.RunEvent.Left;
import dev.handrail.remote.Link;
import dev.handrail.remote.LinkLost;
import dev.handrail.report.Words;
import dev.handrail.run.Leftovers;
import dev.handrail.run.Leftovers.OnServer;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.shell.Desk;
import dev.handrail.ui.shell.Overlay;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;

/// What runs have left on a server and here, each with the command that removes it. One is removed
/// only when that is confirmed.
final class LeftoversCard {
    private final Desk desk;
    private final Texts texts;
    private final Link link;
    private final VBox list = Ui.column(12);

    LeftoversCard(Desk desk, Link link) {
        this.desk = desk;
        this.texts = desk.texts();
        this.link = link;
        list.setId("leftovers");
    }

    private record Seen(List<OnServer> there, List<Left> here) {}

    void open() {
        Button close = Ui.button(texts.get("common.close"), desk.overlay()::close, Styles.ACCENT);
        close.setId("overlay-ok");
        look();
        desk.overlay()
                .show(
                        Overlay.card(
                                texts.get("leftovers.title", link.target().address()),
                                Ui.text(texts.get("leftovers.text"), "muted"),
                                list),
                        Overlay.buttons(close),
                        close,
                        desk.overlay()::close);
    }

    private void look() {
        list.getChildren().setAll(Ui.progress());
        desk.tasks()
                .of(() ->
                        new Seen(
                                Leftovers.on(link.shell()), Leftovers.here(desk.engine().copies())))
                .onError(LinkLost.class, this::lost)
                .onDone(this::show)
                .start();
    }

    private void lost(LinkLost lost) {
        list.getChildren()
                .setAll(
                        Notice.of(
                                texts,
                                new Problem(
                                        "link",
                                        String.valueOf(lost.getMessage()),
                                        texts.get("detect.lost"))));
    }

    private void show(Seen seen) {
        List<Node> all = new ArrayList<>();
        if (seen.there().isEmpty()) {
            all.add(Ui.text(texts.get("leftovers.none")));
        }
        seen.there().forEach(each -> all.add(there(each)));
        if (!seen.here().isEmpty()) {
            all.add(Ui.label(texts.get("leftovers.here"), "strong"));
            seen.here().forEach(left -> all.add(Ui.column(2, head(left), why(left))));
        }
        list.getChildren().setAll(all);
    }

    private Node there(OnServer each) {
        HBox head = head(each.left());
        VBox item = Ui.column(2, head, why(each.left()));
        if (each.use().isEmpty()) {
            Button remove =
                    Ui.button(
                            texts.get("leftovers.remove"),
                            () -> ask(each),
                            Styles.SMALL,
                            Styles.DANGER);
            remove.setAccessibleText(texts.get("leftovers.remove-title", each.left().name()));
            remove.setId("remove-" + each.left().kind());
            head.getChildren().add(remove);
        } else {
            item.getChildren().add(Ui.text(texts.get("leftovers.in-use", each.use()), "muted"));
        }
        if (each.newest()) {
            item.getChildren().add(Ui.text(texts.get("leftovers.newest"), "muted"));
        }
        return item;
    }

    private HBox head(Left left) {
        String size = Words.size(left.kilobytes());
        return Ui.row(
                8,
                Ui.grow(Ui.text(texts.get("leftovers.line", left.name(), size))),
                Ui.copyButton(texts, left::command));
    }

    private Node why(Left left) {
        return Ui.text(texts.said(left.why()), "muted", "small");
    }

    private void ask(OnServer each) {
        String name = each.left().name();
        String size = Words.size(each.left().kilobytes());
        desk.overlay()
                .confirm(
                        texts.get("leftovers.remove-title", name),
                        texts.get("leftovers.remove-text", size),
                        texts.get("leftovers.remove-yes"),
                        true,
                        () -> askAgain(each));
    }

    private void askAgain(OnServer each) {
        if (each.newest()) {
            desk.overlay()
                    .confirm(
                            texts.get("leftovers.newest-title"),
                            texts.get("leftovers.newest-text"),
                            texts.get("leftovers.remove-yes"),
                            true,
                            () -> remove(each));
        } else {
            remove(each);
        }
    }

    private void remove(OnServer each) {
        list.getChildren().setAll(Ui.progress());
        desk.tasks()
                .of(() -> Leftovers.remove(link.shell(), each.left().name(), each.newest()))
                .onError(LinkLost.class, this::lost)
                .onDone(problem -> {
                    problem.ifPresent(desk.overlay()::tell);
                    look();
                })
                .start();
    }
}
