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

import java.util.ArrayList;
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
    private record FoundArtifacts(List<ServerArtifact> there, List<Artifact> here) {}

    /// Opens the card at once. The list shows a progress bar until the server has answered.
    void openCard() {
        Button close =
                Ui.button(texts.get("common.close"), context.overlay()::close, Styles.ACCENT);
        close.setId("overlay-ok");
        loadArtifacts();
        context.overlay()
                .showCard(
                        Overlay.createCard(
                                texts.get("artifacts.title", link.target().addressText()),
                                Ui.wrappedText(texts.get("artifacts.text"), "muted"),
                                list),
                        Overlay.buttonRow(close),
                        close,
                        context.overlay()::close);
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
    private void showArtifacts(FoundArtifacts seen) {
        List<Node> all = new ArrayList<>();
        if (seen.there().isEmpty()) {
            all.add(Ui.wrappedText(texts.get("artifacts.none")));
        }
        seen.there().forEach(each -> all.add(serverArtifact(each)));
        if (!seen.here().isEmpty()) {
            all.add(Ui.label(texts.get("artifacts.on-workstation"), "strong"));
            seen.here().forEach(left -> all.add(Ui.column(2, artifactRow(left), reasonText(left))));
        }
        list.getChildren().setAll(all);
    }

    /// Returns an artifact with a button that removes it. An artifact in use has the reason instead
    /// of the button, and the newest backup has a warning.
    private Node serverArtifact(ServerArtifact each) {
        HBox row = artifactRow(each.left());
        VBox item = Ui.column(2, row, reasonText(each.left()));
        if (each.use().isEmpty()) {
            row.getChildren().add(removeButton(each));
        } else {
            item.getChildren()
                    .add(Ui.wrappedText(texts.get("artifacts.in-use", each.use()), "muted"));
        }
        if (each.newest()) {
            item.getChildren().add(Ui.wrappedText(texts.get("artifacts.newest"), "muted"));
        }
        return item;
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
    private HBox artifactRow(Artifact left) {
        String size = DisplayFormat.formatSize(left.kilobytes());
        return Ui.row(
                8,
                Ui.growAlways(Ui.wrappedText(texts.get("artifacts.line", left.name(), size))),
                Ui.copyButton(texts, left::command));
    }

    private Node reasonText(Artifact left) {
        return Ui.wrappedText(texts.inUserLanguage(left.why()), "muted", "small");
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
