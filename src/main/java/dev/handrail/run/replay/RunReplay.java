package dev.handrail.run.replay;

import dev.handrail.model.Answer;
import dev.handrail.model.Message;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.ArtifactsRecorded;
import dev.handrail.model.RunEvent.AutoRollbackChanged;
import dev.handrail.model.RunEvent.FileMerged;
import dev.handrail.model.RunEvent.LinkChanged;
import dev.handrail.model.RunEvent.QuestionAnswered;
import dev.handrail.model.RunEvent.QuestionAsked;
import dev.handrail.model.RunEvent.RunFinished;
import dev.handrail.model.RunEvent.RunPaused;
import dev.handrail.model.RunEvent.RunResumed;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.model.RunEvent.StateCaptured;
import dev.handrail.model.RunEvent.StepFinished;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.run.RunOutcome;
import dev.handrail.run.RunStopped;
import dev.handrail.run.replay.RunRecording.EventEntry;
import dev.handrail.run.replay.RunRecording.OutputEntry;
import dev.handrail.run.replay.RunRecording.RecordedEntry;
import dev.handrail.run.service.AdminPrompt;
import dev.handrail.run.service.QuestionFactory;
import dev.handrail.run.service.RunControls;
import dev.handrail.run.service.RunRecorder;
import dev.handrail.run.service.SleepTimer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Replays a recording: journals its events with the present time, at the recorded pace but without
/// its long pauses. It asks the admin the recorded questions again.
public final class RunReplay {
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(1500);

    private final RunRecording recording;
    private final RunRecorder recorder;
    private final AdminPrompt prompt;
    private final RunControls controls;
    private final SleepTimer timer;

    /// Maps the number of a step in the recording to its number in this run.
    private final Map<Long, Long> steps = new HashMap<>(Map.of(0L, 0L));

    private final Map<Long, QuestionAsked> asked = new HashMap<>();
    private long replayedBytes;

    public RunReplay(
            RunRecording recording,
            RunRecorder recorder,
            AdminPrompt prompt,
            RunControls controls,
            SleepTimer timer) {
        this.recording = recording;
        this.recorder = recorder;
        this.prompt = prompt;
        this.controls = controls;
        this.timer = timer;
    }

    /// Continues after the events that are already journaled.
    public RunOutcome replayFrom(List<RunEvent> written) throws RunStopped {
        Iterator<RunEvent> there = written.stream().filter(RunReplay::isReplayed).iterator();
        for (RecordedEntry entry : recording.entries()) {
            if (entry instanceof EventEntry(Duration after, RunFinished end)) {
                return replayEnd(after, end);
            }
            replayEntry(entry, there);
        }
        throw new IllegalStateException("A recording has an end");
    }

    /// `there`: the rest of the events that an earlier session has journaled.
    private void replayEntry(RecordedEntry entry, Iterator<RunEvent> there) throws RunStopped {
        switch (entry) {
            case OutputEntry output -> replayOutput(output);
            case EventEntry(_, QuestionAsked question) -> asked.put(question.seq(), question);
            case EventEntry(_, RunEvent event) when !isReplayed(event) -> {}
            case EventEntry(_, RunEvent event) when there.hasNext() -> mapStep(event, there.next());
            case EventEntry(Duration after, RunEvent event) -> {
                waitPause(after);
                replayEvent(event);
            }
        }
    }

    private RunOutcome replayEnd(Duration after, RunFinished end) throws RunStopped {
        waitPause(after);
        return new RunOutcome.Finished(
                recorder.recordEvent(
                        (seq, at) -> new RunFinished(seq, at, end.result(), end.reason())));
    }

    /// Returns whether a recorded event is journaled again. Recorded pauses mean nothing now, and
    /// questions are journaled together with their answers.
    private static boolean isReplayed(RunEvent event) {
        return switch (event) {
            case RunStarted _,
                    StepStarted _,
                    StateCaptured _,
                    FileMerged _,
                    StepFinished _,
                    RunFinished _ ->
                    true;
            case QuestionAnswered answered -> !AdminPrompt.isPause(answered.answer());
            case AutoRollbackChanged _,
                    QuestionAsked _,
                    LinkChanged _,
                    ArtifactsRecorded _,
                    RunPaused _,
                    RunResumed _ ->
                    false;
        };
    }

