package dev.handrail.cli.command;

import dev.handrail.app.Engine;
import dev.handrail.cli.option.ServerOptions;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.output.JsonView;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.cli.session.ServerConnector;
import dev.handrail.model.Problem;
import dev.handrail.model.RunEvent.Artifact;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;
import dev.handrail.report.DisplayFormat;
import dev.handrail.run.server.RunArtifacts;
import dev.handrail.run.server.RunArtifacts.ServerArtifact;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Says what runs have left behind, and removes what is asked for.
@Command(
        name = "leftovers",
        description =
                "Say what runs have left on a server and here, with the command that removes each."
                        + " Removes nothing unasked.")
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

    private int listOrRemove(Engine engine, ServerConnection link) throws ConnectionLostException {
        List<ServerArtifact> there = RunArtifacts.listOnServer(link.currentShell());
        if (!remove.isEmpty()) {
            return removeArtifact(link, there);
        }
        List<Artifact> here = RunArtifacts.listOnWorkstation(engine.copiesFolder());
        if (out.isJson()) {
            out.printJson(
                    JsonView.mapOf(
                            "server",
                            link.target().addressText(),
                            "leftovers",
                            there.stream().map(ArtifactsCommand::artifactFields).toList(),
                            "copies",
                            here.stream().map(JsonView::ofArtifact).toList()));
            return ExitCodes.OK;
        }
        out.printLine(
                there.isEmpty()
                        ? "No run has left anything on " + link.target().addressText() + "."
                        : "Left on " + link.target().addressText() + ":");
        for (ServerArtifact each : there) {
            printArtifact(each.left());
            if (!each.use().isEmpty()) {
                out.printLine("      In use: " + each.use() + ".");
            } else if (each.newest()) {
                out.printLine("      The newest whole backup, or it is inside.");
            }
        }
        if (!here.isEmpty()) {
            out.printLine("Copied to this workstation:");
            here.forEach(this::printArtifact);
        }
        return ExitCodes.OK;
    }

    private void printArtifact(Artifact left) {
        out.printLine(
                "  %s %s, %s"
                        .formatted(
                                left.kind(),
                                left.name(),
                                DisplayFormat.formatSize(left.kilobytes())));
        out.printLine(
                "      Kept: "
                        + out.commandTerminal().words(left.why())
                        + ". Remove it with: "
                        + left.command());
    }

    private int removeArtifact(ServerConnection link, List<ServerArtifact> there)
            throws ConnectionLostException {
        Optional<ServerArtifact> one =
                there.stream().filter(each -> each.left().name().equals(remove)).findFirst();
        if (one.isEmpty()) {
            return out.reportProblem(
                    "leftovers.unknown",
                    "No run has left anything of the name " + remove + " there.",
                    "See the list: handrail leftovers " + target,
                    ExitCodes.NOT_FOUND);
        }
        ServerArtifact left = one.get();
        boolean sure =
                yes
                        || context.terminal()
                                .confirm(
                                        "Remove %s %s (%s) for good?"
                                                .formatted(
                                                        left.left().kind(),
                                                        left.left().name(),
                                                        DisplayFormat.formatSize(
                                                                left.left().kilobytes())));
        boolean surer = newest;
        if (sure && left.newest() && !newest && !yes) {
            surer =
                    context.terminal()
                            .confirm(
                                    "It is the newest whole backup, or has it inside: without it"
                                            + " nothing can be restored. Remove it all the same?");
            sure = surer;
        }
        if (!sure) {
            return out.reportProblem(
                    "leftovers.not-confirmed",
                    "Nothing was removed: it was not confirmed.",
                    "Answer y, or add --yes.",
                    ExitCodes.ANSWER_NEEDED);
        }
        Optional<Problem> problem = RunArtifacts.removeArtifact(link.currentShell(), remove, surer);
        if (problem.isPresent()) {
            return out.reportProblem(problem.get(), ExitCodes.FAILED);
        }
        if (out.isJson()) {
            out.printJson(JsonView.mapOf("removed", remove));
        } else {
            out.printLine(remove + " is removed.");
        }
        return ExitCodes.OK;
    }

    private static Map<String, Object> artifactFields(ServerArtifact each) {
        Map<String, Object> all = JsonView.ofArtifact(each.left());
        all.put("run", each.run());
        all.put("inUse", each.use());
        all.put("newestBackup", each.newest());
        return all;
    }
}
