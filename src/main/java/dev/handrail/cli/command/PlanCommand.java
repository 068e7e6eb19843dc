package dev.handrail.cli.command;

import dev.handrail.app.Engine;
import dev.handrail.cli.json.PlanView;
import dev.handrail.cli.option.PlanOptions;
import dev.handrail.cli.option.ServerOptions;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.CommandTerminal;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.output.PlanPrinter;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.cli.session.ServerConnector;
import dev.handrail.detect.DetectedProduct;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.Optional;
import java.util.concurrent.Callable;

/// Shows how an upgrade would run. It reads from the server, but changes nothing there.
@Command(
        name = "plan",
        description = "Show how an upgrade would run, step by step. Changes nothing.")
public final class PlanCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private final CommandOutput out;
    @Mixin private final ServerOptions server = new ServerOptions();
    @Mixin private final PlanOptions wish = new PlanOptions();

    @Parameters(
            paramLabel = "SERVER",
            description = "user@host[:port], or the name of a saved server.")
    private String target = "";

    @Option(names = "--explain", description = "Give the reason and the source of everything.")
    private boolean explain;

    public PlanCommand(CommandContext context) {
        this.context = context;
        this.out = new CommandOutput(context.terminal());
    }

    @Override
    public Integer call() {
        Optional<Problem> wrong = wish.findUsageError();
        return wrong.isPresent()
                ? out.reportProblem(wrong.get(), ExitCodes.USAGE)
                : context.withEngine(out, this::planServer);
    }

    private int planServer(Engine engine) {
        return new ServerConnector(out, engine, server)
                .withProduct(
                        target, wish.productId(), (link, found) -> showPlan(engine, link, found));
    }

    /// Prints the plan even if a waiver is wrong, because the plan shows the findings to choose
    /// from.
    private int showPlan(Engine engine, ServerConnection link, DetectedProduct found)
            throws ConnectionLostException {
        Plan plan = wish.planUpgrade(engine, link, found);
        if (out.isJson()) {
            out.printJson(toView(engine, link, plan));
        } else {
            printPlan(engine, link, found, plan);
        }
        return wish.findWaiverError(plan)
                .map(unfit -> out.reportProblem(unfit.problem(), unfit.exit()))
                .orElse(plan instanceof Plan.Blocked ? ExitCodes.BLOCKED : ExitCodes.OK);
    }

    private PlanView toView(Engine engine, ServerConnection link, Plan plan) {
        return plan instanceof Plan.Ready ready
                ? PlanView.of(ready, wish.forecastPlan(engine, link, ready))
                : PlanView.of(plan);
    }

    private void printPlan(Engine engine, ServerConnection link, DetectedProduct found, Plan plan) {
        PlanPrinter printer = createPrinter(engine, found);
        if (plan instanceof Plan.Ready ready) {
            printer.withForecast(wish.forecastPlan(engine, link, ready));
        }
        printer.printPlan(plan);
    }

    private PlanPrinter createPrinter(Engine engine, DetectedProduct found) {
        CommandTerminal terminal = out.commandTerminal();
        return explain
                ? PlanPrinter.withExplanations(terminal, engine.copiesFolder(), found.runbook())
                : new PlanPrinter(terminal, engine.copiesFolder());
    }
}
