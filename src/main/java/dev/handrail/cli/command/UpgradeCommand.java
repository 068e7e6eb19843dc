package dev.handrail.cli.command;

import dev.handrail.app.Engine;
import dev.handrail.cli.json.PlanView;
import dev.handrail.cli.option.AutoRollbackOption;
import dev.handrail.cli.option.PlanOptions;
import dev.handrail.cli.option.RunOptions;
import dev.handrail.cli.option.ServerOptions;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.output.PlanPrinter;
import dev.handrail.cli.prompt.UnattendedAnswers;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.cli.session.RunController;
import dev.handrail.cli.session.ServerConnector;
import dev.handrail.detect.DetectedProduct;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;
import dev.handrail.run.RunPurpose;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Upgrades a product: connects, plans, shows the plan, asks for consent, and runs it.
@Command(name = "upgrade", description = "Upgrade a server, step by step, and show what happens.")
public final class UpgradeCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private final CommandOutput out;
    @Mixin private final ServerOptions server = new ServerOptions();
    @Mixin private final PlanOptions wish = new PlanOptions();
    @Mixin private final RunOptions run = new RunOptions();
    @Mixin private final AutoRollbackOption goBack = new AutoRollbackOption();

    @Parameters(
            paramLabel = "SERVER",
            description = "user@host[:port], or the name of a saved server.")
    private String target = "";

    @Option(
            names = "--server",
            paramLabel = "ROLE=SERVER",
            description = "Another server of the route, such as new=root@10.0.0.5.")
    private Map<String, String> others = new LinkedHashMap<>();

    public UpgradeCommand(CommandContext context) {
        this.context = context;
        this.out = new CommandOutput(context.terminal());
    }

    @Override
    public Integer call() {
        Optional<Problem> wrong = wish.findUsageError().or(goBack::findUsageError);
        return wrong.isPresent()
                ? out.reportProblem(wrong.get(), ExitCodes.USAGE)
                : run.withAnswers(
                        out,
                        answers ->
                                context.withJournal(out, engine -> upgradeServer(engine, answers)));
    }

    /// Connects and detects the product; the rest needs both.
    private int upgradeServer(Engine engine, UnattendedAnswers answers) {
        ServerConnector connector = new ServerConnector(out, engine, server);
        RunStarter starter =
                new RunStarter(
                        connector,
                        new RunController(out, engine, answers),
                        others,
                        RunPurpose.upgrade(goBack.limit()));
        return connector.withProduct(
                target, wish.productId(), (link, found) -> upgradeProduct(starter, link, found));
    }

    /// Shows the plan before anything changes on the server. JSON shows the plan only if nothing
    /// will run, since the first event of a run contains it.
    private int upgradeProduct(RunStarter starter, ServerConnection link, DetectedProduct found)
            throws ConnectionLostException {
        Engine engine = starter.connector().engine();
        Plan plan = wish.planUpgrade(engine, link, found);
        if (!out.isJson()) {
            printPlan(engine, link, plan);
            printConsent(plan);
        } else if (!(plan instanceof Plan.Ready)) {
            out.printJson(PlanView.of(plan));
        }
        Optional<PlanOptions.WaiverError> unfit = wish.findWaiverError(plan);
        return unfit.isPresent()
                ? out.reportProblem(unfit.get().problem(), unfit.get().exit())
                : startUpgrade(starter, link, plan);
    }

    private void printPlan(Engine engine, ServerConnection link, Plan plan) {
        PlanPrinter printer = new PlanPrinter(out.commandTerminal(), engine.copiesFolder());
        if (plan instanceof Plan.Ready ready) {
            printer.withForecast(wish.forecastPlan(engine, link, ready));
        }
        printer.printPlan(plan);
    }

    /// Says after the plan what the admin agrees to with `--go-back-on-failure`.
    private void printConsent(Plan plan) {
        if (plan instanceof Plan.Ready) {
            goBack.limit()
                    .map(limit -> Message.of("run.auto-rollback.consent", limit))
                    .ifPresent(out::printLine);
        }
    }

    private int startUpgrade(RunStarter starter, ServerConnection link, Plan plan)
            throws ConnectionLostException {
        return switch (plan) {
            case Plan.UpToDate _ -> ExitCodes.OK;
            case Plan.Blocked _ -> ExitCodes.BLOCKED;
            case Plan.Ready ready ->
                    run.confirmStart(out, Message.of("cli.upgrade.confirm"))
                            ? starter.startRun(ready, link)
                            : RunOptions.reportUnconfirmed(out);
        };
    }
}
