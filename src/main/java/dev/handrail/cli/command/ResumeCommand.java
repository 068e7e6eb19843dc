package dev.handrail.cli.command;

import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.cli.session.ExistingRunOptions;
import dev.handrail.cli.session.RunController;
import dev.handrail.model.Run;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/// Goes on with a run.
@Command(
        name = "resume",
        description = "Go on with a run that stands still, or whose assistant is gone.")
public final class ResumeCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private final CommandOutput out;
    @Mixin private final ExistingRunOptions earlier = new ExistingRunOptions();

    public ResumeCommand(CommandContext context) {
        this.context = context;
        this.out = new CommandOutput(context.terminal());
    }

    @Override
    public Integer call() {
        return earlier.withRun(context, out, this::resumeRun);
    }

    private int resumeRun(RunController walk, Run run) {
        if (run.status() == Run.RunStatus.FINISHED) {
            return out.reportProblem(
                    "run.finished",
                    "Run " + run.id() + " is over.",
                    "To see it: handrail show " + run.id(),
                    ExitCodes.NOT_FOUND);
        }
        return earlier.withConnections(out, walk, run, links -> walk.resumeRun(run.id(), links));
    }
}
