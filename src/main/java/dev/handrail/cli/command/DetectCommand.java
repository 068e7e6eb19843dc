package dev.handrail.cli.command;

import dev.handrail.app.Engine;
import dev.handrail.cli.option.ServerOptions;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.output.JsonView;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.cli.session.ServerConnector;
import dev.handrail.detect.DetectedProduct;
import dev.handrail.detect.DetectionResult;
import dev.handrail.model.AvailableReleases;
import dev.handrail.model.Version;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// Says what is installed on a server.
@Command(
        name = "detect",
        description = "Say which products and versions a server runs. Changes nothing.")
public final class DetectCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private final CommandOutput out;
    @Mixin private final ServerOptions server = new ServerOptions();

    @Parameters(
            paramLabel = "SERVER",
            description = "user@host[:port], or the name of a saved server.")
    private String target = "";

    @Option(names = "--facts", description = "Show every fact and the command that showed it.")
    private boolean facts;

    @Option(names = "--pre-releases", description = "List pre-releases too.")
    private boolean preReleases;

    public DetectCommand(CommandContext context) {
        this.context = context;
        this.out = new CommandOutput(context.terminal());
    }

    @Override
    public Integer call() {
        return context.withEngine(
                out,
                engine ->
                        new ServerConnector(out, engine, server)
                                .withConnection(target, link -> detectProducts(engine, link)));
    }

    private int detectProducts(Engine engine, ServerConnection link)
            throws ConnectionLostException {
        DetectionResult seen = engine.detector().detectProducts(link.currentShell());
        List<Map<String, Object>> products = new ArrayList<>();
        for (DetectedProduct found : seen.products()) {
            AvailableReleases releases = engine.detector().listReleases(link.currentShell(), found);
            List<Version> offered =
                    engine.planner()
                            .offeredVersions(found.runbook(), found.facts(), releases, preReleases);
            products.add(JsonView.ofProduct(found, releases, offered));
            if (!out.isJson()) {
                printProduct(found, releases, offered);
            }
        }
        if (out.isJson()) {
            out.printJson(JsonView.ofDetection(link.target(), seen, products));
        } else {
            printSummary(link, seen);
        }
        return seen.products().isEmpty() ? ExitCodes.NOT_FOUND : ExitCodes.OK;
    }

    private void printProduct(
            DetectedProduct found, AvailableReleases releases, List<Version> offered) {
        String version =
                found.installedVersion().map(Version::text).orElse("of an unknown version");
        out.printLine(found.runbook().name() + " " + version + "  [" + found.runbook().id() + "]");
        found.brokenReason()
                .ifPresent(why -> out.printLine("  BROKEN: " + out.commandTerminal().words(why)));
        String where =
                switch (releases.state()) {
                    case LISTED -> "";
                    case STALE ->
                            " (an old list: "
                                    + out.commandTerminal().words(releases.detail())
                                    + ")";
                    case UNREACHABLE ->
                            " (known to Handrail; the server cannot reach its source: "
                                    + out.commandTerminal().words(releases.detail())
                                    + ")";
                    case FAILED ->
                            " (known to Handrail; the server could not say what it can get: "
                                    + out.commandTerminal().words(releases.detail())
                                    + ")";
                    case UNKNOWN -> " (known to Handrail; the server was not asked)";
                };
        String versions = String.join(", ", offered.stream().map(Version::text).toList());
        out.printLine("  Versions: " + (versions.isEmpty() ? "none" : versions) + where);
        if (facts) {
            printFacts(found.facts().all());
        }
    }

    private void printSummary(ServerConnection link, DetectionResult seen) {
        if (seen.products().isEmpty()) {
            out.printLine(
                    "Nothing that Handrail can upgrade was found on "
                            + link.target().addressText()
                            + ".");
            if (facts) {
                printFacts(seen.host().all());
            }
        }
        seen.problems().forEach(problem -> out.commandTerminal().printWarning(problem.message()));
    }

    private void printFacts(List<dev.handrail.model.Facts.Fact> all) {
        for (var fact : all) {
            out.printLine(
                    "  %-28s %s"
                            .formatted(
                                    fact.key(), fact.value().replace("\n", "\n" + " ".repeat(31))));
            if (!fact.evidence().isEmpty()) {
                out.printLine(" ".repeat(31) + "seen by: " + fact.evidence());
            }
        }
    }
}
