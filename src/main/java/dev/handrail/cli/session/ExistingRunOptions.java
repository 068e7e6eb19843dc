package dev.handrail.cli.session;

import dev.handrail.app.Engine;
import dev.handrail.cli.option.RunOptions;
import dev.handrail.cli.option.RunParameter;
import dev.handrail.cli.option.ServerOptions;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.model.Run;
import dev.handrail.remote.ServerConnection;

import picocli.CommandLine.Mixin;

import java.util.Map;
import java.util.function.ToIntFunction;

/// The options of commands that connect to the servers of an earlier run, such as resume.
public final class ExistingRunOptions {
    @Mixin private final RunParameter choice = new RunParameter();
    @Mixin private final ServerOptions server = new ServerOptions();
    @Mixin private final RunOptions options = new RunOptions();

    /// The work of a command on the run that the admin named; returns the exit code.
    public interface RunAction {
        int performOn(RunController controller, Run run);
    }

    /// Reads the prepared answers, opens the history and finds the run; reports the first of these
    /// that fails. The history must be writable. Returns the exit code.
    public int withRun(CommandContext context, CommandOutput out, RunAction action) {
        return withRun(context, out, choice::withRun, action);
    }

    /// Does the same for the last upgrade, if the admin named no run.
    public int withUpgrade(CommandContext context, CommandOutput out, RunAction action) {
        return withRun(context, out, choice::withUpgrade, action);
    }

    /// Finds the run that a command works on.
    private interface RunFinder {
        int findRun(CommandOutput out, Engine engine, ToIntFunction<Run> work);
    }

    private int withRun(
            CommandContext context, CommandOutput out, RunFinder finder, RunAction action) {
        return options.withAnswers(
                out,
                answers ->
                        context.withJournal(
                                out,
                                engine ->
                                        findRun(
                                                new RunController(out, engine, answers),
                                                finder,
                                                action)));
    }

    private static int findRun(RunController controller, RunFinder finder, RunAction action) {
        return finder.findRun(
                controller.out(),
                controller.engine(),
                run -> performOnWhole(controller, run, action));
    }

    /// Nothing is done after a part of a run: throws if an event of it is damaged.
    private static int performOnWhole(RunController controller, Run run, RunAction action) {
        controller.engine().journal().readEvents(run.id());
        return action.performOn(controller, run);
    }

    /// Does the work with connections to the servers of the run, by role, and closes them
    /// afterwards. Refuses a run that was imported before it connects.
    public int withConnections(
            CommandOutput out,
            RunController controller,
            Run run,
            ToIntFunction<Map<String, ServerConnection>> work) {
        Engine engine = controller.engine();
        return engine.journal()
                .findImportRefusal(run.id())
                .map(problem -> out.reportProblem(problem, ExitCodes.of(problem)))
                .orElseGet(
                        () -> RunServerConnections.withConnections(out, engine, server, run, work));
    }
}
