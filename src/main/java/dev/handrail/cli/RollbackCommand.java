package dev.handrail.cli;

import dev.handrail.model.Run;
import dev.handrail.plan.Rollback.Scope;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;

/// Takes a run back.
@Command(name = "rollback", description = "Take back what a run did: show the way, ask, and go it.")
final class RollbackCommand implements Callable<Integer> {
    private final Context context;
    @Mixin private final Out out;
    @Mixin private final EarlierRun earlier = new EarlierRun();

    @Option(
            names = "--scope",
            paramLabel = "hop|run",
            description =
                    "Back to the start of the hop in which the run stands (the default), or of the"
                            + " whole run.")
    private Scope scope = Scope.HOP;

    RollbackCommand(Context context) {
        this.context = context;
        this.out = new Out(context.terminal());
    }

    @Override
    public Integer call() {
        return earlier.with(context, out, this::rollBack);
    }

    private int rollBack(Walk walk, Run run) {
        return earlier.connected(out, walk, run, links -> walk.rollBack(run, scope, links));
    }
}
