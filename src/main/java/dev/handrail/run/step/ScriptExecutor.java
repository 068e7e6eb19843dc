package dev.handrail.run.step;

import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.RunEvent.StateCaptured;
import dev.handrail.model.RunEvent.StateCaptured.CaptureMoment;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.Step;
import dev.handrail.remote.ServerShell.StepEnd;
import dev.handrail.remote.ServerShell.StepJob;
import dev.handrail.run.RunStopped;
import dev.handrail.run.evidence.RebootCheck;
import dev.handrail.run.evidence.StateProbe;
import dev.handrail.run.evidence.StepResult;
import dev.handrail.run.evidence.StepVerdict;
import dev.handrail.run.service.RunServices;

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
        boolean listening = !step.prompts().isEmpty();
        StepLog log = new StepLog(task, context.recorder(), secrets, listening);
        OutputFollower following = new OutputFollower(context, task, log);
        StepEnd end = following.followToEnd(newJob(task, step));
        log.finishLog();
        boolean failed =
                end instanceof StepEnd.OutputLimitExceeded
                        || end instanceof StepEnd.Exited exited && exited.code() != 0;
        boolean lost = end instanceof StepEnd.StepDied;
        boolean restarted = (failed || lost) && rebootCheck.hasRebootedSince(task.run());
        StepResult finish = judgeEnd(task, step, end, following);
        if (failed && restarted) {
            finish = finish.withSentence(Message.of("run.step.restarted-since"));
        }
        if ((lost || restarted) && state.hasScript() && !finish.hasOutcome(StepOutcome.OK)) {
            return judgeInterrupted(task, before, finish);
        }
        if (probed && finish.hasOutcome(StepOutcome.OK)) {
            Optional<Map<String, String>> after = captureState(task, CaptureMoment.AFTER);
            StepResult seen =
                    StateProbe.judgeState(step.evidence().state(), task.hop(), before, after);
            return seen.hasOutcome(StepOutcome.OK) ? finish : seen;
        }
        return finish;
    }

    /// Judges the end by exit code and output. If that leaves it unknown, the step's check decides.
    private StepResult judgeEnd(
            StartedStep task, Step.Script step, StepEnd end, OutputFollower following)
            throws RunStopped {
        if (end instanceof StepEnd.StartRefused refused) {
            return StepResult.stepFailed(
                    Message.of("run.step-not-started", refused.problem().message()));
        }
        boolean well = end instanceof StepEnd.Exited exited && exited.code() == 0;
        StepVerdict verdict =
                StepVerdict.readOutput(
                        context.recorder(), task.stepSeq(), step.evidence(), plan.failures(), well);
        if (following.wasCancelled() && !well) {
            return verdict.cancelledResult(following.survivingProcesses());
        }
        StepResult finish =
                switch (end) {
                    case StepEnd.Exited exited -> verdict.judgeExit(exited);
                    case StepEnd.OutputLimitExceeded flood ->
                            verdict.judgeFlood(flood, step, following.survivingProcesses());
                    case StepEnd.StepDied lost -> verdict.unknownResult(lostReason(lost));
                    case StepEnd.UnclearAnswer unclear ->
                            verdict.unknownResult(
                                    Message.of("run.step.unclear", unclear.problem().message()));
                    default -> verdict.unknownResult(Message.of("run.step.unknown-to-server"));
                };
        return finish.hasOutcome(StepOutcome.UNKNOWN)
                ? checks.decideByCheck(task, step.check(), finish)
                : finish;
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

    private static Message lostReason(StepEnd.StepDied lost) {
        return switch (lost.why()) {
            case "reboot" -> Message.of("run.step.restarted");
            case "damaged" -> Message.of("run.step.damaged");
            default -> Message.of("run.step.died");
        };
    }

    /// Builds the script to start. A recovery runs before the step's own script.
    private StepJob newJob(StartedStep task, Step.Script step) {
        boolean terminal = step.prompts().stream().anyMatch(Step.Prompt::terminal);
        String text =
                task.recovery().isPresent()
                        ? context.assembler()
                                .assembleRecovery(
                                        task.run().hop(),
                                        task.run(),
                                        task.recovery().get(),
                                        step.run())
                        : context.assembler()
                                .assembleScript(
                                        task.run().hop(),
                                        task.serverRole(),
                                        task.stepId(),
                                        step.run());
        return new StepJob(text, !step.prompts().isEmpty(), terminal, step.mostOutput());
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
