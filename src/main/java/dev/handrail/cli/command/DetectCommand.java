package dev.handrail.cli.command;

import dev.handrail.app.Engine;
import dev.handrail.app.UpgradePlanning;
import dev.handrail.cli.json.DetectionView;
import dev.handrail.cli.json.DetectionView.ProductView;
import dev.handrail.cli.option.ServerOptions;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.cli.session.ServerConnector;
import dev.handrail.detect.DetectedProduct;
import dev.handrail.detect.DetectionResult;
import dev.handrail.model.AvailableReleases;
import dev.handrail.model.Facts.Fact;
import dev.handrail.model.Message;
import dev.handrail.model.Version;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// Lists the products and versions of a server.
@Command(
        name = "detect",
        description = "List the products and versions of a server. Changes nothing.")
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

    /// Prints each product as soon as its releases are known. JSON is one object at the end. A
    /// server without known products ends the command with [ExitCodes#NOT_FOUND].
    private int detectProducts(Engine engine, ServerConnection link)
            throws ConnectionLostException {
        DetectionResult detection = engine.upgradePlanning().detectProducts(link.currentShell());
        List<ProductView> products = new ArrayList<>();
        for (DetectedProduct found : detection.products()) {
            products.add(showProduct(engine.upgradePlanning(), link, found));
        }
        if (out.isJson()) {
            out.printJson(DetectionView.of(link.target(), detection, products));
        } else {
            printSummary(link, detection);
        }
        return detection.products().isEmpty() ? ExitCodes.NOT_FOUND : ExitCodes.OK;
    }

    /// Lists the releases of a product and prints it, unless JSON shows it later.
    private ProductView showProduct(
            UpgradePlanning planning, ServerConnection link, DetectedProduct found)
            throws ConnectionLostException {
        AvailableReleases releases = planning.listReleases(link.currentShell(), found);
        List<Version> offered = planning.offerVersions(found, releases, preReleases);
        if (!out.isJson()) {
            printProduct(found, releases, offered);
        }
        return ProductView.of(found, releases, offered);
    }

    /// Prints the installed version, what is broken, and the versions to upgrade to.
    private void printProduct(
            DetectedProduct found, AvailableReleases releases, List<Version> offered) {
        String version = out.commandTerminal().words(describeVersion(found));
        out.printLine(
                "%s %s  [%s]".formatted(found.runbook().name(), version, found.runbook().id()));
        found.brokenReason().ifPresent(why -> printDetail(Message.of("cli.detect.broken", why)));
        printDetail(Message.sentences(describeVersions(offered), describeSource(releases)));
        if (facts) {
            printFacts(found.facts().all());
        }
    }

    /// The version, or words that say it is unknown.
    private static Message describeVersion(DetectedProduct found) {
        return found.installedVersion()
                .map(Version::text)
                .map(Message::literal)
                .orElse(Message.of("cli.detect.version-unknown"));
    }

    private static Message describeVersions(List<Version> offered) {
        return offered.isEmpty()
                ? Message.of("cli.detect.no-versions")
                : Message.of(
                        "cli.detect.versions",
                        String.join(", ", offered.stream().map(Version::text).toList()));
    }

    private void printDetail(Message message) {
        out.printLine("  " + out.commandTerminal().words(message));
    }

    /// Where the list of versions comes from; empty if the server's own sources listed it just now.
    private static Message describeSource(AvailableReleases releases) {
        return switch (releases.state()) {
            case LISTED -> Message.EMPTY;
            case STALE -> Message.of("cli.detect.source.stale", releases.detail());
            case UNREACHABLE -> Message.of("cli.detect.source.unreachable", releases.detail());
            case FAILED -> Message.of("cli.detect.source.failed", releases.detail());
            case UNKNOWN -> Message.of("cli.detect.source.unknown");
        };
    }

    /// Prints that nothing was found, and what could not be examined. The facts about the host help
    /// to see why no product was found.
    private void printSummary(ServerConnection link, DetectionResult seen) {
        if (seen.products().isEmpty()) {
            out.printLine(Message.of("cli.product.none.what", link.target().addressText()));
            if (facts) {
                printFacts(seen.host().all());
            }
        }
        seen.problems().forEach(problem -> out.commandTerminal().printWarning(problem.message()));
    }

    /// Indents the further lines of a value, so that they start in the column of the first.
    private void printFacts(List<Fact> all) {
        for (Fact fact : all) {
            out.printLine(
                    "  %-28s %s"
                            .formatted(
                                    fact.key(), fact.value().replace("\n", "\n" + " ".repeat(31))));
            if (!fact.evidence().isEmpty()) {
                Message evidence = Message.of("cli.detect.evidence", fact.evidence());
                out.printLine(" ".repeat(31) + out.commandTerminal().words(evidence));
            }
        }
    }
}
