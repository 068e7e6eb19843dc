package dev.handrail.cli.session;

import dev.handrail.app.Engine;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.CommandTerminal;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.output.JsonRunPrinter;
import dev.handrail.cli.output.JsonView;
import dev.handrail.cli.output.PlanPrinter;
import dev.handrail.cli.output.RunPrinter;
import dev.handrail.cli.output.TextRunPrinter;
import dev.handrail.cli.prompt.TerminalQuestionHandler;
import dev.handrail.cli.prompt.UnattendedAnswers;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.plan.RollbackPlanner;
import dev.handrail.plan.RollbackPlanner.RollbackScope;
import dev.handrail.plan.VerificationPlanner;
import dev.handrail.remote.ServerConnection;
import dev.handrail.run.RunHandle;
import dev.handrail.run.RunOutcome;
import dev.handrail.run.StepTimes;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Walks a run to its end, showing it, and says in an exit code how it went.
public record RunController(CommandOutput out, Engine engine, UnattendedAnswers answers) {
    /// What the admin is told, and by which a script can go on.
    private static final String RESUME = "handrail resume ";

    /// The two ends of a walk, made together because one asks the other where the run stands.
    private record RunHandlers(RunPrinter follower, TerminalQuestionHandler admin) {}

    public int startRun(Plan.Ready plan, Map<String, ServerConnection> links) {
        return followRun(
                List.of(),
                ends -> engine.startRun(plan, links, ends.admin(), ends.follower()),
                links);
    }

    public int playRecorded() {
        return followRun(
                List.of(), ends -> engine.startReplay(ends.admin(), ends.follower()), Map.of());
    }

    public int resumeRun(String run, Map<String, ServerConnection> links) {
        List<RunEvent> earlier = engine.journal().readEvents(run);
        return followRun(
                earlier,
                ends -> engine.resumeRun(run, links, ends.admin(), ends.follower()),
                links);
    }

    /// Shows the way back, asks, and walks it.
    public int rollBack(Run run, RollbackScope scope, Map<String, ServerConnection> links) {
        Plan plan = RollbackPlanner.planRollback(run, scope);
        if (!out.isJson()) {
            new PlanPrinter(out.commandTerminal(), engine.copiesFolder()).printPlan(plan);
        }
        if (!(plan instanceof Plan.Ready ready)) {
            return reportBlocked(plan);
        }
        if (!answers.yes() && !out.commandTerminal().confirm("Go back this way?")) {
            return out.reportProblem(
                    "answer.start",
                    "Nothing was changed.",
                    "Add --yes to go back unasked.",
                    ExitCodes.ANSWER_NEEDED);
        }
        return followRun(
                List.of(),
                ends -> engine.startRollback(ready, run.id(), links, ends.admin(), ends.follower()),
                links);
    }

    /// Looks again at what a run has left behind; nothing is changed, so nothing is asked.
    public int verifyRun(Run run, Map<String, ServerConnection> links) {
        Plan plan = VerificationPlanner.planVerification(run);
        if (!out.isJson()) {
            new PlanPrinter(out.commandTerminal(), engine.copiesFolder()).printPlan(plan);
        }
        return plan instanceof Plan.Ready ready
                ? followRun(
                        List.of(),
                        ends ->
                                engine.startVerification(
                                        ready, run.id(), links, ends.admin(), ends.follower()),
                        links)
                : reportBlocked(plan);
    }

    private int reportBlocked(Plan plan) {
        if (out.isJson()) {
            out.printJson(JsonView.ofPlan(plan));
        }
        return ExitCodes.BLOCKED;
    }

