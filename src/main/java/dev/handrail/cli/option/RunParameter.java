package dev.handrail.cli.option;

import dev.handrail.app.Engine;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.model.Run;
import dev.handrail.run.Journal;

import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// The run that a command is about: its id, the beginning of it, or `last`.
public final class RunParameter {
    @Parameters(
            arity = "0..1",
            paramLabel = "RUN",
            defaultValue = "last",
            description = "The run: its id, the beginning of it, or \"last\" (the default).")
    private String run = "last";

    public int withRun(CommandOutput out, Engine engine, ToIntFunction<Run> work) {
        List<String> ids =
                engine.journal().listRuns().stream().map(Journal.RunSummary::id).toList();
        List<String> fitting =
                run.equals("last") ? ids.stream().limit(1).toList() : matchingIds(ids);
        Optional<Run> found =
                fitting.size() == 1 ? engine.findRun(fitting.getFirst()) : Optional.empty();
        if (found.isPresent()) {
            return work.applyAsInt(found.get());
        }
        String what =
                ids.isEmpty()
                        ? "The history has no run yet."
                        : fitting.size() > 1
                                ? "Several runs begin with \"" + run + "\"."
                                : "There is no run \"" + run + "\".";
        return out.reportProblem("run.none", what, "See: handrail history", ExitCodes.NOT_FOUND);
    }

    private List<String> matchingIds(List<String> ids) {
        return ids.contains(run)
                ? List.of(run)
                : ids.stream().filter(id -> id.startsWith(run)).toList();
    }
}
