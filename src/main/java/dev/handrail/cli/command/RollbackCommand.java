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

/// Rolls a run back to the start of its current hop, or to the start of the whole run. The
/// roll-back is a run of its own.
@Command(name = "rollback", description = "Roll a run back: show the plan, ask, and run it.")
public final class RollbackCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private final CommandOutput out;
    @Mixin private final ExistingRunOptions earlier = new ExistingRunOptions();

    @Option(
            names = "--scope",
            paramLabel = "hop|run",
            description =
                    "Back to the start of the run's current hop (the default), or of the whole"
                            + " run.")
    private RollbackScope scope = RollbackScope.HOP;

    public RollbackCommand(CommandContext context) {
        this.context = context;
        this.out = new CommandOutput(context.terminal());
    }

    @Override
    public Integer call() {
        return earlier.withUpgrade(context, out, this::rollBack);
    }

    private int rollBack(RunController controller, Run run) {
        return earlier.withConnections(
                out, controller, run, links -> controller.rollBack(run, scope, links));
    }
}
