package dev.handrail.cli.command;

import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.cli.session.ExistingRunOptions;
import dev.handrail.cli.session.RunController;
import dev.handrail.model.Run;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/// Looks again at what a run has left behind.
@Command(
        name = "verify",
        description = {
            "Look again, later, at what an upgrade has left behind: do the services run, have they"
                    + " reported errors since, and is all that was there still there? Changes"
                    + " nothing.",
            "",
            "Ends with 0 when all is well, with 1 when something is not."
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
                context, out, (walk, run) -> verifyRun(walk, walk.engine().verifiedRun(run)));
    }

    private int verifyRun(RunController walk, Run run) {
        return earlier.withConnections(out, walk, run, links -> walk.verifyRun(run, links));
    }
}
