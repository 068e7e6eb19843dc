package dev.handrail.cli.command;

import dev.handrail.cli.output.CommandOutput;
import dev.handrail.model.Message;
import dev.handrail.model.RunEvent.Artifact;
import dev.handrail.run.server.RunArtifacts.ServerArtifact;

import java.util.List;

/// Prints what runs left on a server and on this workstation.
record ArtifactPrinter(CommandOutput out) {

    /// Marks what is in use, and the newest backup, because neither should be removed lightly.
    void printServerArtifacts(String address, List<ServerArtifact> artifacts) {
        out.printLine(
                artifacts.isEmpty()
                        ? Message.of("cli.leftovers.none", address)
                        : Message.of("cli.leftovers.there", address));
        artifacts.forEach(this::printServerArtifact);
    }

    private void printServerArtifact(ServerArtifact artifact) {
        printArtifact(artifact.left());
        if (!artifact.use().isEmpty()) {
            printDetail(Message.of("cli.leftovers.in-use", artifact.use()));
        } else if (artifact.newest()) {
            printDetail(Message.of("cli.leftovers.newest"));
        }
    }

    /// Prints nothing if there are no copies on this workstation.
    void printCopies(List<Artifact> here) {
        if (!here.isEmpty()) {
            out.printLine(Message.of("cli.leftovers.here"));
            here.forEach(this::printArtifact);
        }
    }

    /// Prints the artifact with its size, why it was kept, and the command that removes it.
    private void printArtifact(Artifact artifact) {
        out.printLine("  " + out.commandTerminal().words(describeArtifact(artifact)));
        printDetail(Message.of("cli.leftovers.why", artifact.why()));
        printDetail(Message.of("cli.leftovers.command", artifact.command()));
    }

    private void printDetail(Message message) {
        out.printLine("      " + out.commandTerminal().words(message));
    }

    static Message describeArtifact(Artifact artifact) {
        return Message.of(
                "cli.leftovers.line",
                kindName(artifact.kind()),
                artifact.name(),
                new Message.ByteCount(artifact.kilobytes() * 1024));
    }

    /// A kind that Handrail does not know stays as the server wrote it.
    private static Message kindName(String kind) {
        return switch (kind) {
            case "backup" -> Message.of("cli.leftovers.kind.backup");
            case "folder" -> Message.of("cli.leftovers.kind.folder");
            case "file" -> Message.of("cli.leftovers.kind.file");
            case "database" -> Message.of("cli.leftovers.kind.database");
            case "run" -> Message.of("cli.leftovers.kind.run");
            case "copy" -> Message.of("cli.leftovers.kind.copy");
            default -> Message.literal(kind);
        };
    }
}
