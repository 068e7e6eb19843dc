package dev.handrail.run.session;

import dev.handrail.model.Answer;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.StateCaptured;
import dev.handrail.model.RunEvent.StateCaptured.CaptureMoment;
import dev.handrail.model.RunEvent.StepFinished;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.model.Runbook.Failure;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.run.Journal;
import dev.handrail.run.RunOutcome;
import dev.handrail.run.RunStopped;
import dev.handrail.run.StepTimes;
import dev.handrail.run.TimeForecast;
import dev.handrail.run.copy.CopyExecutor;
import dev.handrail.run.evidence.LossCheck;
import dev.handrail.run.evidence.StateProbe;
import dev.handrail.run.evidence.StepResult;
import dev.handrail.run.merge.MergeExecutor;
import dev.handrail.run.server.RunFinisher;
import dev.handrail.run.server.WorkFolders;
import dev.handrail.run.service.QuestionFactory;
import dev.handrail.run.service.RunRecorder;
import dev.handrail.run.service.RunServices;
import dev.handrail.run.step.DoneCheck;
import dev.handrail.run.step.ManualExecutor;
import dev.handrail.run.step.ScriptExecutor;
import dev.handrail.run.step.StepExecutor;
import dev.handrail.run.step.StoppedServicesCheck;
import dev.handrail.text.LinePattern;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Executes the steps of a run in order, from the first one that is not done, until it ends.
final class RunExecutor {

    private final RunServices context;
    private final RunRecorder recorder;
    private final RunFinisher finisher;
    private final StateProbe state;
    private final DoneCheck checks;
    private final StoppedServicesCheck stopped;
    private final WorkFolders folders;
    private final ScriptExecutor scripts;

    RunExecutor(RunServices context, RunFinisher finisher) {
        this.context = context;
        this.recorder = context.recorder();
        this.finisher = finisher;
        Plan.Ready plan = readyPlan();
        this.state = new StateProbe(context, plan.state());
        this.checks = new DoneCheck(context);
        this.stopped = new StoppedServicesCheck(context, checks);
        this.folders = new WorkFolders(context);
        this.scripts = new ScriptExecutor(context, plan, state, checks);
    }

    /// Executes all remaining steps and finishes the run. Between two steps it pauses if the admin
    /// asked for that. Captures the product's state before the first step and after the last one.
    RunOutcome.Finished executeRun() throws RunStopped {
        Run run = recorder.currentRun();
        if (hasNotBegun(run) && run.before().isEmpty()) {
            recordStateBefore(run);
        }
        if (run.isRollback() && hasNotBegun(run)) {
            askBeforeRestore();
        }
        executeSteps(run);
        Plan.Ready plan = readyPlan();
        recordState(plan.hops().size() - 1, plan.route().roles().getLast(), CaptureMoment.AFTER);
        return finisher.finishRun();
    }

    private static boolean hasNotBegun(Run run) {
        return run.steps().stream().allMatch(step -> step.attempts() == 0);
    }

    /// Asks the admin before a roll-back that replaces rows which were written since the backup.
    private void askBeforeRestore() throws RunStopped {
        Optional<Message> losses = new LossCheck(context).describeLosses();
        if (losses.isPresent()) {
            Question question = QuestionFactory.replaceData(losses.get());
            if (answerLosses(question).choice() != Choice.CONTINUE) {
                throw context.pauseRun(Message.of("run.pause.before-restore"));
            }
        }
    }

    /// The consent at the start of the upgrade answers for a roll-back that Handrail starts by
    /// itself.
    private Answer answerLosses(Question question) throws RunStopped {
        if (recorder.currentRun().autoRollback().isEmpty()) {
            return context.prompt().askAdmin(0, question);
        }
        Answer agreed = Answer.of(Choice.CONTINUE);
        context.prompt().recordAnswered(0, question, agreed);
        return agreed;
    }

    private void executeSteps(Run run) throws RunStopped {
        Optional<StepRun> next = run.nextStep();
        while (next.isPresent()) {
            if (context.controls().isPauseRequested()) {
                throw context.pauseRun(Message.of("run.pause.by-admin"));
            }
            handleStep(next.get());
            next = recorder.currentRun().nextStep();
        }
    }

    /// Does the next thing for a step: asks what to do if it failed, follows it if it is running,
    /// else starts it unless its check says that it is done already.
    private void handleStep(StepRun run) throws RunStopped {
        finisher.renewLock();
        folders.createFolders(run.hop(), run.step().info().role());
        if (run.outcome().isPresent()) {
            askAfterFailure(run);
        } else if (run.isRunning()) {
            executeAttempt(run, false, Optional.empty());
        } else if (!isAlreadyDone(run)) {
            if (run.step().info().reversibility() == Reversibility.ONE_WAY) {
                askBeforeOneWay(run);
            }
            attemptStep(run, Optional.empty());
        }
    }

    /// Starts a step. If a reboot has restarted the services that this hop stopped, records the
    /// stop step as failed instead, so that it runs again first.
    private void attemptStep(StepRun run, Optional<ScriptText> recovery) throws RunStopped {
        Optional<StepRun> undone = stopped.findUndoneStop(run);
        if (undone.isPresent()) {
            recordResult(
                    recordStart(undone.get()),
                    StepResult.stepFailed(Message.of("run.step.restarted-undone")));
            return;
        }
        long begun = recordStart(run);
        executeAttempt(recorder.currentRun().findStep(begun).orElseThrow(), true, recovery);
    }

