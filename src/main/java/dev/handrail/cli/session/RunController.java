package dev.handrail.cli.session;

import dev.handrail.app.Engine;
import dev.handrail.cli.json.PlanView;
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
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.plan.RollbackPlanner.RollbackScope;
import dev.handrail.plan.VerificationPlanner;
import dev.handrail.remote.ServerConnection;
import dev.handrail.run.RunHandle;
import dev.handrail.run.RunOutcome;
import dev.handrail.run.RunPurpose;
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
        return startRun(plan, RunPurpose.UPGRADE, links);
    }

    /// `purpose`: an upgrade, which Handrail may roll back by itself.
    public int startRun(Plan.Ready plan, RunPurpose purpose, Map<String, ServerConnection> links) {
        return followRun(
                List.of(),
                handlers ->
                        engine.runs()
                                .startRun(
                                        plan,
                                        links,
                                        purpose,
                                        handlers.questions(),
                                        handlers.printer()),
                links);
    }

    /// Plays the recorded practice upgrade, which needs no server.
    public int playRecorded() {
        return followRun(
                List.of(),
                handlers -> engine.runs().startReplay(handlers.questions(), handlers.printer()),
                Map.of());
    }

    /// Resumes a run. Its earlier events give the printer the state of the run; it prints only new
    /// ones.
    public int resumeRun(String run, Map<String, ServerConnection> links) {
        List<RunEvent> earlier = engine.journal().readEvents(run);
        return followRun(
                earlier,
                handlers ->
                        engine.runs()
                                .resumeRun(run, links, handlers.questions(), handlers.printer()),
                links);
    }

    /// Prints the plan of the roll-back, asks for consent unless `--yes` gives it, and runs the
    /// plan.
    public int rollBack(Run run, RollbackScope scope, Map<String, ServerConnection> links) {
        Plan plan = engine.runs().planRollback(run, scope);
        printPlan(plan);
        if (!(plan instanceof Plan.Ready ready)) {
            return reportBlocked(plan);
        }
        return confirmRollback() ? startRollback(run, ready, links) : reportUnconfirmed();
    }

    /// JSON shows the plan in the first event of the run.
    private void printPlan(Plan plan) {
        if (!out.isJson()) {
            new PlanPrinter(out.commandTerminal(), engine.copiesFolder()).printPlan(plan);
        }
    }

    private boolean confirmRollback() {
        return answers.yes() || out.commandTerminal().confirm(Message.of("cli.rollback.confirm"));
    }

    private int reportUnconfirmed() {
        return out.reportProblem(
                "answer.start",
                Message.of("cli.unconfirmed.what"),
                Message.of("cli.rollback.unconfirmed.todo"),
                ExitCodes.ANSWER_NEEDED);
    }

    private int startRollback(Run run, Plan.Ready plan, Map<String, ServerConnection> links) {
        return followRun(
                List.of(),
                handlers ->
                        engine.runs()
                                .startRollback(
                                        plan,
                                        run.id(),
                                        links,
                                        handlers.questions(),
                                        handlers.printer()),
                links);
    }

    /// Checks the result of a run again. This changes nothing on the server, so it asks for no
    /// consent.
    public int verifyRun(Run run, Map<String, ServerConnection> links) {
        Plan plan = VerificationPlanner.planVerification(run);
        printPlan(plan);
        return plan instanceof Plan.Ready ready
                ? startVerification(run, ready, links)
                : reportBlocked(plan);
    }

    private int startVerification(Run run, Plan.Ready plan, Map<String, ServerConnection> links) {
        return followRun(
                List.of(),
                handlers ->
                        engine.runs()
                                .startVerification(
                                        plan,
                                        run.id(),
                                        links,
                                        handlers.questions(),
                                        handlers.printer()),
                links);
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
        RunHandle running = begin.apply(createHandlers(earlier));
        try (CommandTerminal.InterruptHook _ =
                out.commandTerminal().onInterrupt(() -> detachFromRun(running))) {
            return reportOutcome(running.runId(), running.awaitOutcome(), links);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            detachFromRun(running);
            return ExitCodes.STANDS_STILL;
        }
    }

    /// Prints the outcome. If the admin asked for it as an answer, rolls back over the same
    /// connections. Returns the exit code of the last run.
    private int reportOutcome(String id, RunOutcome outcome, Map<String, ServerConnection> links) {
        int exit = new OutcomePrinter(out, engine, id).printOutcome(outcome, !links.isEmpty());
        return switch (outcome) {
            case RunOutcome.RollBackRequested _ ->
                    rollBack(engine.runs().findRun(id).orElseThrow(), RollbackScope.HOP, links);
            case RunOutcome.RollBackDue _ ->
                    rollBackByItself(engine.runs().findRun(id).orElseThrow(), links);
            default -> exit;
        };
    }

    /// Rolls the whole run back without a question: the admin agreed at the start.
    private int rollBackByItself(Run run, Map<String, ServerConnection> links) {
        Plan plan = engine.runs().planRollback(run, RollbackScope.RUN);
        printPlan(plan);
        return plan instanceof Plan.Ready ready
                ? startAutoRollback(run, ready, links)
                : reportBlocked(plan);
    }

    private int startAutoRollback(Run run, Plan.Ready plan, Map<String, ServerConnection> links) {
        return followRun(
                List.of(),
                handlers ->
                        engine.runs()
                                .startAutoRollback(
                                        plan, run, links, handlers.questions(), handlers.printer()),
                links);
    }

    /// Chooses the printer for text or JSON. With JSON nobody is asked on the terminal: only
    /// prepared answers and options answer.
    private RunHandlers createHandlers(List<RunEvent> earlier) {
        RunPrinter printer =
                out.isJson() ? new JsonRunPrinter(out, earlier) : createTextPrinter(earlier);
        return new RunHandlers(
                printer,
                new TerminalQuestionHandler(out.commandTerminal(), printer, answers, !out.isJson())
                        .withDrafts(engine.mergeDrafts()));
    }

    private RunPrinter createTextPrinter(List<RunEvent> earlier) {
        return new TextRunPrinter(
                out.commandTerminal(),
                earlier,
                engine.clock(),
                start -> StepTimes.of(engine.journal(), start));
    }

    /// Leaves a run that has not ended and prints how to resume it. Called on the interrupt thread,
    /// or on the command's thread if that is interrupted.
    private void detachFromRun(RunHandle running) {
        if (!running.hasEnded()) {
            running.detachRun();
            CommandTerminal terminal = out.commandTerminal();
            terminal.printWarning("");
            terminal.printWarning(describeDetached(running.runId()));
            terminal.printWarning(OutcomePrinter.resumeHint(running.runId()));
        }
    }

    /// A recorded run has no step that continues on a server.
    private Message describeDetached(String id) {
        boolean recorded = engine.runs().findRun(id).filter(Run::isRecorded).isPresent();
        return Message.sentences(
                Message.of("cli.run.detached", id),
                recorded ? Message.EMPTY : Message.of("cli.run.step-continues"));
    }
}
