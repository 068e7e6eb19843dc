package dev.handrail.cli.session;

import dev.handrail.app.Engine;
import dev.handrail.app.rehearsal.RehearsalCopies;
import dev.handrail.app.rehearsal.RehearsalCopies.PreparedCopy;
import dev.handrail.app.rehearsal.RehearsalCopies.RefusalKind;
import dev.handrail.app.rehearsal.RehearsalVerdict;
import dev.handrail.cli.json.CopyView;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.prompt.UnattendedAnswers;
import dev.handrail.model.Message;
import dev.handrail.model.Message.ByteCount;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Run;
import dev.handrail.plan.RollbackPlanner.RollbackScope;
import dev.handrail.rehearsal.CopyContents;
import dev.handrail.rehearsal.ServerCopy;
import dev.handrail.remote.ServerConnection;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Makes a copy of a server, runs a plan in it, says what that showed, and removes the copy.
/// `andBack`: the roll-back is rehearsed, too.
public record RehearsalController(
        CommandOutput out, Engine engine, UnattendedAnswers answers, boolean andBack) {

    /// Rehearses the plan of an upgrade. `live`: the server, connected. Returns the exit code.
    public int rehearse(Plan.Ready plan, ServerConnection live) {
        if (RehearsalCopies.findObstacle(plan, live).isEmpty()) {
            printText(Message.of("cli.rehearse.making", live.target().addressText()));
        }
        return switch (RehearsalCopies.prepareCopy(plan, live, this::printContents)) {
            case PreparedCopy.Refused refused ->
                    out.reportProblem(refused.problem(), exitCode(refused.kind()));
            case PreparedCopy.Ready ready -> rehearseIn(ready, plan, live);
        };
    }

    private static int exitCode(RefusalKind kind) {
        return switch (kind) {
            case IMPOSSIBLE -> ExitCodes.BLOCKED;
            case UNUSABLE -> ExitCodes.FAILED;
            case LEFT, CONNECTION_LOST -> ExitCodes.NO_CONNECTION;
        };
    }

    private int rehearseIn(PreparedCopy.Ready ready, Plan.Ready plan, ServerConnection live) {
        printText(
                ready.copy().contents().fetches()
                        ? Message.of("cli.rehearse.isolated-but-packages")
                        : Message.of("cli.rehearse.isolated"));
        try (ServerConnection inside = ready.inside()) {
            int exit = runPlan(plan, inside);
            boolean unfinished =
                    engine.runs()
                            .findRehearsal(inside.target())
                            .filter(run -> run.finished().isEmpty())
                            .isPresent();
            if (unfinished && !RehearsalCopies.hasEnded(inside)) {
                printText(Message.of("cli.rehearse.kept", live.target().addressText()));
                return exit;
            }
            removeCopy(ready.copy(), live);
            return unfinished ? ExitCodes.FAILED : exit;
        }
    }

    private int runPlan(Plan.Ready plan, ServerConnection inside) {
        Map<String, ServerConnection> links = Map.of(plan.route().roles().getFirst(), inside);
        int exit = new RunController(out, engine, answers).startRun(plan, links);
        Optional<Run> upgrade = engine.runs().findRehearsal(inside.target());
        return upgrade.map(run -> run.finished().isPresent() ? finishPlan(run, exit, links) : exit)
                .orElseGet(() -> failed(exit));
    }

    /// A run that did not begin has shown nothing.
    private static int failed(int exit) {
        return exit == ExitCodes.OK ? ExitCodes.FAILED : exit;
    }

    private int finishPlan(Run upgrade, int exit, Map<String, ServerConnection> links) {
        boolean worked = RehearsalVerdict.hasWorked(upgrade);
        int back = worked && andBack ? rollBack(upgrade, links) : ExitCodes.OK;
        Optional<Boolean> backWorked =
                worked && andBack ? Optional.of(back == ExitCodes.OK) : Optional.empty();
        printText(RehearsalVerdict.describe(upgrade, backWorked));
        if (worked) {
            printText(Message.of("rehearsal.shows-not"));
        }
        return worked ? back : failed(exit);
    }

    /// The consent to the rehearsal covers its roll-back.
    private int rollBack(Run upgrade, Map<String, ServerConnection> links) {
        return new RunController(out, engine, answers.onCopy())
                .rollBack(upgrade, RollbackScope.RUN, links);
    }

    private void printContents(ServerCopy copy) {
        if (out.isJson()) {
            out.printJson(CopyView.of(copy));
            return;
        }
        CopyContents contents = copy.contents();
        printText(
                contents.inMemory()
                        ? Message.of("cli.rehearse.made-in-memory", new ByteCount(contents.size()))
                        : Message.of("cli.rehearse.made", new ByteCount(contents.size())));
        contents.databases()
                .forEach(each ->
                        printText(
                                Message.of(
                                        "cli.rehearse.database",
                                        each.name(),
                                        new ByteCount(each.size()))));
        printEach(contents.absent(), name -> Message.of("cli.rehearse.absent", name));
        printEach(contents.emptied(), name -> Message.of("cli.rehearse.emptied", name));
        if (!contents.fetches()) {
            printText(Message.of("cli.rehearse.no-packages"));
        }
        printEach(contents.failedUnits(), name -> Message.of("cli.rehearse.failed-unit", name));
    }

    private void printEach(List<String> names, Function<String, Message> toText) {
        names.forEach(name -> printText(toText.apply(name)));
    }

    private void printText(Message text) {
        if (!out.isJson()) {
            out.printLine(text);
        }
    }

    private void removeCopy(ServerCopy copy, ServerConnection live) {
        Optional<Problem> left = RehearsalCopies.removeCopy(copy.name(), live);
        if (left.isPresent()) {
            out.commandTerminal().printWarning(left.get().message());
        } else {
            engine.runs().endRehearsals(live.target(), copy.name());
            printText(Message.of("cli.rehearse.removed"));
        }
    }

    /// Removes the copy that an earlier rehearsal left.
    public int removeCopy(ServerConnection live) {
        Optional<Problem> left = RehearsalCopies.removeCopy("", live);
        if (left.isPresent()) {
            return out.reportProblem(left.get(), ExitCodes.FAILED);
        }
        engine.runs().endRehearsals(live.target(), "");
        printText(Message.of("cli.rehearse.removed"));
        return ExitCodes.OK;
    }
}
