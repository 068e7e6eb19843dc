package dev.handrail.cli;

import dev.handrail.app.Engine;
import dev.handrail.app.Engine.Opening;

import java.util.function.ToIntFunction;

/// Where a command runs: the terminal it speaks to, and where Handrail's things are.
record Context(Terminal terminal, Engine.Config config) {

    /// Does the work with an open engine, or says why there is none. A damaged history is kept
    /// aside once a person agrees.
    int withEngine(Out out, ToIntFunction<Engine> work) {
        return switch (Engine.open(config)) {
            case Opening.Ready(Engine engine) -> {
                try (engine) {
                    yield work.applyAsInt(engine);
                }
            }
            case Opening.Failed failed -> out.problem(failed.problem(), Exit.HISTORY);
            case Opening.Damaged damaged -> {
                int exit = out.problem(damaged.problem(), Exit.HISTORY);
                String question = "Keep it as " + damaged.kept() + " and begin a new history?";
                if (!terminal.interactive() || !terminal.confirm(question)) {
                    yield exit;
                }
                Engine.keepAside(config);
                yield withEngine(out, work);
            }
        };
    }

    /// The same, for work that writes into the history.
    int withJournal(Out out, ToIntFunction<Engine> work) {
        return withEngine(
                out,
                engine ->
                        engine.journal()
                                .readOnly()
                                .map(problem -> out.problem(problem, Exit.HISTORY))
                                .orElseGet(() -> work.applyAsInt(engine)));
    }
}
