package dev.handrail.cli.command;

import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.cli.session.ExistingRunOptions;
import dev.handrail.cli.session.RunController;
import dev.handrail.model.Message;
import dev.handrail.model.Run;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/// Resumes a run that is paused, or that its Handrail left without ending it.
@Command(name = "resume", description = "Resume a run that is paused, or whose Handrail has ended.")
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

    /// Refuses a finished run, and one that another process executes, before it connects to any
    /// server.
    private int resumeRun(RunController controller, Run run) {
        if (run.status() == Run.RunStatus.FINISHED) {
            return out.reportProblem(
                    "run.finished",
                    Message.of("cli.resume.ended.what", run.id()),
                    Message.of("cli.resume.ended.todo", run.id()),
                    ExitCodes.NOT_FOUND);
        }
        return controller
                .engine()
                .journal()
                .findOtherOwner(run.id())
                .map(owner -> out.reportProblem(owner.toProblem(), ExitCodes.STANDS_STILL))
                .orElseGet(() -> connectAndResume(controller, run));
    }

    private int connectAndResume(RunController controller, Run run) {
        return earlier.withConnections(
                out, controller, run, links -> controller.resumeRun(run.id(), links));
    }
}
