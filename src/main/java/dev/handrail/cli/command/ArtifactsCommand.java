package dev.handrail.cli.command;

import dev.handrail.app.Engine;
import dev.handrail.cli.json.ArtifactView;
import dev.handrail.cli.json.ArtifactView.ArtifactsView;
import dev.handrail.cli.json.ArtifactView.RemovedView;
import dev.handrail.cli.json.ArtifactView.ServerArtifactView;
import dev.handrail.cli.option.ServerOptions;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.cli.session.ServerConnector;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.RunEvent.Artifact;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;
import dev.handrail.run.server.RunArtifacts;
import dev.handrail.run.server.RunArtifacts.ServerArtifact;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Lists what runs left on a server and on this workstation, and removes the one artifact that the
/// admin names. Only artifacts on the server can be removed here.
@Command(
        name = "leftovers",
        description =
                "List what runs left on a server and here, with the command that removes each."
                        + " Removes nothing without asking.")
public final class ArtifactsCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private final CommandOutput out;
    @Mixin private final ServerOptions server = new ServerOptions();

    @Parameters(
            paramLabel = "SERVER",
            description = "user@host[:port], or the name of a saved server.")
    private String target = "";

    @Option(
            names = "--remove",
            paramLabel = "NAME",
            description =
                    "Remove this one, as the list names it, after asking. What is in use is"
                            + " refused.")
    private String remove = "";

    @Option(
            names = {"-y", "--yes"},
            description = "Confirm the removal.")
    private boolean yes;

    @Option(
            names = "--newest-backup",
            description = "Confirm that what is removed may be the newest whole backup.")
    private boolean newest;

    public ArtifactsCommand(CommandContext context) {
        this.context = context;
        this.out = new CommandOutput(context.terminal());
    }

    @Override
    public Integer call() {
        return context.withEngine(
                out,
                engine ->
                        new ServerConnector(out, engine, server)
                                .withConnection(target, link -> listOrRemove(engine, link)));
    }

    /// Lists the server's artifacts first: a removal needs to know what exists and what is in use.
    private int listOrRemove(Engine engine, ServerConnection link) throws ConnectionLostException {
        List<ServerArtifact> there = RunArtifacts.listOnServer(link.currentShell());
        if (!remove.isEmpty()) {
            return removeNamed(link, there);
        }
        List<Artifact> here = RunArtifacts.listOnWorkstation(engine.copiesFolder());
        String address = link.target().addressText();
        if (out.isJson()) {
            out.printJson(
                    new ArtifactsView(
                            address,
                            there.stream().map(ServerArtifactView::of).toList(),
                            here.stream().map(ArtifactView::of).toList()));
        } else {
            printServerArtifacts(address, there);
            printCopies(here);
        }
        return ExitCodes.OK;
    }

    /// Marks what is in use, and the newest backup, because neither should be removed lightly.
    private void printServerArtifacts(String address, List<ServerArtifact> there) {
        out.printLine(
                there.isEmpty()
                        ? Message.of("cli.leftovers.none", address)
                        : Message.of("cli.leftovers.there", address));
        for (ServerArtifact each : there) {
            printArtifact(each.left());
            if (!each.use().isEmpty()) {
                printDetail(Message.of("cli.leftovers.in-use", each.use()));
            } else if (each.newest()) {
                printDetail(Message.of("cli.leftovers.newest"));
            }
        }
    }

    /// Prints nothing if there are no copies on this workstation.
    private void printCopies(List<Artifact> here) {
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

    private static Message describeArtifact(Artifact artifact) {
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

    /// Removes the artifact after the admin agrees; reports a name that is not on the server.
    private int removeNamed(ServerConnection link, List<ServerArtifact> there)
            throws ConnectionLostException {
        Optional<ServerArtifact> named =
                there.stream().filter(each -> each.left().name().equals(remove)).findFirst();
        if (named.isEmpty()) {
            return out.reportProblem(
                    "leftovers.unknown",
                    Message.of("cli.leftovers.unknown.what", remove),
                    Message.of("cli.leftovers.unknown.todo", target),
                    ExitCodes.NOT_FOUND);
        }
        Consent consent = askConsent(named.get());
        return consent == Consent.REFUSED
                ? out.reportProblem(
                        "leftovers.not-confirmed",
                        Message.of("cli.leftovers.not-confirmed.what"),
                        Message.of("cli.leftovers.not-confirmed.todo"),
                        ExitCodes.ANSWER_NEEDED)
                : removeArtifact(link, consent == Consent.EVEN_NEWEST);
    }

    /// What the admin agreed to remove.
    private enum Consent {
        REFUSED,
        GIVEN,
        /// Also where it is the newest whole backup.
        EVEN_NEWEST
    }

    /// Asks what the options do not confirm. `--yes` confirms the removal, but not that of the
    /// newest backup: the server refuses that without `--newest-backup`.
    private Consent askConsent(ServerArtifact artifact) {
        Message question = Message.of("cli.leftovers.confirm", describeArtifact(artifact.left()));
        if (!yes && !context.terminal().confirm(question)) {
            return Consent.REFUSED;
        }
        if (newest) {
            return Consent.EVEN_NEWEST;
        }
        if (!artifact.newest() || yes) {
            return Consent.GIVEN;
        }
        return context.terminal().confirm(Message.of("cli.leftovers.confirm-newest"))
                ? Consent.EVEN_NEWEST
                : Consent.REFUSED;
    }

    /// The server decides again whether it may remove the artifact, and its refusal is reported.
    private int removeArtifact(ServerConnection link, boolean evenNewest)
            throws ConnectionLostException {
        Optional<Problem> problem =
                RunArtifacts.removeArtifact(link.currentShell(), remove, evenNewest);
        if (problem.isPresent()) {
            return out.reportProblem(problem.get(), ExitCodes.FAILED);
        }
        if (out.isJson()) {
            out.printJson(new RemovedView(remove));
        } else {
            out.printLine(Message.of("cli.leftovers.removed", remove));
        }
        return ExitCodes.OK;
    }
}
