package dev.handrail.cli.session;

import dev.handrail.app.Engine;
import dev.handrail.app.UpgradePlanning;
import dev.handrail.cli.option.ServerOptions;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.CommandTerminal;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.prompt.RunbookTrustPrompt;
import dev.handrail.detect.DetectedProduct;
import dev.handrail.detect.DetectionResult;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Connects to a server and detects its products, which is how most commands begin.
public record ServerConnector(CommandOutput out, Engine engine, ServerOptions server) {

    /// The work of a command on a connected server; returns the exit code.
    public interface LinkAction {
        int apply(ServerConnection link) throws ConnectionLostException;
    }

    /// The work of a command on a detected product; returns the exit code.
    public interface ProductAction {
        int apply(ServerConnection link, DetectedProduct found) throws ConnectionLostException;
    }

    /// Connects to a saved server, a host of the SSH configuration or an address, and does the
    /// work. Prints errors in runbooks first, because they may explain a missing product.
    public int withConnection(String text, LinkAction then) {
        new RunbookTrustPrompt(out, engine).askForEach();
        printRunbookErrors();
        Optional<Target> target = server.findTarget(engine, text);
        return target.isPresent()
                ? withConnection(target.get(), then)
                : out.reportProblem(
                        "usage.server",
                        Message.of("cli.server.unknown.what", text),
                        Message.of("cli.server.unknown.todo"),
                        ExitCodes.USAGE);
    }

    private void printRunbookErrors() {
        if (!out.isJson()) {
            CommandTerminal terminal = out.commandTerminal();
            engine.runbookErrors().forEach(error -> terminal.printWarning(error.locatedMessage()));
            engine.runbookNotices().forEach(terminal::printWarning);
        }
    }

    /// Connects, does the work and closes the connection. Reports a server that cannot be reached,
    /// or a connection that is lost during the work.
    public int withConnection(Target target, LinkAction then) {
        try (ServerConnection link =
                engine.newLink(target, server.credentialPrompt(out.commandTerminal(), engine))) {
            Optional<Problem> problem = link.connect();
            return problem.isPresent()
                    ? out.reportProblem(problem.get(), ExitCodes.NO_CONNECTION)
                    : then.apply(link);
        } catch (ConnectionLostException e) {
            return reportLost(target, e.reason());
        }
    }

    private int reportLost(Target target, Message reason) {
        return out.reportProblem(
                "link.lost",
                Message.of("cli.connection.lost.what", target.addressText(), reason),
                Message.of("cli.connection.lost.todo"),
                ExitCodes.NO_CONNECTION);
    }

    /// Detects the product with this id, or the only product if the id is empty, and does the work.
    /// Reports a problem if no product or more than one fits.
    public int withProduct(String text, String id, ProductAction then) {
        return withConnection(text, link -> selectProduct(link, id, then));
    }

    private int selectProduct(ServerConnection link, String id, ProductAction then)
            throws ConnectionLostException {
        DetectionResult detection = engine.upgradePlanning().detectProducts(link.currentShell());
        List<DetectedProduct> fitting = UpgradePlanning.selectProducts(detection, id);
        if (fitting.size() == 1) {
            return then.apply(link, fitting.getFirst());
        }
        printProblems(detection);
        if (!fitting.isEmpty()) {
            return reportSeveral(link.target(), fitting);
        }
        return detection.problems().isEmpty()
                ? reportNone(link.target(), id)
                : reportUnexamined(link.target());
    }

    /// A detection that hung or printed too much does not show what is missing on the server.
    private int reportUnexamined(Target target) {
        return out.reportProblem(
                "detect.unexamined",
                Message.of("cli.product.unexamined.what", target.addressText()),
                Message.of("detect.silent.todo"),
                ExitCodes.FAILED);
    }

    private void printProblems(DetectionResult detection) {
        if (!out.isJson()) {
            detection
                    .problems()
                    .forEach(problem -> out.commandTerminal().printWarning(problem.message()));
        }
    }

    /// Tells a product that is not on the server from an id that no runbook has.
    private int reportNone(Target target, String id) {
        boolean known = engine.runbooks().stream().anyMatch(book -> book.id().equals(id));
        Problem problem =
                id.isEmpty() || known
                        ? new Problem(
                                "product.none",
                                Message.of("cli.product.none.what", target.addressText()),
                                Message.of("cli.product.none.todo", knownProducts()))
                        : new Problem(
                                "product.unknown",
                                Message.of("cli.product.unknown.what", id),
                                Message.of("cli.product.unknown.todo", knownProducts()));
        return out.reportProblem(problem, ExitCodes.NOT_FOUND);
    }

    /// Lists the ids of the products, so that the admin can choose one with `--product`.
    private int reportSeveral(Target target, List<DetectedProduct> fitting) {
        String ids =
                fitting.stream()
                        .map(found -> found.runbook().id())
                        .collect(Collectors.joining(", "));
        return out.reportProblem(
                "usage.product",
                Message.of("cli.product.several.what", target.addressText(), ids),
                Message.of("cli.product.several.todo"),
                ExitCodes.USAGE);
    }

    /// The ids of all runbooks, separated by commas.
    private String knownProducts() {
        return engine.runbooks().stream().map(book -> book.id()).collect(Collectors.joining(", "));
    }
}
