package dev.handrail.run;

import dev.handrail.model.Answer;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.Answered;
import dev.handrail.model.RunEvent.Asked;
import dev.handrail.model.RunEvent.LeftBehind;
import dev.handrail.model.RunEvent.LinkChanged;
import dev.handrail.model.RunEvent.RunFinished;
import dev.handrail.model.RunEvent.RunPaused;
import dev.handrail.model.RunEvent.RunResumed;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.model.RunEvent.StateTaken;
import dev.handrail.model.RunEvent.StepFinished;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.run.Recording.Happened;
import dev.handrail.run.Recording.Said;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Plays a recording: what happened then is written down as happening now, at the pace of then, but
/// without its long pauses. What the admin was asked then is asked now.
final class Playback {
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(1500);

    private final Recording recording;
    private final Diary diary;
    private final Asking asking;
    private final Controls controls;
    private final Sleeper sleeper;

    /// The numbers of steps here, by their numbers in the recording.
    private final Map<Long, Long> steps = new HashMap<>(Map.of(0L, 0L));

    private final Map<Long, Asked> asked = new HashMap<>();
    private long said;

    Playback(Recording recording, Diary diary, Asking asking, Controls controls, Sleeper sleeper) {
        this.recording = recording;
        this.diary = diary;
        this.asking = asking;
        this.controls = controls;
        this.sleeper = sleeper;
    }

    /// Goes on behind what is written down of it already.
    Ended goOn(List<RunEvent> written) throws Halted {
        Iterator<RunEvent> there = written.stream().filter(Playback::played).iterator();
        for (Recording.Entry entry : recording.entries()) {
            switch (entry) {
                case Said output -> say(output);
                case Happened(_, Asked question) -> asked.put(question.seq(), question);
                case Happened(_, RunEvent event) when !played(event) -> {}
                case Happened(_, RunEvent event) when there.hasNext() -> meet(event, there.next());
                case Happened(Duration after, RunFinished end) -> {
                    pause(after);
                    return new Ended.Finished(
                            diary.add((seq, at) ->
                                    new RunFinished(seq, at, end.result(), end.reason())));
                }
                case Happened(Duration after, RunEvent event) -> {
                    pause(after);
                    happen(event);
                }
            }
        }
        throw new IllegalStateException("A recording has an end");
    }

    /// Whether an event of the recording is written down again when it is played. Pauses of then
    /// are none of now, and questions go with their answers.
    private static boolean played(RunEvent event) {
        return switch (event) {
            case RunStarted _, StepStarted _, StateTaken _, StepFinished _, RunFinished _ -> true;
            case Answered answered -> !Asking.stops(answered.answer());
            case Asked _, LinkChanged _, LeftBehind _, RunPaused _, RunResumed _ -> false;
        };
    }

    private void meet(RunEvent then, RunEvent now) {
        if (then instanceof StepStarted) {
            steps.put(then.seq(), now.seq());
            said = 0;
        }
    }

    private void happen(RunEvent then) throws Halted {
        switch (then) {
            case StepStarted step -> {
                if (controls.stopping()) {
                    throw diary.pause("The admin has stopped it between two steps.");
                }
                meet(
                        then,
                        diary.add((seq, at) ->
                                new StepStarted(
                                        seq,
                                        at,
                                        step.hop(),
                                        step.step(),
                                        step.attempt(),
                                        step.folder())));
            }
            case StateTaken state ->
                    diary.add((seq, at) ->
                            new StateTaken(
                                    seq, at, here(state.step()), state.moment(), state.state()));
            case Answered answered -> ask(answered);
            case StepFinished step -> {
                diary.journal().outputEnded(diary.id(), here(step.step()));
                diary.add((seq, at) ->
                        new StepFinished(
                                seq,
                                at,
                                here(step.step()),
                                step.outcome(),
                                step.reason(),
                                step.seen()));
            }
            default -> throw new IllegalStateException("Not played: " + then);
        }
    }

    private void ask(Answered then) throws Halted {
        Asked question = asked.get(then.question());
        if (question == null) {
            throw new IllegalStateException("Nothing was asked before answer " + then.seq());
        }
        Answer answer =
                asking.again(
                        here(question.step()),
                        Questions.recorded(question.question(), then.answer()),
                        then.answer());
        if (Asking.stops(answer)) {
            throw diary.pause("The recording waits for an answer.");
        }
    }

    /// Says what is not journaled yet of it.
    private void say(Said then) throws Halted {
        long step = here(then.step());
        byte[] bytes = then.text().getBytes(StandardCharsets.UTF_8);
        long known = diary.journal().outputEnd(diary.id(), step);
        int skip = (int) Math.clamp(known - said, 0, bytes.length);
        if (skip < bytes.length) {
            pause(then.after());
            diary.output(step, said + skip, Arrays.copyOfRange(bytes, skip, bytes.length));
        }
        said += bytes.length;
    }

    private void pause(Duration after) throws Halted {
        controls.wait(sleeper, after.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : after);
    }

    private long here(long then) {
        Long number = steps.get(then);
        if (number == null) {
            throw new IllegalStateException("No step was started by event " + then);
        }
        return number;
    }
}
