package dev.handrail.cli.command;

import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.cli.session.ExistingRunOptions;
import dev.handrail.cli.session.RunController;
import dev.handrail.model.Run;
import dev.handrail.plan.RollbackPlanner.RollbackScope;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;

/// Takes a run back.
@Command(name = "rollback", description = "Take back what a run did: show the way, ask, and go it.")
public final class RollbackCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private final CommandOutput out;
    @Mixin private final ExistingRunOptions earlier = new ExistingRunOptions();

    @Option(
            names = "--scope",
            paramLabel = "hop|run",
            description =
                    "Back to the start of the hop in which the run stands (the default), or of the"
                            + " whole run.")
    private RollbackScope scope = RollbackScope.HOP;

    public RollbackCommand(CommandContext context) {
        this.context = context;
        this.out = new CommandOutput(context.terminal());
    }

    @Override
    public Integer call() {
        return earlier.withRun(context, out, this::rollBack);
    }

    private int rollBack(RunController walk, Run run) {
        return earlier.withConnections(out, walk, run, links -> walk.rollBack(run, scope, links));
    }
}
