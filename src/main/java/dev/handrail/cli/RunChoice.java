package dev.handrail.cli;

import dev.handrail.app.Engine;
import dev.handrail.model.Run;
import dev.handrail.run.Journal;

import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// The run that a command is about: its id, the beginning of it, or `last`.
final class RunChoice {
    @Parameters(
            arity = "0..1",
            paramLabel = "RUN",
            defaultValue = "last",
            description = "The run: its id, the beginning of it, or \"last\" (the default).")
    private String run = "last";

    int with(Out out, Engine engine, ToIntFunction<Run> work) {
        List<String> ids = engine.journal().runs().stream().map(Journal.Summary::id).toList();
        List<String> fitting = run.equals("last") ? ids.stream().limit(1).toList() : matches(ids);
        Optional<Run> found =
                fitting.size() == 1 ? engine.run(fitting.getFirst()) : Optional.empty();
        if (found.isPresent()) {
            return work.applyAsInt(found.get());
        }
        String what =
                ids.isEmpty()
                        ? "The history has no run yet."
                        : fitting.size() > 1
                                ? "Several runs begin with \"" + run + "\"."
                                : "There is no run \"" + run + "\".";
        return out.problem("run.none", what, "See: handrail history", Exit.NOT_FOUND);
    }

    private List<String> matches(List<String> ids) {
        return ids.contains(run)
                ? List.of(run)
                : ids.stream().filter(id -> id.startsWith(run)).toList();
    }
}
