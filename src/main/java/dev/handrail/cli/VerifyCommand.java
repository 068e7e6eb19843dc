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
    @Mixin private final EarlierRun earlier = new EarlierRun();

    VerifyCommand(Context context) {
        this.context = context;
        this.out = new Out(context.terminal());
    }

    @Override
    public Integer call() {
        return earlier.with(context, out, (walk, run) -> verify(walk, walk.engine().lookedAt(run)));
    }

    private int verify(Walk walk, Run run) {
        return earlier.connected(out, walk, run, links -> walk.verify(run, links));
    }
}