    private int followRun(
            List<RunEvent> earlier,
            Function<RunHandlers, RunHandle> begin,
            Map<String, ServerConnection> links) {
        RunPrinter follower =
                out.isJson()
                        ? new JsonRunPrinter(out, earlier)
                        : new TextRunPrinter(
                                out.commandTerminal(),
                                earlier,
                                engine.clock(),
                                start -> StepTimes.of(engine.journal(), start));
        RunHandlers ends =
                new RunHandlers(
                        follower,
                        new TerminalQuestionHandler(
                                out.commandTerminal(), follower, answers, !out.isJson()));
        RunHandle running = begin.apply(ends);
        try (CommandTerminal.InterruptHook _ =
                out.commandTerminal().onInterrupt(() -> detachFromRun(running))) {
            RunOutcome ended = running.awaitOutcome();
            return reportOutcome(running.runId(), ended, links);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            detachFromRun(running);
            return ExitCodes.STANDS_STILL;
        }
    }

    private void detachFromRun(RunHandle running) {
        if (running.hasEnded()) {
            return;
        }
        running.detachRun();
        out.commandTerminal().printWarning("");
        boolean recorded = engine.findRun(running.runId()).filter(Run::isRecorded).isPresent();
        out.commandTerminal()
                .printWarning(
                        "Let go of run "
                                + running.runId()
                                + "."
                                + (recorded
                                        ? ""
                                        : " The step in flight goes on by itself on the server."));
        out.commandTerminal().printWarning("To go on: " + RESUME + running.runId());
    }

    private int reportOutcome(String id, RunOutcome ended, Map<String, ServerConnection> links) {
        return switch (ended) {
            case RunOutcome.Finished finished -> reportFinished(id, finished, links);
            case RunOutcome.RollBackRequested back -> rollBackOnRequest(id, back, links);
            case RunOutcome.Paused paused ->
                    printResult(
                            id,
                            "paused",
                            out.commandTerminal().words(paused.reason())
                                    + " To go on: "
                                    + RESUME
                                    + id,
                            ExitCodes.STANDS_STILL);
            case RunOutcome.AnswerNeeded(Question question) -> {
                int exit =
                        question.kind() == Question.Kind.FAILED
                                ? ExitCodes.FAILED
                                : ExitCodes.ANSWER_NEEDED;
                String text =
                        Stream.of(
                                        out.commandTerminal().words(question.title()),
                                        out.commandTerminal().words(question.text()).strip(),
                                        TerminalQuestionHandler.howToAnswer(question, id))
                                .filter(each -> !each.isEmpty())
                                .collect(Collectors.joining("\n"));
                yield printResult(id, "answer-needed", text, exit);
            }
            case RunOutcome.Stuck(Problem problem) -> {
                int exit = out.reportProblem(problem, ExitCodes.of(problem));
                yield printResult(id, "stuck", "Nothing is lost. To go on: " + RESUME + id, exit);
            }
            case RunOutcome.Detached _ ->
                    printResult(id, "let-go", "To go on: " + RESUME + id, ExitCodes.STANDS_STILL);
        };
    }

    private int reportFinished(
            String id, RunOutcome.Finished finished, Map<String, ServerConnection> links) {
        boolean good = engine.findRun(id).filter(Run::hasSucceeded).isPresent();
        boolean upgraded = finished.event().result() == RunResult.UPGRADED;
        return printResult(
                id,
                JsonView.toKebabCase(finished.event().result()),
                "Run "
                        + id
                        + " is in the history: handrail show "
                        + id
                        + (upgraded && !links.isEmpty()
                                ? "\nTo look again later whether all is well: handrail verify " + id
                                : ""),
                good ? ExitCodes.OK : ExitCodes.FAILED);
    }

    private int rollBackOnRequest(
            String id, RunOutcome.RollBackRequested ended, Map<String, ServerConnection> links) {
        int exit =
                printResult(
                        id,
                        JsonView.toKebabCase(ended.event().result()),
                        "Run " + id + " is to be taken back.",
                        ExitCodes.FAILED);
        return engine.findRun(id).map(run -> rollBack(run, RollbackScope.HOP, links)).orElse(exit);
    }

    private int printResult(String id, String result, String text, int exit) {
        if (out.isJson()) {
            out.printJson(
                    JsonView.mapOf(
                            "event", "ended", "run", id, "result", result, "text", text, "exit",
                            exit));
        } else {
            out.printLine(text);
        }
        return exit;
    }
}
