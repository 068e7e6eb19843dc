package dev.handrail.cli;

import dev.handrail.model.Run;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/// Goes on with a run.
@Command(
        name = "resume",
        description = "Go on with a run that stands still, or whose assistant is gone.")
final class ResumeCommand implements Callable<Integer> {
    private final Context context;
    @Mixin private final Out out;
    @Mixin private final RunChoice choice = new RunChoice();
    @Mixin private final ServerOptions server = new ServerOptions();
    @Mixin private final RunOptions options = new RunOptions();

    ResumeCommand(Context context) {
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
                                                        resume(
                                                                new Walk(out, engine, answers),
                                                                run))));
    }

    private int resume(Walk walk, Run run) {
        if (run.status() == Run.Status.FINISHED) {
            return out.problem(
                    "run.finished",
                    "Run " + run.id() + " is over.",
                    "To see it: handrail show " + run.id(),
                    Exit.NOT_FOUND);
        }
        return Links.ofRun(out, walk.engine(), server, run, links -> walk.resume(run.id(), links));
    }
}
