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
    @Mixin private final RunChoice choice = new RunChoice();
    @Mixin private final ServerOptions server = new ServerOptions();
    @Mixin private final RunOptions options = new RunOptions();

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
        return options.with(
                out,
                answers ->
                        context.withJournal(
                                out,
                                engine ->
                                        choice.with(
                                                out,
                                                engine,
                                                run ->
                                                        rollBack(
                                                                new Walk(out, engine, answers),
                                                                run))));
    }

    private int rollBack(Walk walk, Run run) {
        return Links.ofRun(
                out, walk.engine(), server, run, links -> walk.rollBack(run, scope, links));
    }
}
