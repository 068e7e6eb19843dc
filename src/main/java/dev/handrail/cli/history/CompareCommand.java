package dev.handrail.cli.history;

import dev.handrail.app.Engine;
import dev.handrail.cli.json.ComparisonView;
import dev.handrail.cli.option.RunParameter;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.comparison.RunComparison;
import dev.handrail.run.Journal.ReadableEvents;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.concurrent.Callable;

/// Compares two runs of the history; it connects to no server.
@Command(name = "compare", description = "Compare two runs; needs no server.")
public final class CompareCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private final CommandOutput out;

    @Parameters(
            index = "0",
            paramLabel = "RUN",
            description = "The first run: its id, the beginning of it, or \"last\".")
    private String left = "";

    @Parameters(index = "1", paramLabel = "RUN", description = "The second run.")
    private String right = "";

    @Option(names = "--all", description = "Show what is the same in both runs, too.")
    private boolean all;

    public CompareCommand(CommandContext context) {
        this.context = context;
        this.out = new CommandOutput(context.terminal());
    }

    @Override
    public Integer call() {
        return context.withEngine(
                out,
                engine ->
                        RunParameter.of(left)
                                .withRun(out, engine, first -> findSecond(engine, first)));
    }

    private int findSecond(Engine engine, Run first) {
        return RunParameter.of(right)
                .withRun(out, engine, second -> compareRuns(engine, first, second));
    }

    private int compareRuns(Engine engine, Run first, Run second) {
        RunComparison comparison =
                RunComparison.of(
                        first, readEvents(engine, first), second, readEvents(engine, second));
        if (out.isJson()) {
            out.printJson(ComparisonView.of(comparison));
        } else {
            new ComparisonPrinter(out.commandTerminal(), comparison, all).printComparison();
        }
        return ExitCodes.OK;
    }

    private List<RunEvent> readEvents(Engine engine, Run run) {
        ReadableEvents read = engine.journal().readSoundEvents(run.id());
        read.damage().ifPresent(context::noteDamage);
        return read.events();
    }
}
