package dev.handrail.cli.command;

import dev.handrail.app.Engine;
import dev.handrail.app.UpgradePlanning;
import dev.handrail.cli.json.PracticeView.RecordingView;
import dev.handrail.cli.json.PracticeView.VerifiedView;
import dev.handrail.cli.json.ProblemView;
import dev.handrail.cli.option.PracticeRunOptions;
import dev.handrail.cli.option.ServerOptions;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.output.PlanPrinter;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.cli.session.RunController;
import dev.handrail.cli.session.ServerConnector;
import dev.handrail.detect.DetectedProduct;
import dev.handrail.detect.DetectionResult;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.UpgradeRequest;
import dev.handrail.model.Version;
import dev.handrail.practice.PracticeServer;
import dev.handrail.practice.PracticeStartResult;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/// Runs the whole practice upgrade in the terminal, on a fresh practice server. If that server
/// cannot run here, it plays a recorded upgrade.
record PracticeUpgrade(CommandOutput out, PracticeRunOptions options) {

    /// Returns the exit code of the run. On a real practice server, 0 also means that Handrail
    /// detected the new version after the upgrade.
    int run(CommandContext context) {
        return context.withJournal(out, this::runPractice);
    }

    private int runPractice(Engine engine) {
        return engine.practiceProblem()
                .map(problem -> playRecorded(engine, problem))
                .orElseGet(() -> runOnFreshServer(engine));
    }

    /// Rejects parameters, because they cannot change a recording.
    private int playRecorded(Engine engine, Problem noPractice) {
        if (!options.parameters().isEmpty()) {
            return out.reportProblem(
                    "usage.recording",
                    Message.sentences(Message.of("cli.practice.recording.what"), noPractice.what()),
                    Message.of("cli.practice.recording.todo"),
                    ExitCodes.USAGE);
        }
        printRecording(noPractice);
        return createController(engine).playRecorded();
    }

    private void printRecording(Problem noPractice) {
        if (out.isJson()) {
            out.printJson(RecordingView.of(ProblemView.of(noPractice)));
        } else {
            out.printLine(noPractice.what());
            out.printLine(Message.of("cli.practice.recorded"));
        }
    }

    private RunController createController(Engine engine) {
        return new RunController(out, engine, options.answers());
    }

    /// Each run has a server of its own, named after the time. It is deleted after success and kept
    /// after a failure.
    private int runOnFreshServer(Engine engine) {
        String name = "run-" + Long.toString(Clock.systemUTC().millis(), Character.MAX_RADIX);
        return switch (engine.startPractice(name)) {
            case PracticeStartResult.Failed failed ->
                    out.reportProblem(failed.problem(), ExitCodes.FAILED);
            case PracticeStartResult.Ready(PracticeServer server) ->
                    runAndDiscard(engine, server, name);
        };
    }

    private int runAndDiscard(Engine engine, PracticeServer server, String name) {
        int exit = runOnServer(engine, server);
        if (exit == ExitCodes.OK) {
            engine.discardPractice(name);
        }
        return exit;
    }

    /// Connects to the practice server, whose keys the engine knows, and upgrades its product.
    private int runOnServer(Engine engine, PracticeServer server) {
        // A practice server needs no options: the engine knows its keys.
        ServerConnector connector = new ServerConnector(out, engine, new ServerOptions());
        return connector.withConnection(
                server.target(),
                link -> {
                    Optional<DetectedProduct> found = findPracticeProduct(engine, link);
                    return found.isPresent()
                            ? upgradeServer(engine, link, found.get())
                            : reportMissingProduct(server);
                });
    }

    /// Empty if the server does not have the practice product.
    private static Optional<DetectedProduct> findPracticeProduct(
            Engine engine, ServerConnection link) throws ConnectionLostException {
        DetectionResult detection = engine.upgradePlanning().detectProducts(link.currentShell());
        return UpgradePlanning.selectProducts(detection, "practice").stream().findFirst();
    }

    /// Reports a practice server without its product, and names the folder of that server.
    private int reportMissingProduct(PracticeServer server) {
        return out.reportProblem(
                "practice.broken",
                Message.of("cli.practice.broken.what"),
                Message.of(
                        "cli.practice.broken.todo", String.valueOf(server.keyFile().getParent())),
                ExitCodes.FAILED);
    }

    /// Plans and runs the upgrade to the newest stable version, then verifies it.
    private int upgradeServer(Engine engine, ServerConnection link, DetectedProduct found)
            throws ConnectionLostException {
        Plan plan =
                engine.upgradePlanning().planUpgrade(link.currentShell(), found, createRequest());
        if (!out.isJson()) {
            new PlanPrinter(out.commandTerminal(), engine.copiesFolder()).printPlan(plan);
        }
        return plan instanceof Plan.Ready ready
                ? runAndVerify(engine, link, ready)
                : ExitCodes.BLOCKED;
    }

    private UpgradeRequest createRequest() {
        return new UpgradeRequest(
                Optional.empty(), Optional.empty(), false, options.parameters(), Map.of());
    }

    private int runAndVerify(Engine engine, ServerConnection link, Plan.Ready plan)
            throws ConnectionLostException {
        String role = plan.route().roles().getFirst();
        int exit = createController(engine).startRun(plan, Map.of(role, link));
        return exit == ExitCodes.OK ? verifyVersion(engine, link, plan) : exit;
    }

    /// Detects the product again, as if for the first time, and compares its version with the plan.
    private int verifyVersion(Engine engine, ServerConnection link, Plan.Ready plan)
            throws ConnectionLostException {
        Optional<Version> installed =
                findPracticeProduct(engine, link).flatMap(DetectedProduct::installedVersion);
        if (installed.filter(version -> version.sameAs(plan.to())).isEmpty()) {
            return reportUnverified(installed, plan.to());
        }
        out.printResult(
                VerifiedView.of(plan.to().text()),
                Message.of("cli.practice.verified", plan.productName(), plan.to()));
        return ExitCodes.OK;
    }

    private int reportUnverified(Optional<Version> installed, Version planned) {
        Message what =
                installed
                        .map(seen -> Message.of("cli.practice.unverified.what", seen, planned))
                        .orElse(Message.of("cli.practice.missing.what", planned));
        return out.reportProblem("practice.unverified", what, Message.EMPTY, ExitCodes.FAILED);
    }
}
