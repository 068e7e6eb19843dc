package dev.handrail.cli.command;

import dev.handrail.app.Engine;
import dev.handrail.cli.json.PlanView;
import dev.handrail.cli.option.PlanOptions;
import dev.handrail.cli.option.PracticeRunOptions;
import dev.handrail.cli.option.RunOptions;
import dev.handrail.cli.option.ServerOptions;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.output.PlanPrinter;
import dev.handrail.cli.prompt.UnattendedAnswers;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.cli.session.RehearsalController;
import dev.handrail.cli.session.ServerConnector;
import dev.handrail.detect.DetectedProduct;
import dev.handrail.model.Message;
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

/// Rehearses an upgrade on a throw-away copy of the server. Without a server it is the old name of
/// `practice --run`.
@Command(
        name = "rehearse",
        description = {
            "Rehearse an upgrade on a throw-away copy of the server, beside it.",
            "",
            "Handrail copies the server with its data, boots the copy in a network of its own, runs"
                    + " the whole upgrade there, and removes the copy. The server itself is not"
                    + " changed. This needs root, systemd and systemd-nspawn on the server."
        })
public final class RehearseCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private final CommandOutput out;
    @Mixin private final ServerOptions server = new ServerOptions();
    @Mixin private final PlanOptions wish = new PlanOptions();
    @Mixin private final RunOptions run = new RunOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "SERVER",
            description = "user@host[:port], or the name of a saved server.")
    private String target = "";

    @Option(names = "--and-back", description = "Rehearse the roll-back afterwards, too.")
    private boolean andBack;

    @Option(
            names = "--remove",
            description = "Only remove the copy that an earlier rehearsal left on the server.")
    private boolean remove;

    @Option(names = "--ask", hidden = true, description = "Belongs to: handrail practice --run")
    private boolean ask;

    public RehearseCommand(CommandContext context) {
        this.context = context;
        this.out = new CommandOutput(context.terminal());
    }

    @Override
    public Integer call() {
        if (target.isEmpty()) {
            PracticeRunOptions options = PracticeRunOptions.of(wish.parameters(), ask);
            return new PracticeUpgrade(out, options).run(context);
        }
        Optional<Problem> wrong = wish.findUsageError();
        return wrong.isPresent()
                ? out.reportProblem(wrong.get(), ExitCodes.USAGE)
                : run.withAnswers(
                        out,
                        answers -> context.withJournal(out, engine -> useServer(engine, answers)));
    }

    private int useServer(Engine engine, UnattendedAnswers answers) {
        ServerConnector connector = new ServerConnector(out, engine, server);
        RehearsalController rehearsal = new RehearsalController(out, engine, answers, andBack);
        return remove
                ? connector.withConnection(target, rehearsal::removeCopy)
                : connector.withProduct(
                        target,
                        wish.productId(),
                        (link, found) -> rehearsePlan(rehearsal, link, found));
    }

    private int rehearsePlan(
            RehearsalController rehearsal, ServerConnection link, DetectedProduct found)
            throws ConnectionLostException {
        Plan plan = wish.planUpgrade(rehearsal.engine(), link, found);
        printPlan(rehearsal.engine(), plan);
        Optional<PlanOptions.WaiverError> unfit = wish.findWaiverError(plan);
        if (unfit.isPresent()) {
            return out.reportProblem(unfit.get().problem(), unfit.get().exit());
        }
        return switch (plan) {
            case Plan.UpToDate _ -> ExitCodes.OK;
            case Plan.Blocked _ -> ExitCodes.BLOCKED;
            case Plan.Ready ready ->
                    run.confirmStart(out, Message.of("cli.rehearse.confirm"))
                            ? rehearsal.rehearse(ready, link)
                            : RunOptions.reportUnconfirmed(out);
        };
    }

    /// In JSON the first event of the run holds the plan.
    private void printPlan(Engine engine, Plan plan) {
        if (!out.isJson()) {
            new PlanPrinter(out.commandTerminal(), engine.copiesFolder()).printPlan(plan);
        } else if (!(plan instanceof Plan.Ready)) {
            out.printJson(PlanView.of(plan));
        }
    }
}
