package dev.handrail.cli.session;

import dev.handrail.app.Engine;
import dev.handrail.cli.json.CopyView;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.prompt.UnattendedAnswers;
import dev.handrail.model.Message;
import dev.handrail.model.Message.ByteCount;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.plan.RollbackPlanner.RollbackScope;
import dev.handrail.rehearsal.CopyContents;
import dev.handrail.rehearsal.ServerCopy;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;
import dev.handrail.run.RunOwner;

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
        try {
            return rehearseOn(live, plan);
        } catch (ConnectionLostException e) {
            return out.reportProblem(
                    "rehearsal.interrupted",
                    Message.of(
                            "rehearsal.interrupted.what", live.target().addressText(), e.reason()),
                    Message.of("rehearsal.interrupted.todo"),
                    ExitCodes.NO_CONNECTION);
        }
    }

    private int rehearseOn(ServerConnection live, Plan.Ready plan) throws ConnectionLostException {
        if (plan.route().roles().size() > 1) {
            return out.reportProblem(
                    "rehearsal.roles",
                    Message.of("cli.rehearse.roles.what"),
                    Message.of("cli.rehearse.roles.todo"),
                    ExitCodes.BLOCKED);
        }
        printText(Message.of("cli.rehearse.making", live.target().addressText()));
        return switch (ServerCopy.makeCopy(live.currentShell(), RunOwner.localHost())) {
            case ServerCopy.CopyResult.Failed failed ->
                    out.reportProblem(failed.problem(), ExitCodes.BLOCKED);
            case ServerCopy.CopyResult.Made made -> rehearseIn(made.copy(), plan, live);
        };
    }

    private int rehearseIn(ServerCopy copy, Plan.Ready plan, ServerConnection live)
            throws ConnectionLostException {
        printContents(copy);
        int exit;
        try (ServerConnection inside = live.toCopy(copy.name())) {
            Optional<Problem> unusable = findUnusable(copy, live, inside);
            if (unusable.isPresent()) {
                removeCopy(copy, live);
                return out.reportProblem(unusable.get(), ExitCodes.FAILED);
            }
            printText(
                    copy.contents().fetches()
                            ? Message.of("cli.rehearse.isolated-but-packages")
                            : Message.of("cli.rehearse.isolated"));
            exit = runPlan(plan, inside);
        }
        if (lastRehearsal().filter(run -> run.finished().isEmpty()).isPresent()) {
            printText(Message.of("cli.rehearse.kept", live.target().addressText()));
            return exit;
        }
        removeCopy(copy, live);
        return exit;
    }

    private static Optional<Problem> findUnusable(
            ServerCopy copy, ServerConnection live, ServerConnection inside)
            throws ConnectionLostException {
        Optional<Problem> unreachable = inside.connect();
        return unreachable.isPresent()
                ? unreachable
                : copy.proveIsolation(live.currentShell(), inside);
    }

    /// A run that was rolled back after a failure has ended well, but did not work.
    private int runPlan(Plan.Ready plan, ServerConnection inside) {
        Map<String, ServerConnection> links = Map.of(plan.route().roles().getFirst(), inside);
        int exit = new RunController(out, engine, answers).startRun(plan, links);
        Optional<Run> upgrade = lastRehearsal();
        if (upgrade.isEmpty()) {
            return exit;
        }
        boolean worked =
                upgrade.get()
                        .finished()
                        .filter(end -> end.result() == RunResult.UPGRADED)
                        .isPresent();
        int back = worked && andBack ? rollBack(upgrade.get(), links) : ExitCodes.OK;
        printText(verdict(upgrade.get(), worked, back == ExitCodes.OK));
        int failed = exit == ExitCodes.OK ? ExitCodes.FAILED : exit;
        return worked ? back : failed;
    }

    /// The consent to the rehearsal covers its roll-back.
    private int rollBack(Run upgrade, Map<String, ServerConnection> links) {
        return new RunController(out, engine, answers.onCopy())
                .rollBack(upgrade, RollbackScope.RUN, links);
    }

    /// The newest rehearsal of an upgrade.
    private Optional<Run> lastRehearsal() {
        return engine.journal().listRuns().stream()
                .filter(run -> run.scope() == RunScope.COPY && run.origin().isEmpty())
                .findFirst()
                .flatMap(run -> engine.runs().findRun(run.id()));
    }

    private static Message verdict(Run run, boolean worked, boolean backWorked) {
        if (!worked) {
            return Message.of("cli.rehearse.failed");
        }
        long steps =
                run.steps().stream()
                        .filter(step -> step.outcome().filter(StepOutcome.OK::equals).isPresent())
                        .count();
        Message works = Message.of("cli.rehearse.works", steps, run.downtime().ended());
        return backWorked ? works : Message.of("cli.rehearse.works-not-back", works);
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

    private void removeCopy(ServerCopy copy, ServerConnection live) throws ConnectionLostException {
        live.connect();
        Optional<Problem> left = copy.removeCopy(live.currentShell());
        if (left.isPresent()) {
            out.commandTerminal().printWarning(left.get().message());
        } else {
            printText(Message.of("cli.rehearse.removed"));
        }
    }

    /// Removes the copy that an earlier rehearsal left.
    public int removeCopy(ServerConnection live) throws ConnectionLostException {
        Optional<Problem> left = ServerCopy.removeAnyCopy(live.currentShell());
        if (left.isPresent()) {
            return out.reportProblem(left.get(), ExitCodes.FAILED);
        }
        printText(Message.of("cli.rehearse.removed"));
        return ExitCodes.OK;
    }
}
