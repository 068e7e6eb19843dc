package dev.handrail.cli;

import dev.handrail.model.Problem;
import dev.handrail.report.Json;

import picocli.CommandLine.Option;

/// How a command says its result: as text, or as JSON with `--json`.
final class Out {
    private final Terminal terminal;

    @Option(names = "--json", description = "Write JSON for machines instead of text.")
    private boolean json;

    Out(Terminal terminal) {
        this.terminal = terminal;
    }

    Terminal terminal() {
        return terminal;
    }

    boolean json() {
        return json;
    }

    void say(String text) {
        terminal.say(text);
    }

    /// One JSON value on a line of its own.
    void json(Object value) {
        terminal.out().println(Json.line(value));
        terminal.out().flush();
    }

    /// Says what went wrong and what to do next; returns the exit code.
    int problem(Problem problem, int exit) {
        if (json) {
            json(View.map("problem", View.problem(problem), "exit", exit));
        } else {
            terminal.warn(problem.what());
            if (!problem.todo().isEmpty()) {
                terminal.warn(problem.todo());
            }
        }
        return exit;
    }

    int problem(String key, String what, String todo, int exit) {
        return problem(new Problem(key, what, todo), exit);
    }
}
