package dev.handrail.cli.session;

import dev.handrail.app.Engine;
import dev.handrail.cli.json.PlanView;
import dev.handrail.cli.json.RunView.RunResultView;
import dev.handrail.cli.json.StableNames;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.CommandTerminal;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.output.JsonRunPrinter;
import dev.handrail.cli.output.PlanPrinter;
import dev.handrail.cli.output.RunPrinter;
import dev.handrail.cli.output.TextRunPrinter;
import dev.handrail.cli.prompt.TerminalQuestionHandler;
import dev.handrail.cli.prompt.UnattendedAnswers;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.plan.RollbackPlanner.RollbackScope;
import dev.handrail.plan.VerificationPlanner;
import dev.handrail.remote.ServerConnection;
import dev.handrail.run.RunHandle;
import dev.handrail.run.RunOutcome;
import dev.handrail.run.StepTimes;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Starts or resumes a run, prints it until it ends or pauses, and turns the outcome into an exit
/// code. An interrupt leaves the run: the running step continues on the server.
public record RunController(CommandOutput out, Engine engine, UnattendedAnswers answers) {
    /// The listener and the question handler of a run. The question handler asks the printer which
    /// step is current.
    private record RunHandlers(RunPrinter printer, TerminalQuestionHandler questions) {}

    /// Starts the run of a plan. `links`: connected servers by role, one for each role of the
    /// route.
    public int startRun(Plan.Ready plan, Map<String, ServerConnection> links) {
        return followRun(
                List.of(),
                handlers -> engine.startRun(plan, links, handlers.questions(), handlers.printer()),
                links);
    }

    /// Plays the recorded practice upgrade, which needs no server.
    public int playRecorded() {
        return followRun(
                List.of(),
                handlers -> engine.startReplay(handlers.questions(), handlers.printer()),
                Map.of());
    }

    /// Resumes a run. Its earlier events give the printer the state of the run; it prints only new
    /// ones.
    public int resumeRun(String run, Map<String, ServerConnection> links) {
        List<RunEvent> earlier = engine.journal().readEvents(run);
        return followRun(
                earlier,
                handlers -> engine.resumeRun(run, links, handlers.questions(), handlers.printer()),
                links);
    }

    /// Prints the plan of the roll-back, asks for consent unless `--yes` gives it, and runs the
    /// plan.
    public int rollBack(Run run, RollbackScope scope, Map<String, ServerConnection> links) {
        Plan plan = engine.planRollback(run, scope);
        if (!out.isJson()) {
            new PlanPrinter(out.commandTerminal(), engine.copiesFolder()).printPlan(plan);
        }
        if (!(plan instanceof Plan.Ready ready)) {
            return reportBlocked(plan);
        }
        if (!answers.yes() && !out.commandTerminal().confirm(Message.of("cli.rollback.confirm"))) {
            return out.reportProblem(
                    "answer.start",
                    Message.of("cli.unconfirmed.what"),
                    Message.of("cli.rollback.unconfirmed.todo"),
                    ExitCodes.ANSWER_NEEDED);
        }
        return followRun(
                List.of(),
                handlers ->
                        engine.startRollback(
                                ready, run.id(), links, handlers.questions(), handlers.printer()),
                links);
    }

    /// Checks the result of a run again. This changes nothing on the server, so it asks for no
    /// consent.
    public int verifyRun(Run run, Map<String, ServerConnection> links) {
        Plan plan = VerificationPlanner.planVerification(run);
        if (!out.isJson()) {
            new PlanPrinter(out.commandTerminal(), engine.copiesFolder()).printPlan(plan);
        }
        return plan instanceof Plan.Ready ready
                ? followRun(
                        List.of(),
                        handlers ->
                                engine.startVerification(
                                        ready,
                                        run.id(),
                                        links,
                                        handlers.questions(),
                                        handlers.printer()),
                        links)
                : reportBlocked(plan);
    }

    /// The text output already shows the plan with its findings; JSON gets the plan here.
    private int reportBlocked(Plan plan) {
        if (out.isJson()) {
            out.printJson(PlanView.of(plan));
        }
        return ExitCodes.BLOCKED;
    }

    /// Begins a run and waits until it ends, pauses or needs an answer. Returns the exit code.
    private int followRun(
            List<RunEvent> earlier,
            Function<RunHandlers, RunHandle> begin,
            Map<String, ServerConnection> links) {
        RunHandlers handlers = createHandlers(earlier);
        RunHandle running = begin.apply(handlers);
        try (CommandTerminal.InterruptHook _ =
                out.commandTerminal().onInterrupt(() -> detachFromRun(running))) {
            RunOutcome outcome = running.awaitOutcome();
            return reportOutcome(running.runId(), outcome, links);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            detachFromRun(running);
            return ExitCodes.STANDS_STILL;
        }
    }

