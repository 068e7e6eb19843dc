package dev.handrail.cli.command;

import dev.handrail.app.Engine;
import dev.handrail.app.MaintenanceWindowEnd;
import dev.handrail.cli.json.PlanView;
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
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
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

    @Parameters(
            paramLabel = "SERVER",
            description = "user@host[:port], or the name of a saved server.")
    private String target = "";

    @Option(
            names = "--server",
            paramLabel = "ROLE=SERVER",
            description = "Another server of the route, such as new=root@10.0.0.5.")
    private Map<String, String> others = new LinkedHashMap<>();

    @Option(
            names = "--window-ends",
            paramLabel = "HH:MM",
            description =
                    "When your maintenance window ends, by this computer's clock: before a point of"
                            + " no return Handrail says whether enough time remains.")
    private String windowEnds = "";

    public UpgradeCommand(CommandContext context) {
        this.context = context;
        this.out = new CommandOutput(context.terminal());
    }

    @Override
    public Integer call() {
        if (!windowEnds.isEmpty()
                && nextWindowEnd(ZonedDateTime.now(ZoneId.systemDefault())).isEmpty()) {
            return out.reportProblem(
                    "usage.window",
                    Message.of("cli.window.invalid.what", windowEnds),
                    Message.of("cli.window.invalid.todo"),
                    ExitCodes.USAGE);
        }
        Optional<Message> wrong = wish.findUsageError();
        if (wrong.isPresent()) {
            return out.reportProblem("usage.wish", wrong.get(), Message.EMPTY, ExitCodes.USAGE);
        }
        return run.withAnswers(
                out, answers -> context.withJournal(out, engine -> upgradeServer(engine, answers)));
    }

    /// Connects and detects the product; the rest needs both.
    private int upgradeServer(Engine engine, UnattendedAnswers answers) {
        ServerConnector connector = new ServerConnector(out, engine, server);
        RunController controller = new RunController(out, engine, answers);
        return connector.withProduct(
                target,
                wish.productId(),
                (link, found) -> upgradeProduct(connector, controller, link, found));
    }

    /// Shows the plan before anything changes on the server. JSON shows the plan only if nothing
    /// will run, since the first event of a run contains it.
    private int upgradeProduct(
            ServerConnector connector,
            RunController controller,
            ServerConnection link,
            DetectedProduct found)
            throws ConnectionLostException {
        Engine engine = connector.engine();
        Plan plan =
                engine.upgradePlanning().planUpgrade(link.currentShell(), found, wish.toRequest());
        if (!out.isJson()) {
            new PlanPrinter(out.commandTerminal(), engine.copiesFolder()).printPlan(plan);
        } else if (!(plan instanceof Plan.Ready)) {
            out.printJson(PlanView.of(plan));
        }
        Optional<PlanOptions.WaiverError> unfit = wish.findWaiverError(plan);
        if (unfit.isPresent()) {
            return out.reportProblem(unfit.get().problem(), unfit.get().exit());
        }
        return switch (plan) {
            case Plan.UpToDate _ -> ExitCodes.OK;
            case Plan.Blocked _ -> ExitCodes.BLOCKED;
            case Plan.Ready ready ->
                    confirmStart()
                            ? connectAndStart(
                                    connector, controller, link, withWindowEnd(engine, ready))
                            : reportUnconfirmed();
        };
    }

    /// The plan with the end of the maintenance window, if the admin named one.
    private Plan.Ready withWindowEnd(Engine engine, Plan.Ready plan) {
        return nextWindowEnd(engine.clock().instant().atZone(ZoneId.systemDefault()))
                .map(plan::withWindowEnd)
                .orElse(plan);
    }

    /// When the window ends next after `now`; empty without a valid `--window-ends`.
    private Optional<Instant> nextWindowEnd(ZonedDateTime now) {
        return MaintenanceWindowEnd.nextOccurrence(windowEnds, now);
    }

    /// Asks for consent unless `--yes` gives it. With JSON nobody is asked, so the answer is no.
    private boolean confirmStart() {
        return run.assumesYes()
                || (!out.isJson()
                        && out.commandTerminal().confirm(Message.of("cli.upgrade.confirm")));
    }

    /// Reports that the start needs consent, and how a script gives it.
    private int reportUnconfirmed() {
        return out.reportProblem(
                "answer.start",
                Message.of("cli.unconfirmed.what"),
                Message.of("cli.upgrade.unconfirmed.todo"),
                ExitCodes.ANSWER_NEEDED);
    }

    /// Starts the run once all roles are connected. The first role of the route is the server of
    /// the command line; `--server` names the others.
    private int connectAndStart(
            ServerConnector connector,
            RunController controller,
            ServerConnection first,
            Plan.Ready plan)
            throws ConnectionLostException {
        return connectAndStart(
                connector,
                controller,
                plan,
                new LinkedHashMap<>(Map.of(plan.route().roles().getFirst(), first)));
    }

    /// Connects the next role that has no server yet and calls itself with one more connection.
    /// This way each connection stays open until the run returns.
    private int connectAndStart(
            ServerConnector connector,
            RunController controller,
            Plan.Ready plan,
            Map<String, ServerConnection> links)
            throws ConnectionLostException {
        Optional<String> missing =
                plan.route().roles().stream().filter(role -> !links.containsKey(role)).findFirst();
        if (missing.isEmpty()) {
            return controller.startRun(plan, links);
        }
        String role = missing.get();
        String other = others.getOrDefault(role, "");
        if (other.isEmpty()) {
            return out.reportProblem(
                    "usage.role",
                    Message.of("cli.role.missing.what", role),
                    Message.of("cli.role.missing.todo", role),
                    ExitCodes.USAGE);
        }
        return connector.withConnection(
                other,
                link -> {
                    links.put(role, link);
                    return connectAndStart(connector, controller, plan, links);
                });
    }
}