    /// Remembers which number a recorded step has in this run.
    private void mapStep(RunEvent then, RunEvent now) {
        if (then instanceof StepStarted) {
            steps.put(then.seq(), now.seq());
            replayedBytes = 0;
        }
    }

    private void replayEvent(RunEvent then) throws RunStopped {
        switch (then) {
            case StepStarted step -> replayStart(step);
            case StateCaptured state ->
                    recorder.recordEvent((seq, at) -> copyState(state, seq, at));
            case QuestionAnswered answered -> askAgain(answered);
            case FileMerged merged -> recorder.recordEvent((seq, at) -> copyMerge(merged, seq, at));
            case StepFinished step -> {
                recorder.journal().finishOutput(recorder.runId(), replayedStep(step.step()));
                recorder.recordEvent((seq, at) -> copyFinish(step, seq, at));
            }
            default -> throw new IllegalStateException("Not replayed: " + then);
        }
    }

    private void replayStart(StepStarted step) throws RunStopped {
        if (controls.isPauseRequested()) {
            throw recorder.pauseRun(Message.of("run.pause.by-admin"));
        }
        mapStep(step, recorder.recordEvent((seq, at) -> copyStart(step, seq, at)));
    }

    private static StepStarted copyStart(StepStarted then, long seq, Instant at) {
        return new StepStarted(seq, at, then.hop(), then.step(), then.attempt(), then.folder());
    }

    private StateCaptured copyState(StateCaptured then, long seq, Instant at) {
        return new StateCaptured(seq, at, replayedStep(then.step()), then.moment(), then.state());
    }

    private FileMerged copyMerge(FileMerged then, long seq, Instant at) {
        return new FileMerged(
                seq,
                at,
                replayedStep(then.step()),
                then.file(),
                then.outcome(),
                then.oldSha256(),
                then.newSha256());
    }

    private StepFinished copyFinish(StepFinished then, long seq, Instant at) {
        long step = replayedStep(then.step());
        return new StepFinished(seq, at, step, then.outcome(), then.reason(), then.seen());
    }

    /// Pauses the run if the admin chooses to.
    private void askAgain(QuestionAnswered then) throws RunStopped {
        QuestionAsked question = asked.get(then.question());
        if (question == null) {
            throw new IllegalStateException("Nothing was asked before answer " + then.seq());
        }
        Answer answer =
                prompt.askAgain(
                        replayedStep(question.step()),
                        QuestionFactory.recordedQuestion(question.question(), then.answer()),
                        then.answer());
        if (AdminPrompt.isPause(answer)) {
            throw recorder.pauseRun(Message.of("run.pause.recording"));
        }
    }

    /// Journals the part of the output that is not journaled yet.
    private void replayOutput(OutputEntry then) throws RunStopped {
        long step = replayedStep(then.step());
        byte[] bytes = then.text().getBytes(StandardCharsets.UTF_8);
        long known = recorder.journal().outputEndOffset(recorder.runId(), step);
        int skip = (int) Math.clamp(known - replayedBytes, 0, bytes.length);
        if (skip < bytes.length) {
            waitPause(then.after());
            recorder.recordOutput(
                    step, replayedBytes + skip, Arrays.copyOfRange(bytes, skip, bytes.length));
        }
        replayedBytes += bytes.length;
    }

    /// Waits as long as the recorded run did, but at most 1.5 seconds.
    private void waitPause(Duration after) throws RunStopped {
        controls.waitUnlessDetached(
                timer, after.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : after);
    }

    private long replayedStep(long then) {
        Long number = steps.get(then);
        if (number == null) {
            throw new IllegalStateException("No step was started by event " + then);
        }
        return number;
    }
}
