package dev.handrail.cli.session;

import dev.handrail.app.Engine;
import dev.handrail.cli.option.ServerOptions;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.detect.DetectedProduct;
import dev.handrail.detect.DetectionResult;
import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Connecting and looking, with which most commands begin.
public record ServerConnector(CommandOutput out, Engine engine, ServerOptions server) {

    /// What to do with a connected server; returns the exit code.
    public interface LinkAction {
        int apply(ServerConnection link) throws ConnectionLostException;
    }

    /// What to do with a product that was found.
    public interface ProductAction {
        int apply(ServerConnection link, DetectedProduct found) throws ConnectionLostException;
    }

    public int withConnection(String text, LinkAction then) {
        if (!out.isJson()) {
            engine.runbookErrors()
                    .forEach(error -> out.commandTerminal().printWarning(error.locatedMessage()));
            engine.runbookNotices().forEach(out.commandTerminal()::printWarning);
        }
        Optional<Target> target = server.findTarget(engine, text);
        if (target.isEmpty()) {
            return out.reportProblem(
                    "usage.server",
                    "\"" + text + "\" is neither a saved server nor an address.",
                    "Give it as user@host or user@host:port.",
                    ExitCodes.USAGE);
        }
        return withConnection(target.get(), then);
    }

    public int withConnection(Target target, LinkAction then) {
        try (ServerConnection link =
                engine.newLink(target, server.credentialPrompt(out.commandTerminal(), engine))) {
            Optional<Problem> problem = link.connect();
            return problem.isPresent()
                    ? out.reportProblem(problem.get(), ExitCodes.NO_CONNECTION)
                    : then.apply(link);
        } catch (ConnectionLostException e) {
            String what =
                    "The connection to " + target.addressText() + " was lost: " + e.getMessage();
            return out.reportProblem(
                    "link.lost", what, "Nothing was changed. Try again.", ExitCodes.NO_CONNECTION);
        }
    }

    /// Looks for the product that is named, or for the only one.
    public int withProduct(String text, String id, ProductAction then) {
        return withConnection(
                text,
                link -> {
                    DetectionResult seen = engine.detector().detectProducts(link.currentShell());
                    List<DetectedProduct> fitting =
                            seen.products().stream()
                                    .filter(found ->
                                            id.isEmpty() || found.runbook().id().equals(id))
                                    .toList();
                    return fitting.size() == 1
                            ? then.apply(link, fitting.getFirst())
                            : reportNoMatch(link.target(), seen, fitting, id);
                });
    }

    private int reportNoMatch(
            Target target, DetectionResult seen, List<DetectedProduct> fitting, String id) {
        if (!out.isJson()) {
            seen.problems()
                    .forEach(problem -> out.commandTerminal().printWarning(problem.message()));
        }
        if (fitting.size() > 1) {
            String names =
                    fitting.stream()
                            .map(found -> found.runbook().id())
                            .collect(Collectors.joining(", "));
            return out.reportProblem(
                    "usage.product",
                    "There is more than one product on "
                            + target.addressText()
                            + ": "
                            + names
                            + ".",
                    "Say which with --product.",
                    ExitCodes.USAGE);
        }
        if (!id.isEmpty() && engine.runbooks().stream().noneMatch(book -> book.id().equals(id))) {
            return out.reportProblem(
                    "product.unknown",
                    "There is no runbook for \"" + id + "\".",
                    "These are known: " + knownProducts() + ".",
                    ExitCodes.NOT_FOUND);
        }
        return out.reportProblem(
                "product.none",
                "Nothing that Handrail can upgrade was found on " + target.addressText() + ".",
                "It looked for: " + knownProducts() + ". With --sudo it can look into more places.",
                ExitCodes.NOT_FOUND);
    }

    private String knownProducts() {
        return engine.runbooks().stream().map(book -> book.id()).collect(Collectors.joining(", "));
    }
}
