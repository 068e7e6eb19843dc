package dev.handrail.cli.option;

import dev.handrail.cli.prompt.UnattendedAnswers;

import picocli.CommandLine.Option;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The options of a practice upgrade in the terminal.
public final class PracticeRunOptions {
    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Parameter of the practice runbook, such as PRACTICE_PACE=quick or"
                            + " PRACTICE_FAILURE=migration.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--ask",
            description = "Ask what an upgrade asks, instead of giving the usual answers.")
    private boolean ask;

    /// The options of the old name of the command.
    public static PracticeRunOptions of(Map<String, String> parameters, boolean ask) {
        PracticeRunOptions options = new PracticeRunOptions();
        options.parameters = Map.copyOf(parameters);
        options.ask = ask;
        return options;
    }

    public Map<String, String> parameters() {
        return parameters;
    }

    /// Whether the admin gave any of these options, which only make sense with `--run`.
    public boolean areGiven() {
        return ask || !parameters.isEmpty();
    }

    /// The usual answers of practice; with `--ask` only manual steps are confirmed.
    public UnattendedAnswers answers() {
        return ask
                ? new UnattendedAnswers(List.of(), true, Optional.empty(), false)
                : UnattendedAnswers.PRACTICE;
    }
}
