package dev.handrail.ui.run;

import dev.handrail.model.Message;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.Artifact;
import dev.handrail.model.RunEvent.RunServer;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

/// Shows where a run keeps files on its servers, and which artifacts it left there.
final class RunFiles {
    private RunFiles() {}

    /// Returns a line of text with an icon; long text wraps.
    static HBox iconLine(Feather icon, String text) {
        return Ui.row(8, Ui.icon(icon), Ui.growAlways(Ui.wrappedText(text)));
    }

    /// Lists the folder of the run on each of its servers, each with a button that copies the path.
    static Node folderCard(Texts texts, Run run) {
        VBox folders = Ui.column(6);
        run.start().places().values().stream()
                .map(server -> folderLine(texts, server, run.id()))
                .forEach(folders.getChildren()::add);
        return Ui.card(folders);
    }

    private static Node folderLine(Texts texts, RunServer server, String runId) {
        String folder = server.base() + "/" + runId;
        String text = texts.get("summary.run-folder", server.target().addressText(), folder);
        HBox line = iconLine(Feather.ARCHIVE, text);
        line.getChildren().add(Ui.copyButton(texts, () -> folder));
        return line;
    }

    /// Lists all artifacts by role, each with a button that copies the command which removes it.
    /// Handrail removes none of them here.
    static Node artifactCard(Texts texts, Run run) {
        VBox list = Ui.column(8);
        list.setId("left-behind");
        run.left()
                .forEach((role, artifacts) ->
                        artifacts.forEach(artifact ->
                                list.getChildren().add(artifactLine(texts, role, artifact))));
        return Ui.card(Ui.wrappedText(texts.get("summary.artifacts-text"), "muted"), list);
    }

    /// Shows role, name, size and purpose of one artifact.
    private static Node artifactLine(Texts texts, String role, Artifact artifact) {
        String text =
                texts.get(
                        "summary.artifact-line",
                        role,
                        artifact.name(),
                        new Message.ByteCount(artifact.kilobytes() * 1024),
                        artifact.why());
        HBox line = iconLine(Feather.ARCHIVE, text);
        line.getChildren().add(Ui.copyButton(texts, artifact::command));
        return line;
    }
}