    /// `fresh`: the step has just been started; else it was running when the run was resumed.
    private void executeAttempt(StepRun run, boolean fresh, Optional<ScriptText> recovery)
            throws RunStopped {
        context.controls().resetCancel();
        StepExecutor.StartedStep task =
                new StepExecutor.StartedStep(
                        run, readyPlan().hops().get(run.hop()), fresh, recovery);
        recordResult(run.seq(), executeSafely(task));
    }

    /// An error of Handrail itself makes the step unknown: its words are in the journal, and the
    /// admin decides.
    private StepResult executeSafely(StepExecutor.StartedStep task) throws RunStopped {
        try {
            return executorFor(task.run().step()).executeStep(task);
        } catch (Journal.JournalUnwritable e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return new StepResult(
                    StepOutcome.UNKNOWN, Message.of("run.step.error", e.toString()), List.of());
        }
    }

    private StepExecutor executorFor(Step step) {
        return switch (step) {
            case Step.Script ignored -> scripts;
            case Step.Manual ignored -> new ManualExecutor(context, checks, finisher);
            case Step.Merge ignored -> new MergeExecutor(context, finisher);
            case Step.Copy ignored -> new CopyExecutor(context);
        };
    }

    /// Asks the admin what to do with a step that did not succeed, and does it.
    private void askAfterFailure(StepRun run) throws RunStopped {
        Optional<Failure> known = findFailure(run);
        Answer answer = new FailurePrompt(context, finisher).askAdmin(run, known);
        switch (answer.choice()) {
            case RETRY -> retryStep(run);
            case RECOVER -> attemptStep(run, known.flatMap(Failure::recovery));
            case SKIP -> recordResult(run.seq(), skippedResult(answer));
            case ROLL_BACK -> throw finisher.endForRollback(failedText(run));
            case END -> throw finisher.endRun(Message.literal(answer.text().strip()));
            case CONTINUE, CANCEL, STOP, STAY -> throw context.pauseRun(failedText(run));
        }
    }

    private void retryStep(StepRun run) throws RunStopped {
        if (!isAlreadyDone(run)) {
            attemptStep(run, Optional.empty());
        }
    }

    private static StepResult skippedResult(Answer answer) {
        return new StepResult(StepOutcome.SKIPPED, Message.literal(answer.text()), List.of());
    }

    private static Message failedText(StepRun run) {
        return Message.of("run.step-failed", run.step().info().title());
    }

    /// Asks the admin before a step that cannot be rolled back.
    private void askBeforeOneWay(StepRun run) throws RunStopped {
        StepTimes times = StepTimes.of(recorder.journal(), recorder.currentRun().start());
        TimeForecast forecast = TimeForecast.of(recorder.currentRun(), times, recorder.now());
        Question question =
                QuestionFactory.pointOfNoReturn(run.step(), forecast, finisher.canRollBack());
        switch (context.prompt().askAdmin(0, question).choice()) {
            case CONTINUE -> {}
            case ROLL_BACK -> throw finisher.endForRollback(Message.of("run.end.before-no-return"));
            default -> throw context.pauseRun(Message.of("run.pause.before-no-return"));
        }
    }

    /// Runs the step's check. If it says that the step is done, records that and returns true.
    private boolean isAlreadyDone(StepRun run) throws RunStopped {
        if (!checks.isDone(run, DoneCheck.checkOf(run.step()))) {
            return false;
        }
        recordResult(
                recordStart(run),
                new StepResult(
                        StepOutcome.ALREADY_DONE, Message.of("run.step.already-done"), List.of()));
        return true;
    }

    /// Records the start of a step before anything happens on a server. Returns the number of that
    /// event.
    private long recordStart(StepRun run) {
        String id = run.step().info().id();
        int attempt = run.attempts() + 1;
        String name = id.length() > 40 ? id.substring(0, 40) : id;
        return recorder.recordEvent((seq, at) ->
                        new StepStarted(
                                seq, at, run.hop(), id, attempt, seq + "-" + name + "-" + attempt))
                .seq();
    }

    private void recordResult(long step, StepResult finish) {
        recorder.recordEvent((seq, at) ->
                new StepFinished(
                        seq,
                        at,
                        step,
                        finish.outcome(),
                        finish.reason(),
                        finish.seen(),
                        finish.times()));
    }

    /// Captures the state before the first step. A verification takes the state at the end of the
    /// run that it verifies instead.
    private void recordStateBefore(Run run) throws RunStopped {
        if (!run.isVerification()) {
            recordState(0, readyPlan().route().roles().getFirst(), CaptureMoment.BEFORE);
            return;
        }
        Map<String, String> verified =
                recorder.findRun(run.start().origin()).map(Run::after).orElse(Map.of());
        if (!verified.isEmpty()) {
            recorder.recordEvent(
                    (seq, at) -> new StateCaptured(seq, at, 0, CaptureMoment.BEFORE, verified));
        }
    }

    /// Records nothing if the state cannot be read.
    private void recordState(int hop, String role, CaptureMoment moment) throws RunStopped {
        Optional<Map<String, String>> seen = state.captureState(hop, role, "");
        seen.ifPresent(now ->
                recorder.recordEvent((seq, at) -> new StateCaptured(seq, at, 0, moment, now)));
    }

    /// Returns the first known failure that matches a deciding line of the step, or empty.
    private Optional<Failure> findFailure(StepRun run) {
        return readyPlan().failures().stream()
                .filter(failure -> matchesFailure(failure, run.seen()))
                .findFirst();
    }

    private static boolean matchesFailure(Failure failure, List<String> lines) {
        return lines.stream().anyMatch(LinePattern.compile(failure.pattern())::isFoundIn);
    }

    private Plan.Ready readyPlan() {
        return recorder.currentRun().start().plan();
    }
}
