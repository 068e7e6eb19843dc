package dev.handrail.cli.session;

import dev.handrail.app.Engine;
import dev.handrail.cli.json.RunView.DowntimeView;
import dev.handrail.cli.json.RunView.RunResultView;
import dev.handrail.cli.json.StableNames;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.prompt.TerminalQuestionHandler;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.run.RunOutcome;

import java.util.List;
import java.util.Optional;

/// Prints how a command left a run and what to do next, and turns it into an exit code. `run`: the
/// id.
record OutcomePrinter(CommandOutput out, Engine engine, String run) {

    /// `live`: whether the run has servers; a recorded one has none.
    int printOutcome(RunOutcome outcome, boolean live) {
        return switch (outcome) {
            case RunOutcome.Finished finished -> printFinished(finished, live);
            case RunOutcome.RollBackRequested back -> printRollBack(back);
            case RunOutcome.RollBackDue due -> printRollBackDue(due);
            case RunOutcome.AnswerNeeded(Question question) -> printQuestion(question);
            case RunOutcome.Paused paused -> printPaused(paused.reason());
            case RunOutcome.Stuck(Problem problem) -> printStuck(problem);
            case RunOutcome.Detached _ ->
                    printResult("let-go", resumeHint(run), ExitCodes.STANDS_STILL);
        };
    }

    /// Names the command that resumes the run.
    static Message resumeHint(String run) {
        return Message.of("cli.run.resume", run);
    }

    private boolean isRehearsal() {
        return engine.runs().findRun(run).filter(Run::isRehearsal).isPresent();
    }

    /// Suggests a later verification only after an upgrade of a real server.
    private int printFinished(RunOutcome.Finished finished, boolean live) {
        RunResult result = finished.event().result();
        Message recorded = Message.of("cli.run.recorded", run);
        Message text =
                result == RunResult.UPGRADED && live && !isRehearsal()
                        ? Message.lines(List.of(recorded, Message.of("cli.run.verify-later", run)))
                        : recorded;
        return printResult(StableNames.toKebabCase(result), text, exitCode());
    }

    /// A roll-back that Handrail started by itself has a code of its own, because the upgrade
    /// failed.
    private int exitCode() {
        Optional<Run> good = engine.runs().findRun(run).filter(Run::hasSucceeded);
        if (good.isEmpty()) {
            return ExitCodes.FAILED;
        }
        return good.get().isStartedByItself() ? ExitCodes.WENT_BACK : ExitCodes.OK;
    }

    /// The roll-back follows as a run of its own.
    private int printRollBack(RunOutcome.RollBackRequested requested) {
        return printResult(
                StableNames.toKebabCase(requested.event().result()),
                Message.of("cli.run.rolls-back", run),
                ExitCodes.FAILED);
    }

    private int printRollBackDue(RunOutcome.RollBackDue due) {
        return printResult(
                StableNames.toKebabCase(due.event().result()),
                Message.of("cli.run.goes-back", run),
                ExitCodes.FAILED);
    }

    /// Prints the question and how to answer it. The exit code tells a failed step from other
    /// questions.
    private int printQuestion(Question question) {
        Message text =
                Message.lines(
                        List.of(
                                question.title(),
                                question.text().mapText(String::strip),
                                TerminalQuestionHandler.howToAnswer(question, run)));
        boolean failed = question.kind() == Question.Kind.FAILED;
        return printResult(
                "answer-needed", text, failed ? ExitCodes.FAILED : ExitCodes.ANSWER_NEEDED);
    }

    private int printPaused(Message reason) {
        Message text = Message.sentences(reason, resumeHint(run));
        return printResult("paused", text, ExitCodes.STANDS_STILL);
    }

    private int printStuck(Problem problem) {
        int exit = out.reportProblem(problem, ExitCodes.of(problem));
        Message text =
                engine.runs().findRun(run).isPresent()
                        ? Message.sentences(Message.of("cli.run.stuck"), resumeHint(run))
                        : Message.of("cli.run.not-begun");
        return printResult("stuck", text, exit);
    }

    /// Prints the last line or the last JSON object of the command; returns `exit`.
    private int printResult(String result, Message text, int exit) {
        DowntimeView downtime =
                engine.runs()
                        .findRun(run)
                        .map(known -> DowntimeView.of(known.downtime(), engine.clock().instant()))
                        .orElse(null);
        out.printResult(RunResultView.of(run, result, text, exit, downtime), text);
        return exit;
    }
}
