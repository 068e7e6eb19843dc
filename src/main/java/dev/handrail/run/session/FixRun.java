package dev.handrail.run.session;

import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunFinished;
import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.model.RunEvent.RunServer;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.model.RunEvent.StepFinished;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.model.Step;
import dev.handrail.redact.SecretRedactor;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;
import dev.handrail.remote.ServerShell;
import dev.handrail.remote.ServerShell.ScriptResult;
import dev.handrail.run.FixResult;
import dev.handrail.run.service.RunRecorder;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Runs a command that mends a finding, over the open connection, and writes it down as a run of
/// one step. It needs neither a lock nor a folder on the server, since what it mends may be just
/// that.
final class FixRun {
    private static final int FIRST = 1;

    private final RunRecorder diary;

    FixRun(RunRecorder diary) {
        this.diary = diary;
    }

    FixResult runFix(Plan.Ready plan, ServerConnection link) throws ConnectionLostException {
        Step.Script step = (Step.Script) plan.hops().getFirst().steps().getFirst();
        ServerShell shell = link.currentShell();
        RunServer place = new RunServer(shell.target(), shell.hostKey(), shell.baseFolder());
        diary.startRun(
                new RunStarted(
                        FIRST,
                        diary.now(),
                        RunKind.FIX,
                        RunScope.of(List.of(place.target())),
                        plan,
                        Map.of(step.info().role(), place),
                        ""));
        StepStarted started =
                diary.recordEvent(
                        (seq, at) -> new StepStarted(seq, at, 0, step.info().id(), 1, ""));
        ScriptResult ran;
        try {
            ran = shell.run(step.run().text(), step.timeout());
        } catch (ConnectionLostException e) {
            recordFinish(
                    started, StepOutcome.UNKNOWN, Message.literal(String.valueOf(e.getMessage())));
            throw e;
        }
        String output = redactedOutput(ran);
        diary.recordOutput(started.seq(), 0, output.getBytes(StandardCharsets.UTF_8));
        diary.journal().finishOutput(diary.runId(), started.seq());
        if (ran.hasSucceeded()) {
            recordFinish(started, StepOutcome.OK, Message.EMPTY);
        } else if (ran.exit() < 0) {
            recordFinish(
                    started, StepOutcome.UNKNOWN, Message.of("run.fix.timed-out", step.timeout()));
        } else {
            recordFinish(started, StepOutcome.FAILED, Message.of("run.step.exit-code", ran.exit()));
        }
        return new FixResult(ran.exit(), output);
    }

    private static String redactedOutput(ScriptResult ran) {
        String all =
                Stream.of(ran.out(), ran.err())
                        .map(String::stripTrailing)
                        .filter(text -> !text.isEmpty())
                        .map(text -> text + "\n")
                        .collect(Collectors.joining());
        return new SecretRedactor(List.of()).redactText(all);
    }

    private void recordFinish(StepStarted started, StepOutcome outcome, Message reason) {
        diary.recordEvent(
                (seq, at) -> new StepFinished(seq, at, started.seq(), outcome, reason, List.of()));
        RunResult result = outcome == StepOutcome.OK ? RunResult.MENDED : RunResult.ENDED;
        diary.<RunEvent>recordEvent((seq, at) -> new RunFinished(seq, at, result, reason));
    }
}
