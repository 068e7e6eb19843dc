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
    @Mixin private final EarlierRun earlier = new EarlierRun();

    ResumeCommand(Context context) {
        this.context = context;
        this.out = new Out(context.terminal());
    }

    @Override
    public Integer call() {
        return earlier.with(context, out, this::resume);
    }

    private int resume(Walk walk, Run run) {
        if (run.status() == Run.Status.FINISHED) {
            return out.problem(
                    "run.finished",
                    "Run " + run.id() + " is over.",
                    "To see it: handrail show " + run.id(),
                    Exit.NOT_FOUND);
        }
        return earlier.connected(out, walk, run, links -> walk.resume(run.id(), links));
    }
}
