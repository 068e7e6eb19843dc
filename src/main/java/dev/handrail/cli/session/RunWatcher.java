package dev.handrail.cli.session;

import dev.handrail.app.Engine;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.output.JsonRunPrinter;
import dev.handrail.cli.output.RunPrinter;
import dev.handrail.cli.output.TextRunPrinter;
import dev.handrail.model.Message;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.run.RunFollower;
import dev.handrail.run.RunListener;
import dev.handrail.run.RunOwner;
import dev.handrail.run.StepTimes;

import java.util.List;
import java.util.Optional;

/// Prints a run that another window or command executes, as it happens. It changes nothing.
public final class RunWatcher implements RunListener {
    private final CommandOutput out;
    private final Engine engine;
    private final RunPrinter printer;
    private Optional<RunOwner> owner = Optional.empty();
    private boolean watching = true;

    public RunWatcher(CommandOutput out, Engine engine) {
        this.out = out;
        this.engine = engine;
        this.printer =
                out.isJson()
                        ? new JsonRunPrinter(out, List.of())
                        : new TextRunPrinter(
                                out.commandTerminal(),
                                List.of(),
                                engine.clock(),
                                start -> StepTimes.of(engine.journal(), start));
    }

    /// Ends with the run, or when no other process executes it any more. Returns the exit code.
    public int watchRun(Run run) {
        try {
            new RunFollower(engine.journal(), run.id(), this)
                    .followRun(() -> watching, this::showOwner);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCodes.OK;
    }

    /// Says who executes the run when that changes.
    private void showOwner(Optional<RunOwner> now) {
        if (now.isPresent() && !now.equals(owner)) {
            printRemark(now.get().toProblem().what());
        } else if (now.isEmpty() && owner.isPresent()) {
            printRemark(Message.of("cli.show.left"));
        }
        owner = now;
        watching = now.isPresent();
    }

    /// JSON has the events only.
    private void printRemark(Message text) {
        if (!out.isJson()) {
            out.commandTerminal().printWarning(text);
        }
    }

    /// Only the owner can answer a question.
    @Override
    public void onEvent(RunEvent event, Run run) {
        printer.onEvent(event, run);
        if (event instanceof RunEvent.QuestionAsked asked) {
            printRemark(Message.of("cli.show.asked", asked.question().title()));
        }
    }

    @Override
    public void onOutput(long step, long offset, byte[] bytes) {
        printer.onOutput(step, offset, bytes);
    }
}
