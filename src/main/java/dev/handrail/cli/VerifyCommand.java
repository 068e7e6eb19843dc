package dev.handrail.cli;

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
final class VerifyCommand implements Callable<Integer> {
    private final Context context;
    @Mixin private final Out out;
    @Mixin private final RunChoice choice = new RunChoice();
    @Mixin private final ServerOptions server = new ServerOptions();
    @Mixin private final RunOptions options = new RunOptions();

    VerifyCommand(Context context) {
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
                                                        verify(
                                                                new Walk(out, engine, answers),
                                                                engine.lookedAt(run)))));
    }

    private int verify(Walk walk, Run run) {
        return Links.ofRun(out, walk.engine(), server, run, links -> walk.verify(run, links));
    }
}
