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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Runs the fix of a finding over the open connection, and records it as a run of one step. It uses
/// neither a lock nor a folder on the server, because those may be what it fixes.
final class FixRun {
    private static final int FIRST = 1;

    private final RunRecorder recorder;

    FixRun(RunRecorder recorder) {
        this.recorder = recorder;
    }

    /// Runs the fix and waits for its end. If the connection is lost meanwhile, records the outcome
    /// as unknown and throws.
    FixResult runFix(Plan.Ready plan, ServerConnection link) throws ConnectionLostException {
        Step.Script step = (Step.Script) plan.hops().getFirst().steps().getFirst();
        ServerShell shell = link.currentShell();
        StepStarted started = recordStart(plan, step, shell);
        ScriptResult ran;
        try {
            ran = shell.run(step.run().text(), step.timeout());
        } catch (ConnectionLostException e) {
            recordFinish(started, StepOutcome.UNKNOWN, e.reason());
            throw e;
        }
        return recordEnd(started, step, ran);
    }

    private FixResult recordEnd(StepStarted started, Step.Script step, ScriptResult ran) {
        String output = redactedOutput(ran);
        recorder.recordOutput(started.seq(), 0, output.getBytes(StandardCharsets.UTF_8));
        recorder.journal().finishOutput(recorder.runId(), started.seq());
        recordExit(started, ran, step.timeout());
        return new FixResult(ran.exit(), output);
    }

    private StepStarted recordStart(Plan.Ready plan, Step.Script step, ServerShell shell)
            throws ConnectionLostException {
        RunServer server = new RunServer(shell.target(), shell.hostKey(), shell.baseFolder());
        recorder.startRun(
                new RunStarted(
                        FIRST,
                        recorder.now(),
                        RunKind.FIX,
                        RunScope.of(List.of(server.target())),
                        plan,
                        Map.of(step.info().role(), server),
                        ""));
        return recorder.recordEvent(
                (seq, at) -> new StepStarted(seq, at, 0, step.info().id(), 1, ""));
    }

    /// A negative exit code means that the fix was stopped at its time limit.
    private void recordExit(StepStarted started, ScriptResult ran, Duration timeout) {
        if (ran.hasSucceeded()) {
            recordFinish(started, StepOutcome.OK, Message.EMPTY);
        } else if (ran.exit() < 0) {
            recordFinish(started, StepOutcome.UNKNOWN, Message.of("run.fix.timed-out", timeout));
        } else {
            recordFinish(started, StepOutcome.FAILED, Message.of("run.step.exit-code", ran.exit()));
        }
    }

    /// Joins output and errors, because the script runner returns them apart.
    private static String redactedOutput(ScriptResult ran) {
        String all =
                Stream.of(ran.out(), ran.err())
                        .map(String::stripTrailing)
                        .filter(text -> !text.isEmpty())
                        .map(text -> text + "\n")
                        .collect(Collectors.joining());
        return new SecretRedactor(List.of()).redactText(all);
    }

    /// Finishes the step and, because it is the only one, the run.
    private void recordFinish(StepStarted started, StepOutcome outcome, Message reason) {
        recorder.recordEvent(
                (seq, at) -> new StepFinished(seq, at, started.seq(), outcome, reason, List.of()));
        RunResult result = outcome == StepOutcome.OK ? RunResult.MENDED : RunResult.ENDED;
        recorder.<RunEvent>recordEvent((seq, at) -> new RunFinished(seq, at, result, reason));
    }
}