    /// Chooses the printer for text or JSON. With JSON nobody is asked on the terminal: only
    /// prepared answers and options answer.
    private RunHandlers createHandlers(List<RunEvent> earlier) {
        CommandTerminal terminal = out.commandTerminal();
        RunPrinter printer =
                out.isJson()
                        ? new JsonRunPrinter(out, earlier)
                        : new TextRunPrinter(
                                terminal,
                                earlier,
                                engine.clock(),
                                product -> StepTimes.of(engine.journal(), product));
        return new RunHandlers(
                printer, new TerminalQuestionHandler(terminal, printer, answers, !out.isJson()));
    }

    /// Leaves a run that has not ended and prints how to resume it. Called on the interrupt thread,
    /// or on the command's thread if that is interrupted.
    private void detachFromRun(RunHandle running) {
        if (running.hasEnded()) {
            return;
        }
        running.detachRun();
        String id = running.runId();
        boolean recorded = engine.findRun(id).filter(Run::isRecorded).isPresent();
        CommandTerminal terminal = out.commandTerminal();
        terminal.printWarning("");
        terminal.printWarning(
                Message.sentences(
                        Message.of("cli.run.detached", id),
                        recorded ? Message.EMPTY : Message.of("cli.run.step-continues")));
        terminal.printWarning(resumeHint(id));
    }

    /// Names the command that resumes the run.
    private static Message resumeHint(String id) {
        return Message.of("cli.run.resume", id);
    }

    private int reportOutcome(String id, RunOutcome outcome, Map<String, ServerConnection> links) {
        return switch (outcome) {
            case RunOutcome.Finished finished -> reportFinished(id, finished, links);
            case RunOutcome.RollBackRequested back -> rollBackOnRequest(id, back, links);
            case RunOutcome.AnswerNeeded(Question question) -> reportOpenQuestion(id, question);
            case RunOutcome.Paused paused -> {
                Message text = Message.sentences(paused.reason(), resumeHint(id));
                yield printResult(id, "paused", text, ExitCodes.STANDS_STILL);
            }
            case RunOutcome.Stuck(Problem problem) -> {
                int exit = out.reportProblem(problem, ExitCodes.of(problem));
                Message text = Message.sentences(Message.of("cli.run.stuck"), resumeHint(id));
                yield printResult(id, "stuck", text, exit);
            }
            case RunOutcome.Detached _ ->
                    printResult(id, "let-go", resumeHint(id), ExitCodes.STANDS_STILL);
        };
    }

    /// Prints the question and how to answer it. The exit code tells a failed step from other
    /// questions.
    private int reportOpenQuestion(String id, Question question) {
        Message text =
                Message.lines(
                        List.of(
                                question.title(),
                                question.text().mapText(String::strip),
                                TerminalQuestionHandler.howToAnswer(question, id)));
        boolean failed = question.kind() == Question.Kind.FAILED;
        return printResult(
                id, "answer-needed", text, failed ? ExitCodes.FAILED : ExitCodes.ANSWER_NEEDED);
    }

    /// Suggests a later verification only after an upgrade of a real server.
    private int reportFinished(
            String id, RunOutcome.Finished finished, Map<String, ServerConnection> links) {
        boolean good = engine.findRun(id).filter(Run::hasSucceeded).isPresent();
        boolean verifiable = finished.event().result() == RunResult.UPGRADED && !links.isEmpty();
        return printResult(
                id,
                StableNames.toKebabCase(finished.event().result()),
                Message.lines(
                        List.of(
                                Message.of("cli.run.recorded", id),
                                verifiable
                                        ? Message.of("cli.run.verify-later", id)
                                        : Message.EMPTY)),
                good ? ExitCodes.OK : ExitCodes.FAILED);
    }

    /// Starts the roll-back that the admin chose as an answer, over the same connections. Returns
    /// the exit code of the roll-back.
    private int rollBackOnRequest(
            String id, RunOutcome.RollBackRequested ended, Map<String, ServerConnection> links) {
        int exit =
                printResult(
                        id,
                        StableNames.toKebabCase(ended.event().result()),
                        Message.of("cli.run.rolls-back", id),
                        ExitCodes.FAILED);
        return engine.findRun(id).map(run -> rollBack(run, RollbackScope.HOP, links)).orElse(exit);
    }

    /// Prints the last line or the last JSON object of the command; returns `exit`.
    private int printResult(String id, String result, Message text, int exit) {
        if (out.isJson()) {
            out.printJson(RunResultView.of(id, result, text, exit));
        } else {
            out.printLine(text);
        }
        return exit;
    }
}
