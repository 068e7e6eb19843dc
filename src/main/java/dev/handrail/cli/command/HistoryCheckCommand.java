package dev.handrail.cli.command;

import dev.handrail.app.Engine;
import dev.handrail.cli.json.HistoryCheckView;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.model.Message;
import dev.handrail.run.Journal.RunDamage;
import dev.handrail.store.history.check.HistoryCheck.HistoryCheckResult;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/// Reads the whole history and compares all checksums.
@Command(
        name = "check",
        description = "Read the whole history and compare all its checksums with what is stored.")
public final class HistoryCheckCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private final CommandOutput out;

    public HistoryCheckCommand(CommandContext context) {
        this.context = context;
        this.out = new CommandOutput(context.terminal());
    }

    @Override
    public Integer call() {
        return context.withEngine(out, this::checkHistory);
    }

    private int checkHistory(Engine engine) {
        HistoryCheckResult result = engine.checkHistory();
        if (out.isJson()) {
            out.printJson(HistoryCheckView.of(result));
            return result.isSound() ? ExitCodes.OK : ExitCodes.HISTORY;
        }
        printResult(result);
        return ExitCodes.OK;
    }

    /// The first damage is reported at the end, with the offer to keep the history aside.
    private void printResult(HistoryCheckResult result) {
        if (result.isSound()) {
            out.printLine(Message.of("cli.history.check.sound", result.runs()));
        }
        if (result.late() > 0) {
            out.printLine(Message.of("cli.history.check.late", result.late()));
        }
        for (RunDamage damage : result.damages()) {
            if (damage.run().isEmpty()) {
                out.commandTerminal().printWarning(damage.problem().what());
            } else {
                out.commandTerminal()
                        .printWarning(
                                Message.of(
                                        "cli.history.check.damaged",
                                        damage.run(),
                                        damage.problem().what()));
            }
            context.noteDamage(damage.problem());
        }
    }
}
