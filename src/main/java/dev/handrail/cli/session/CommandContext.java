package dev.handrail.cli.session;

import dev.handrail.app.Engine;
import dev.handrail.app.Engine.OpenResult;
import dev.handrail.app.EngineConfig;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.CommandTerminal;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.run.Journal.JournalUnwritable;

import java.util.Optional;
import java.util.function.ToIntFunction;

/// Where a command runs: its terminal, and the folders and settings of the engine.
public final class CommandContext {
    private final CommandTerminal terminal;
    private EngineConfig config;
    private Optional<Problem> damage = Optional.empty();

    public CommandContext(CommandTerminal terminal, EngineConfig config) {
        this.terminal = terminal;
        this.config = config;
    }

    public CommandTerminal terminal() {
        return terminal;
    }

    public EngineConfig config() {
        return config;
    }

    /// Makes this command use the built-in runbooks only.
    public void leaveOutOwnRunbooks() {
        config = config.withoutOwnRunbooks();
    }

    /// Opens the engine, does the work and closes it again. If no engine opens, it reports why. It
    /// sets a damaged history aside and tries again only if a person agrees. Returns the exit code.
    public int withEngine(CommandOutput out, ToIntFunction<Engine> work) {
        return switch (Engine.open(config)) {
            case OpenResult.Ready(Engine engine) -> runWork(out, engine, work);
            case OpenResult.Failed failed -> out.reportProblem(failed.problem(), ExitCodes.HISTORY);
            case OpenResult.Damaged damaged -> {
                int exit = out.reportProblem(damaged.problem(), ExitCodes.HISTORY);
                yield offerSetAside(damaged.kept().toString()) ? withEngine(out, work) : exit;
            }
        };
    }

    private int runWork(CommandOutput out, Engine engine, ToIntFunction<Engine> work) {
        int exit;
        try (engine) {
            exit = work.applyAsInt(engine);
        } catch (JournalUnwritable e) {
            return reportUnusable(out, e.problem());
        }
        return damage.map(problem -> reportUnusable(out, problem)).orElse(exit);
    }

    /// Remembers what is wrong with the history that the command shows. The command reports it at
    /// its end, and ends with the exit code of the history.
    public void noteDamage(Problem problem) {
        damage = damage.or(() -> Optional.of(problem));
    }

    /// The history turned out to be damaged while the command ran. The engine is closed.
    private int reportUnusable(CommandOutput out, Problem problem) {
        int exit = out.reportProblem(problem, ExitCodes.HISTORY);
        if (problem.key().startsWith("history-damaged")) {
            offerSetAside(Engine.asideName(config).toString());
        }
        return exit;
    }

    /// Sets a damaged history aside if a person agrees; returns whether it did.
    private boolean offerSetAside(String kept) {
        Message question = Message.of("cli.history.set-aside.confirm", kept);
        boolean agreed = terminal.isInteractive() && terminal.confirm(question);
        if (agreed) {
            Engine.setAsideHistory(config);
        }
        return agreed;
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
