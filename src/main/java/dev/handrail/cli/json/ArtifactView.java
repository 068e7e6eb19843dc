package dev.handrail.cli.json;

import dev.handrail.model.RunEvent.Artifact;
import dev.handrail.report.MessageView;
import dev.handrail.run.server.RunArtifacts.ServerArtifact;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Something that a run left on a server or on this workstation. `kind`: backup, folder, file,
/// database, run or copy. `kilobytes`: its size in units of 1,024 bytes. `why`: why it was kept.
/// `command`: removes it.
public record ArtifactView(
        String kind,
        String name,
        long kilobytes,
        String why,
        @Nullable MessageView whyMessage,
        String command) {

    public static ArtifactView of(Artifact artifact) {
        return new ArtifactView(
                artifact.kind(),
                artifact.name(),
                artifact.kilobytes(),
                MessageView.englishText(artifact.why()),
                MessageView.of(artifact.why()),
                artifact.command());
    }

    /// An artifact as it is on a server now. `run`: the run that left it. `inUse`: why it cannot be
    /// removed, or empty. `newestBackup`: it is or contains the newest complete backup, so removing
    /// it needs a second confirmation.
    public record ServerArtifactView(
            String kind,
            String name,
            long kilobytes,
            String why,
            @Nullable MessageView whyMessage,
            String command,
            String run,
            String inUse,
            boolean newestBackup) {

        public static ServerArtifactView of(ServerArtifact artifact) {
            ArtifactView view = ArtifactView.of(artifact.left());
            return new ServerArtifactView(
                    view.kind,
                    view.name,
                    view.kilobytes,
                    view.why,
                    view.whyMessage,
                    view.command,
                    artifact.run(),
                    artifact.use(),
                    artifact.newest());
        }
    }

    /// What all runs left on a server. `copies`: what runs copied to this workstation.
    public record ArtifactsView(
            String server, List<ServerArtifactView> leftovers, List<ArtifactView> copies) {

        public static ArtifactsView of(
                String server, List<ServerArtifact> onServer, List<Artifact> here) {
            return new ArtifactsView(
                    server,
                    onServer.stream().map(ServerArtifactView::of).toList(),
                    here.stream().map(ArtifactView::of).toList());
        }
    }

    /// The artifact that the command removed.
    public record RemovedView(String removed) {}
}
