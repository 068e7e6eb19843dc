package dev.handrail.cli.option;

import dev.handrail.app.Engine;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.model.Message;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.run.Journal;

import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/// The run that a command works on: its id, the beginning of its id, or `last`.
public final class RunParameter {
    @Parameters(
            arity = "0..1",
            paramLabel = "RUN",
            defaultValue = "last",
            description = "The run: its id, the beginning of it, or \"last\" (the default).")
    private String run = "last";

    /// A run that a command names in another place.
    public static RunParameter of(String run) {
        RunParameter parameter = new RunParameter();
        parameter.run = run;
        return parameter;
    }

    /// Does the work with the run, or reports that no run or more than one fits. `last` is the run
    /// of this history that started last; one that was imported only where there is no other.
    public int withRun(CommandOutput out, Engine engine, ToIntFunction<Run> work) {
        return withRun(out, engine, any -> true, work);
    }

    /// Does the same, but `last` is the upgrade that started last: a verification or a roll-back
    /// after it does not hide it.
    public int withUpgrade(CommandOutput out, Engine engine, ToIntFunction<Run> work) {
        return withRun(out, engine, found -> found.kind() == RunKind.UPGRADE, work);
    }

    private int withRun(
            CommandOutput out,
            Engine engine,
            Predicate<Journal.RunSummary> last,
            ToIntFunction<Run> work) {
        List<Journal.RunSummary> all = engine.journal().listRuns();
        List<String> ids = all.stream().map(Journal.RunSummary::id).toList();
        List<String> fitting =
                run.equals("last")
                        ? findLast(engine.journal(), all.stream().filter(last).toList())
                        : matchingIds(ids);
        Optional<Run> found =
                fitting.size() == 1 ? engine.runs().findRun(fitting.getFirst()) : Optional.empty();
        if (found.isPresent()) {
            return work.applyAsInt(found.get());
        }
        return reportNotFound(out, ids.isEmpty(), fitting.size() > 1);
    }

    private static List<String> findLast(Journal journal, List<Journal.RunSummary> fitting) {
        List<String> ids = fitting.stream().map(Journal.RunSummary::id).toList();
        return ids.stream()
                .filter(id -> journal.findImportRefusal(id).isEmpty())
                .findFirst()
                .or(() -> ids.stream().findFirst())
                .stream()
                .toList();
    }

    /// Tells an empty history, an ambiguous beginning and an unknown id apart.
    private int reportNotFound(CommandOutput out, boolean noRuns, boolean several) {
        Message what =
                noRuns
                        ? Message.of("cli.run.none.what")
                        : several
                                ? Message.of("cli.run.ambiguous.what", run)
                                : Message.of("cli.run.unknown.what", run);
        return out.reportProblem(
                "run.none", what, Message.of("cli.run.none.todo"), ExitCodes.NOT_FOUND);
    }

    /// A complete id wins over longer ids that begin with it.
    private List<String> matchingIds(List<String> ids) {
        return ids.contains(run)
                ? List.of(run)
                : ids.stream().filter(id -> id.startsWith(run)).toList();
    }
}
