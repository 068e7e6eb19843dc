package dev.handrail.cli.command;

import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.cli.session.ExistingRunOptions;
import dev.handrail.cli.session.RunController;
import dev.handrail.model.Run;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/// Checks the result of an upgrade again, some time later. For a run that is itself a verification,
/// it checks the upgrade that was verified.
@Command(
        name = "verify",
        description = {
            "Check the result of an upgrade again, later: do the services run, have they logged"
                    + " errors since, and is everything that was there still there? Changes"
                    + " nothing.",
            "",
            "Exits with 0 when all is well, with 1 when something is not."
        })
public final class VerifyCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private final CommandOutput out;
    @Mixin private final ExistingRunOptions earlier = new ExistingRunOptions();

    public VerifyCommand(CommandContext context) {
        this.context = context;
        this.out = new CommandOutput(context.terminal());
    }

    @Override
    public Integer call() {
        return earlier.withRun(
                context,
                out,
                (controller, run) ->
                        verifyRun(controller, controller.engine().runs().verifiedRun(run)));
    }

    private int verifyRun(RunController controller, Run run) {
        return earlier.withConnections(
                out, controller, run, links -> controller.verifyRun(run, links));
    }
}
