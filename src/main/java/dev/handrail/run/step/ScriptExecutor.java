package dev.handrail.run.step;

import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.RunEvent.StateCaptured;
import dev.handrail.model.RunEvent.StateCaptured.CaptureMoment;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.remote.ServerShell.StepEnd;
import dev.handrail.remote.ServerShell.StepJob;
import dev.handrail.run.RunStopped;
import dev.handrail.run.evidence.RebootCheck;
import dev.handrail.run.evidence.StateProbe;
import dev.handrail.run.evidence.StepResult;
import dev.handrail.run.evidence.StepVerdict;
import dev.handrail.run.service.RunServices;
import dev.handrail.run.service.ScriptAssembler;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Runs a script detached on the server, follows it to its end, and judges the result.
public final class ScriptExecutor implements StepExecutor {
    /// How many changes a sentence can hold.
    private static final int MOST = 6;

    private final RunServices context;
    private final Plan.Ready plan;
    private final StateProbe state;
    private final DoneCheck checks;
    private final RebootCheck rebootCheck;
    private final CopyOnWriteArrayList<String> secrets = new CopyOnWriteArrayList<>();

    public ScriptExecutor(
            RunServices context, Plan.Ready plan, StateProbe state, DoneCheck checks) {
        this.context = context;
        this.plan = plan;
        this.state = state;
        this.checks = checks;
        this.rebootCheck = new RebootCheck(context);
    }

    @Override
    public StepResult executeStep(StartedStep task) throws RunStopped {
        Step.Script step = (Step.Script) task.run().step();
        boolean probed = state.hasScript() && (step.probed() || !step.evidence().state().isEmpty());
        Map<String, String> before = task.run().before();
        if (probed && task.fresh()) {
            before = captureState(task, CaptureMoment.BEFORE).orElse(Map.of());
        }
        StepLog log = new StepLog(task, context.recorder(), secrets, !step.prompts().isEmpty());
        OutputFollower follower = new OutputFollower(context, task, log);
        StepEnd end = follower.followToEnd(newJob(task, step));
        log.finishLog();
        StepResult result = judgeRestart(task, before, end, follower);
        StepResult judged =
                probed && result.hasOutcome(StepOutcome.OK)
                        ? judgeState(task, before, result)
                        : result;
        return judged.withTimes(follower.serverTimes());
    }

    /// Judges the end, and says what has become of the product if the server has rebooted since the
    /// step began.
    private StepResult judgeRestart(
            StartedStep task, Map<String, String> before, StepEnd end, OutputFollower follower)
            throws RunStopped {
        boolean failed = hasFailed(end);
        boolean died = end instanceof StepEnd.StepDied;
        boolean restarted = (failed || died) && rebootCheck.hasRebootedSince(task.run());
        StepResult result = judgeEnd(task, end, follower);
        if (failed && restarted) {
            result = result.withSentence(Message.of("run.step.restarted-since"));
        }
        boolean interrupted = (died || restarted) && !result.hasOutcome(StepOutcome.OK);
        return interrupted && state.hasScript() ? judgeInterrupted(task, before, result) : result;
    }

    private static boolean hasFailed(StepEnd end) {
        return end instanceof StepEnd.OutputLimitExceeded
                || end instanceof StepEnd.Exited exited && exited.code() != 0;
    }

    /// Returns `result` if the product's state after the step is as the step promises.
    private StepResult judgeState(StartedStep task, Map<String, String> before, StepResult result)
            throws RunStopped {
        Step.Evidence evidence = ((Step.Script) task.run().step()).evidence();
        Optional<Map<String, String>> after = captureState(task, CaptureMoment.AFTER);
        StepResult seen = StateProbe.judgeState(evidence.state(), task.hop(), before, after);
        return seen.hasOutcome(StepOutcome.OK) ? result : seen;
    }

    /// Judges the end by exit code and output. If that leaves it unknown, the step's check decides.
    private StepResult judgeEnd(StartedStep task, StepEnd end, OutputFollower follower)
            throws RunStopped {
        if (end instanceof StepEnd.StartRefused refused) {
            return StepResult.stepFailed(
                    Message.of("run.step-not-started", refused.problem().message()));
        }
        Step.Script step = (Step.Script) task.run().step();
        StepResult result = judgeOutput(task, step, end, follower);
        return result.hasOutcome(StepOutcome.UNKNOWN)
                ? checks.decideByCheck(task, step.check(), result)
                : result;
    }

    private StepResult judgeOutput(
            StartedStep task, Step.Script step, StepEnd end, OutputFollower follower) {
        boolean well = end instanceof StepEnd.Exited exited && exited.code() == 0;
        StepVerdict verdict =
                StepVerdict.readOutput(
                        context.recorder(), task.stepSeq(), step.evidence(), plan.failures(), well);
        List<String> survivors = follower.survivingProcesses();
        return switch (end) {
            case StepEnd _ when follower.wasCancelled() && !well ->
                    verdict.cancelledResult(survivors);
            case StepEnd.Exited exited -> verdict.judgeExit(exited);
            case StepEnd.OutputLimitExceeded flood -> verdict.judgeFlood(flood, step, survivors);
            case StepEnd.StepDied died -> verdict.unknownResult(deathReason(died));
            case StepEnd.UnclearAnswer unclear -> verdict.unknownResult(unclearReason(unclear));
            default -> verdict.unknownResult(Message.of("run.step.unknown-to-server"));
        };
    }

    /// Adds to the result how the product's state has changed during a step that the server
    /// interrupted.
    private StepResult judgeInterrupted(
            StartedStep task, Map<String, String> before, StepResult finish) throws RunStopped {
        Map<String, String> known =
                before.isEmpty() ? context.recorder().currentRun().before() : before;
        Message found =
                captureState(task, CaptureMoment.AFTER)
                        .map(now -> StateProbe.describeChanges(known, now, MOST))
                        .orElse(Message.of("run.state.none-now"));
        return finish.withSentence(found);
    }

    private static Message deathReason(StepEnd.StepDied died) {
        return switch (died.why()) {
            case "reboot" -> Message.of("run.step.restarted");
            case "damaged" -> Message.of("run.step.damaged");
            default -> Message.of("run.step.died");
        };
    }

    private static Message unclearReason(StepEnd.UnclearAnswer unclear) {
        return Message.of("run.step.unclear", unclear.problem().message());
    }

    private StepJob newJob(StartedStep task, Step.Script step) {
        boolean terminal = step.prompts().stream().anyMatch(Step.Prompt::terminal);
        String text = assembleScript(task, step.run());
        return new StepJob(text, !step.prompts().isEmpty(), terminal, step.mostOutput());
    }

    /// A recovery runs before the step's own script.
    private String assembleScript(StartedStep task, ScriptText script) {
        ScriptAssembler assembler = context.assembler();
        int hop = task.run().hop();
        return task.recovery()
                .map(recovery -> assembler.assembleRecovery(hop, task.run(), recovery, script))
                .orElseGet(() ->
                        assembler.assembleScript(hop, task.serverRole(), task.stepId(), script));
    }

    /// Reads the product's state and records it. Empty if it cannot be read.
    private Optional<Map<String, String>> captureState(StartedStep task, CaptureMoment moment)
            throws RunStopped {
        Optional<Map<String, String>> seen =
                state.captureState(task.run().hop(), task.serverRole(), task.stepId());
        seen.ifPresent(now ->
                context.recorder()
                        .recordEvent((seq, at) ->
                                new StateCaptured(seq, at, task.stepSeq(), moment, now)));
        return seen;
    }
}
