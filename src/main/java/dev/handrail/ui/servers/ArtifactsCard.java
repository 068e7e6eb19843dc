package dev.handrail.ui.servers;

import atlantafx.base.theme.Styles;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.RunEvent.Artifact;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;
import dev.handrail.report.DisplayFormat;
import dev.handrail.run.server.RunArtifacts;
import dev.handrail.run.server.RunArtifacts.ServerArtifact;
import dev.handrail.ui.kit.NoticeBox;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Overlay;
import dev.handrail.ui.page.PageContext;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;

/// What runs have left on a server and here, each with the command that removes it. One is removed
/// only when that is confirmed.
final class ArtifactsCard {
    private final PageContext desk;
    private final Texts texts;
    private final ServerConnection link;
    private final VBox list = Ui.column(12);

    ArtifactsCard(PageContext desk, ServerConnection link) {
        this.desk = desk;
        this.texts = desk.texts();
        this.link = link;
        list.setId("leftovers");
    }

    private record FoundArtifacts(List<ServerArtifact> there, List<Artifact> here) {}

    void openCard() {
        Button close = Ui.button(texts.get("common.close"), desk.overlay()::close, Styles.ACCENT);
        close.setId("overlay-ok");
        loadArtifacts();
        desk.overlay()
                .showCard(
                        Overlay.createCard(
                                texts.get("leftovers.title", link.target().addressText()),
                                Ui.wrappedText(texts.get("leftovers.text"), "muted"),
                                list),
                        Overlay.buttonRow(close),
                        close,
                        desk.overlay()::close);
    }

    private void loadArtifacts() {
        list.getChildren().setAll(Ui.indeterminateBar());
        desk.tasks()
                .of(() ->
                        new FoundArtifacts(
                                RunArtifacts.listOnServer(link.currentShell()),
                                RunArtifacts.listOnWorkstation(desk.engine().copiesFolder())))
                .onError(ConnectionLostException.class, this::showLinkLost)
                .onDone(this::showArtifacts)
                .start();
    }

    private void showLinkLost(ConnectionLostException lost) {
        list.getChildren()
                .setAll(
                        NoticeBox.of(
                                texts,
                                new Problem(
                                        "link",
                                        lost.reason(),
                                        Message.literal(texts.get("detect.lost")))));
    }

    private void showArtifacts(FoundArtifacts seen) {
        List<Node> all = new ArrayList<>();
        if (seen.there().isEmpty()) {
            all.add(Ui.wrappedText(texts.get("leftovers.none")));
        }
        seen.there().forEach(each -> all.add(serverArtifact(each)));
        if (!seen.here().isEmpty()) {
            all.add(Ui.label(texts.get("leftovers.here"), "strong"));
            seen.here().forEach(left -> all.add(Ui.column(2, artifactRow(left), reasonText(left))));
        }
        list.getChildren().setAll(all);
    }

    private Node serverArtifact(ServerArtifact each) {
        HBox head = artifactRow(each.left());
        VBox item = Ui.column(2, head, reasonText(each.left()));
        if (each.use().isEmpty()) {
            Button remove =
                    Ui.button(
                            texts.get("leftovers.remove"),
                            () -> confirmRemoval(each),
                            Styles.SMALL,
                            Styles.DANGER);
            remove.setAccessibleText(texts.get("leftovers.remove-title", each.left().name()));
            remove.setId("remove-" + each.left().kind());
            head.getChildren().add(remove);
        } else {
            item.getChildren()
                    .add(Ui.wrappedText(texts.get("leftovers.in-use", each.use()), "muted"));
        }
        if (each.newest()) {
            item.getChildren().add(Ui.wrappedText(texts.get("leftovers.newest"), "muted"));
        }
        return item;
    }

    private HBox artifactRow(Artifact left) {
        String size = DisplayFormat.formatSize(left.kilobytes());
        return Ui.row(
                8,
                Ui.growAlways(Ui.wrappedText(texts.get("leftovers.line", left.name(), size))),
                Ui.copyButton(texts, left::command));
    }

    private Node reasonText(Artifact left) {
        return Ui.wrappedText(texts.inUserLanguage(left.why()), "muted", "small");
    }

    private void confirmRemoval(ServerArtifact each) {
        String name = each.left().name();
        String size = DisplayFormat.formatSize(each.left().kilobytes());
        desk.overlay()
                .askConfirmation(
                        texts.get("leftovers.remove-title", name),
                        texts.get("leftovers.remove-text", size),
                        texts.get("leftovers.remove-yes"),
                        true,
                        () -> confirmNewestRemoval(each));
    }

    private void confirmNewestRemoval(ServerArtifact each) {
        if (each.newest()) {
            desk.overlay()
                    .askConfirmation(
                            texts.get("leftovers.newest-title"),
                            texts.get("leftovers.newest-text"),
                            texts.get("leftovers.remove-yes"),
                            true,
                            () -> removeArtifact(each));
        } else {
            removeArtifact(each);
        }
    }

    private void removeArtifact(ServerArtifact each) {
        list.getChildren().setAll(Ui.indeterminateBar());
        desk.tasks()
                .of(() ->
                        RunArtifacts.removeArtifact(
                                link.currentShell(), each.left().name(), each.newest()))
                .onError(ConnectionLostException.class, this::showLinkLost)
                .onDone(problem -> {
                    problem.ifPresent(desk.overlay()::showProblem);
                    loadArtifacts();
                })
                .start();
    }
}
