package dev.handrail.cli.output;

import dev.handrail.cli.json.ProblemView;
import dev.handrail.cli.json.ProblemView.ProblemResult;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.report.JsonWriter;

import picocli.CommandLine.Option;

/// How a command prints its result: as text, or as JSON with `--json`.
public final class CommandOutput {
    private final CommandTerminal terminal;

    @Option(names = "--json", description = "Write JSON for machines instead of text.")
    private boolean json;

    public CommandOutput(CommandTerminal terminal) {
        this.terminal = terminal;
    }

    public CommandTerminal commandTerminal() {
        return terminal;
    }

    public boolean isJson() {
        return json;
    }

    /// Prints a line of text. Callers check [#isJson] first: with JSON no text may be printed here.
    public void printLine(String text) {
        terminal.printLine(text);
    }

    public void printLine(Message message) {
        terminal.printLine(message);
    }

    /// Prints one JSON value on a line of its own and flushes, so that scripts can read it at once.
    public void printJson(Object value) {
        terminal.out().println(JsonWriter.toJsonLine(value));
        terminal.out().flush();
    }

    /// Prints the result of the command in one of its two forms.
    public void printResult(Object view, Message text) {
        if (json) {
            printJson(view);
        } else {
            printLine(text);
        }
    }

    /// Prints what went wrong and what to do next: text on standard error, JSON on standard output.
    /// Returns `exit`.
    public int reportProblem(Problem problem, int exit) {
        if (json) {
            printJson(new ProblemResult(ProblemView.of(problem), exit));
        } else {
            terminal.printWarning(problem.what());
            if (!problem.todo().isEmpty()) {
                terminal.printWarning(problem.todo());
            }
        }
        return exit;
    }

    public int reportProblem(String key, Message what, Message todo, int exit) {
        return reportProblem(new Problem(key, what, todo), exit);
    }
}
