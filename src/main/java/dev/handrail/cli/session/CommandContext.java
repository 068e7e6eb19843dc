package dev.handrail.cli.session;

import dev.handrail.app.Engine;
import dev.handrail.app.Engine.OpenResult;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.CommandTerminal;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.model.Message;

import java.util.function.ToIntFunction;

/// Where a command runs: its terminal, and the folders and settings of the engine.
public record CommandContext(CommandTerminal terminal, Engine.EngineConfig config) {

    /// Opens the engine, does the work and closes it again. If no engine opens, it reports why. It
    /// sets a damaged history aside and tries again only if a person agrees. Returns the exit code.
    public int withEngine(CommandOutput out, ToIntFunction<Engine> work) {
        return switch (Engine.open(config)) {
            case OpenResult.Ready(Engine engine) -> {
                try (engine) {
                    yield work.applyAsInt(engine);
                }
            }
            case OpenResult.Failed failed -> out.reportProblem(failed.problem(), ExitCodes.HISTORY);
            case OpenResult.Damaged damaged -> withNewHistory(out, damaged, work);
        };
    }

    private int withNewHistory(
            CommandOutput out, OpenResult.Damaged damaged, ToIntFunction<Engine> work) {
        int exit = out.reportProblem(damaged.problem(), ExitCodes.HISTORY);
        Message question = Message.of("cli.history.set-aside.confirm", damaged.kept().toString());
        if (!terminal.isInteractive() || !terminal.confirm(question)) {
            return exit;
        }
        Engine.setAsideHistory(config);
        return withEngine(out, work);
    }

    /// Like [#withEngine], for work that writes to the history: reports a problem instead if the
    /// history is read-only.
    public int withJournal(CommandOutput out, ToIntFunction<Engine> work) {
        return withEngine(
                out,
                engine ->
                        engine.journal()
                                .readOnlyReason()
                                .map(problem -> out.reportProblem(problem, ExitCodes.HISTORY))
                                .orElseGet(() -> work.applyAsInt(engine)));
    }
}
