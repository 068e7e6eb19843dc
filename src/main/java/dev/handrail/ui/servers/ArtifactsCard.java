package dev.handrail.ui.servers;

import atlantafx.base.theme.Styles;

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

import java.util.List;

/// Lists the artifacts of runs on a server and on this workstation, each with the command that
/// removes it. Handrail removes an artifact on the server only after the admin confirms it, and
/// none on this workstation.
final class ArtifactsCard {
    private final PageContext context;
    private final Texts texts;
    private final ServerConnection link;
    private final VBox list = Ui.column(12);

    ArtifactsCard(PageContext context, ServerConnection link) {
        this.context = context;
        this.texts = context.texts();
        this.link = link;
        list.setId("artifacts");
    }

    /// The artifacts on the server and on this workstation.
    private record FoundArtifacts(List<ServerArtifact> onServer, List<Artifact> onWorkstation) {}

    /// Opens the card at once. The list shows a progress bar until the server has answered.
    void openCard() {
        Overlay overlay = context.overlay();
        Button close = Ui.button(texts.get("common.close"), overlay::close, Styles.ACCENT);
        close.setId("overlay-ok");
        loadArtifacts();
        String title = texts.get("artifacts.title", link.target().addressText());
        Node text = Ui.wrappedText(texts.get("artifacts.text"), "muted");
        VBox card = Overlay.createCard(title, text, list);
        overlay.showCard(card, Overlay.buttonRow(close), close, overlay::close);
    }

    /// Lists all artifacts in the background. Listing runs a script on the server, so it fails when
    /// the connection is lost.
    private void loadArtifacts() {
        list.getChildren().setAll(Ui.indeterminateBar());
        context.tasks()
                .of(() ->
                        new FoundArtifacts(
                                RunArtifacts.listOnServer(link.currentShell()),
                                RunArtifacts.listOnWorkstation(context.engine().copiesFolder())))
                .onError(ConnectionLostException.class, this::showLinkLost)
                .onDone(this::showArtifacts)
                .start();
    }

    /// Replaces the whole list with the reason why the connection was lost.
    private void showLinkLost(ConnectionLostException lost) {
        list.getChildren().setAll(NoticeBox.of(texts, DetectPage.linkLostProblem(lost)));
    }

    /// Shows the artifacts on the server first. The part for this workstation is missing when
    /// nothing is there.
    private void showArtifacts(FoundArtifacts found) {
        list.getChildren().clear();
        if (found.onServer().isEmpty()) {
            list.getChildren().add(Ui.wrappedText(texts.get("artifacts.none")));
        }
        found.onServer().stream().map(this::serverArtifact).forEach(list.getChildren()::add);
        if (!found.onWorkstation().isEmpty()) {
            list.getChildren().add(Ui.label(texts.get("artifacts.on-workstation"), "strong"));
        }
        found.onWorkstation().stream()
                .map(artifact -> Ui.column(2, artifactRow(artifact), reasonText(artifact)))
                .forEach(list.getChildren()::add);
    }

    /// Returns an artifact with a button that removes it. An artifact in use has the reason instead
    /// of the button, and the newest backup has a warning.
    private Node serverArtifact(ServerArtifact each) {
        HBox row = artifactRow(each.left());
        VBox item = Ui.column(2, row, reasonText(each.left()));
        if (each.use().isEmpty()) {
            row.getChildren().add(removeButton(each));
        } else {
            item.getChildren().add(noteLabel(texts.get("artifacts.in-use", each.use())));
        }
        if (each.newest()) {
            item.getChildren().add(noteLabel(texts.get("artifacts.newest")));
        }
        return item;
    }

    private static Node noteLabel(String text) {
        return Ui.wrappedText(text, "muted");
    }

    /// Screen readers also read the name of the artifact, because all these buttons have the same
    /// text.
    private Button removeButton(ServerArtifact each) {
        Button button =
                Ui.button(
                        texts.get("artifacts.remove"),
                        () -> confirmRemoval(each),
                        Styles.SMALL,
                        Styles.DANGER);
        button.setAccessibleText(texts.get("artifacts.remove-title", each.left().name()));
        button.setId("remove-" + each.left().kind());
        return button;
    }

    /// Returns name and size, with a button that copies the command which removes the artifact.
    private HBox artifactRow(Artifact artifact) {
        String size = DisplayFormat.formatSize(artifact.kilobytes());
        return Ui.row(
                8,
                Ui.growAlways(Ui.wrappedText(texts.get("artifacts.line", artifact.name(), size))),
                Ui.copyButton(texts, artifact::command));
    }

    private Node reasonText(Artifact artifact) {
        return Ui.wrappedText(texts.inUserLanguage(artifact.why()), "muted", "small");
    }

    /// Asks once for any artifact, and a second time for the newest backup.
    private void confirmRemoval(ServerArtifact each) {
        String name = each.left().name();
        String size = DisplayFormat.formatSize(each.left().kilobytes());
        context.overlay()
                .askConfirmation(
                        texts.get("artifacts.remove-title", name),
                        texts.get("artifacts.remove-text", size),
                        texts.get("artifacts.remove-yes"),
                        true,
                        () -> confirmNewestRemoval(each));
    }

    /// Asks a second time before it removes the newest complete backup, because without it no
    /// roll-back can restore anything.
    private void confirmNewestRemoval(ServerArtifact each) {
        if (each.newest()) {
            context.overlay()
                    .askConfirmation(
                            texts.get("artifacts.newest-title"),
                            texts.get("artifacts.newest-text"),
                            texts.get("artifacts.remove-yes"),
                            true,
                            () -> removeArtifact(each));
        } else {
            removeArtifact(each);
        }
    }

    /// Removes the artifact on the server in the background, shows a problem if there is one, and
    /// lists all artifacts again in either case.
    private void removeArtifact(ServerArtifact each) {
        list.getChildren().setAll(Ui.indeterminateBar());
        context.tasks()
                .of(() ->
                        RunArtifacts.removeArtifact(
                                link.currentShell(), each.left().name(), each.newest()))
                .onError(ConnectionLostException.class, this::showLinkLost)
                .onDone(problem -> {
                    problem.ifPresent(context.overlay()::showProblem);
                    loadArtifacts();
                })
                .start();
    }
}
