package dev.handrail.cli.command;

import dev.handrail.app.Engine;
import dev.handrail.cli.json.ArtifactView.ArtifactsView;
import dev.handrail.cli.json.ArtifactView.RemovedView;
import dev.handrail.cli.option.ServerOptions;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.cli.session.ServerConnector;
import dev.handrail.model.Message;
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
        List<ServerArtifact> onServer = RunArtifacts.listOnServer(link.currentShell());
        return remove.isEmpty()
                ? listArtifacts(
                        link.target().addressText(),
                        onServer,
                        RunArtifacts.listOnWorkstation(engine.copiesFolder()))
                : removeNamed(link, onServer);
    }

    private int listArtifacts(String address, List<ServerArtifact> onServer, List<Artifact> here) {
        if (out.isJson()) {
            out.printJson(ArtifactsView.of(address, onServer, here));
        } else {
            ArtifactPrinter printer = new ArtifactPrinter(out);
            printer.printServerArtifacts(address, onServer);
            printer.printCopies(here);
        }
        return ExitCodes.OK;
    }

    /// Removes the artifact after the admin agrees; reports a name that is not on the server.
    private int removeNamed(ServerConnection link, List<ServerArtifact> onServer)
            throws ConnectionLostException {
        Optional<ServerArtifact> named =
                onServer.stream().filter(each -> each.left().name().equals(remove)).findFirst();
        return named.isPresent()
                ? removeConfirmed(link, named.get())
                : out.reportProblem(
                        "leftovers.unknown",
                        Message.of("cli.leftovers.unknown.what", remove),
                        Message.of("cli.leftovers.unknown.todo", target),
                        ExitCodes.NOT_FOUND);
    }

    private int removeConfirmed(ServerConnection link, ServerArtifact artifact)
            throws ConnectionLostException {
        Consent consent = askConsent(artifact);
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
        if (!yes && !confirmRemoval(artifact)) {
            return Consent.REFUSED;
        }
        if (newest) {
            return Consent.EVEN_NEWEST;
        }
        return artifact.newest() && !yes ? askConsentForNewest() : Consent.GIVEN;
    }

    private boolean confirmRemoval(ServerArtifact artifact) {
        Message described = ArtifactPrinter.describeArtifact(artifact.left());
        return context.terminal().confirm(Message.of("cli.leftovers.confirm", described));
    }

    private Consent askConsentForNewest() {
        return context.terminal().confirm(Message.of("cli.leftovers.confirm-newest"))
                ? Consent.EVEN_NEWEST
                : Consent.REFUSED;
    }

    /// The server decides again whether it may remove the artifact, and its refusal is reported.
    private int removeArtifact(ServerConnection link, boolean evenNewest)
            throws ConnectionLostException {
        return RunArtifacts.removeArtifact(link.currentShell(), remove, evenNewest)
                .map(problem -> out.reportProblem(problem, ExitCodes.FAILED))
                .orElseGet(this::reportRemoved);
    }

    private int reportRemoved() {
        out.printResult(new RemovedView(remove), Message.of("cli.leftovers.removed", remove));
        return ExitCodes.OK;
    }
}
