package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Plan;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.Kind;
import dev.handrail.model.Question.Option;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.Answered;
import dev.handrail.model.RunEvent.Asked;
import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.model.RunEvent.Result;
import dev.handrail.plan.Rollback;
import dev.handrail.plan.Rollback.Scope;
import dev.handrail.run.Recording.Happened;
import dev.handrail.run.Recording.Said;
import dev.handrail.store.Opened;
import dev.handrail.store.RecordingFile;
import dev.handrail.store.Store;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Plays the recording that Handrail brings into a real journal.
@Tag("fast")
class PlaybackTest {
    private final Recording recording = RecordingFile.builtIn();
    private final List<Duration> slept = Collections.synchronizedList(new ArrayList<>());
    private Store store;
    private Runner runner;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = ((Opened.Ready) Store.open(folder)).store();
        runner = new Runner(store.journal(), Clock.systemUTC(), folder, slept::add);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Run play(Admin admin) throws InterruptedException {
        Running running = runner.play(recording, admin, heard(_ -> {}));
        World.end(running);
        return fold(running.id());
    }

    private Ended goOn(String run, Admin admin) throws InterruptedException {
        return World.end(runner.playOn(run, recording, admin, heard(_ -> {})));
    }

    private Run fold(String run) {
        return Run.of(run, store.journal().events(run));
    }

    private static Answers goingOn() {
        return Answers.none().then(Choice.CONTINUE).then(Choice.CONTINUE);
    }

    private static Watcher heard(Consumer<String> output) {
        return new Watcher() {
            @Override
            public void event(RunEvent event) {}

            @Override
            public void output(long step, long offset, byte[] bytes) {
                output.accept(new String(bytes, StandardCharsets.UTF_8));
            }
        };
    }

    /// The output of each step, as it is journaled.
    private Map<String, String> printed(Run run) {
        Map<String, String> printed = new LinkedHashMap<>();
        for (StepRun step : run.steps()) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            store.journal()
                    .readOutput(
                            run.id(),
                            step.seq(),
                            0,
                            (offset, bytes) -> {
                                assertEquals(all.size(), offset);
                                all.writeBytes(bytes);
                                return true;
                            });
            printed.put(step.step().info().id(), all.toString(StandardCharsets.UTF_8));
        }
        return printed;
    }

    /// The same of the recording itself.
    private Map<String, String> recorded() {
        List<RunEvent> events = new ArrayList<>();
        Map<Long, StringBuilder> texts = new LinkedHashMap<>();
        for (Recording.Entry entry : recording.entries()) {
            switch (entry) {
                case Happened happened -> events.add(happened.event());
                case Said said ->
                        texts.computeIfAbsent(said.step(), _ -> new StringBuilder())
                                .append(said.text());
            }
        }
        Map<String, String> recorded = new LinkedHashMap<>();
        for (StepRun step : Run.of("recording", events).steps()) {
            StringBuilder text = texts.getOrDefault(step.seq(), new StringBuilder());
            recorded.put(step.step().info().id(), text.toString());
        }
        return recorded;
    }

    @Test
    void playsToItsEndAndStandsInTheHistoryAsARecording() throws InterruptedException {
        Run run = play(goingOn());

        assertEquals(Result.UPGRADED, run.finished().orElseThrow().result());
        assertTrue(run.steps().stream().allMatch(step -> step.outcome().equals(ok())), "" + run);
        assertEquals("2.5.1", run.after().get("version"));
        assertEquals(recorded(), printed(run));
        assertTrue(printed(run).get("upgrade-script").contains("Upgrade complete!"));
        assertTrue(run.isRecorded());
        Journal.Summary line = store.journal().runs().getFirst();
        assertEquals("practice@recording.invalid", line.server());
        assertEquals("Practice Status-Page (recorded)", line.product());
    }

    private static Optional<Outcome> ok() {
        return Optional.of(Outcome.OK);
    }

    @Test
    void keepsThePaceOfThenWithoutItsLongPauses() throws InterruptedException {
        play(goingOn());

        Duration longest = slept.stream().max(Duration::compareTo).orElseThrow();
        Duration all = slept.stream().reduce(Duration.ZERO, Duration::plus);
        assertEquals(Duration.ofMillis(1500), longest);
        assertTrue(all.compareTo(Duration.ofSeconds(5)) > 0, "only " + all);
        assertTrue(all.compareTo(Duration.ofMinutes(1)) < 0, "as long as " + all);
    }

    @Test
    void offersWhatItCanFollowAndWritesDownWhatWasAnsweredThen() throws InterruptedException {
        Answers answers =
                Answers.none()
                        .then(Choice.CONTINUE)
                        .take(Map.of("/home/practice/status-page/status-page.conf", List.of()));

        Run run = play(answers);

        assertEquals(List.of(Kind.MANUAL, Kind.MERGE), answers.kinds());
        for (Question question : answers.asked) {
            assertEquals(
                    List.of(Choice.CONTINUE, Choice.STOP),
                    question.options().stream().map(Option::choice).toList());
            assertTrue(question.text().contains("This is a recording"), question.text());
        }
        assertTrue(answers.asked.getLast().text().contains("the new lines in 2 of 5 changes"));
        List<List<Boolean>> taken =
                store.journal().events(run.id()).stream()
                        .filter(Answered.class::isInstance)
                        .flatMap(event -> ((Answered) event).answer().takeNew().values().stream())
                        .toList();
        assertEquals(List.of(List.of(false, false, false, true, true)), taken);
    }

    @Test
    void aPauseAtAQuestionIsTakenUpThere() throws InterruptedException {
        Run paused = play(Answers.none().then(Choice.CONTINUE).then(Choice.STOP));
        assertEquals(Run.Status.PAUSED, paused.status());

        assertInstanceOf(
                Ended.Finished.class, goOn(paused.id(), Answers.none().then(Choice.CONTINUE)));

        Run run = fold(paused.id());
        assertEquals(recorded(), printed(run));
        assertTrue(run.steps().stream().allMatch(step -> step.attempts() == 1));
    }

    @Test
    void nobodyToAnswerPausesItAndTheSameQuestionStaysOpen() throws InterruptedException {
        Run paused = play(Answers.none().then(Choice.CONTINUE));
        assertEquals(Kind.MERGE, paused.open().orElseThrow().question().kind());

        goOn(paused.id(), Answers.none().then(Choice.CONTINUE));

        assertEquals(recorded(), printed(fold(paused.id())));
        assertEquals(
                2,
                store.journal().events(paused.id()).stream()
                        .filter(Asked.class::isInstance)
                        .count());
    }

    @Test
    void stopsBetweenTwoStepsAndGoesOn() throws InterruptedException {
        CompletableFuture<Running> self = new CompletableFuture<>();
        Running running =
                runner.play(
                        recording,
                        goingOn(),
                        heard(text -> {
                            if (text.contains("Saving data")) {
                                self.join().stopAfterStep();
                            }
                        }));
        self.complete(running);

        assertEquals(
                new Ended.Paused("The admin has stopped it between two steps."),
                World.end(running));
        assertEquals("checkout", fold(running.id()).next().orElseThrow().step().info().id());
        goOn(running.id(), Answers.none().then(Choice.CONTINUE));
        assertEquals(recorded(), printed(fold(running.id())));
    }

    @Test
    void whatWasLetGoInTheMiddleOfAStepGoesOnThere() throws InterruptedException {
        CompletableFuture<Running> self = new CompletableFuture<>();
        Running running =
                runner.play(
                        recording,
                        goingOn(),
                        heard(text -> {
                            if (text.contains("Applying 0004")) {
                                self.join().letGo();
                            }
                        }));
        self.complete(running);

        assertEquals(new Ended.LetGo(), World.end(running));
        assertTrue(fold(running.id()).next().orElseThrow().running());
        goOn(running.id(), Answers.none());
        Run run = fold(running.id());
        assertEquals(Result.UPGRADED, run.finished().orElseThrow().result());
        assertEquals(recorded(), printed(run));
        assertTrue(run.steps().stream().allMatch(step -> step.attempts() == 1));
    }

    @Test
    void isNotMixedWithAnotherRecording() throws InterruptedException {
        Run paused = play(Answers.none());
        RunEvent.RunStarted start = recording.start();
        Plan.Ready plan = Steps.of(Steps.manual("other", "")).plan();
        Recording other =
                new Recording(
                        List.of(
                                new Happened(
                                        Duration.ZERO,
                                        new RunEvent.RunStarted(
                                                1, start.at(), plan, start.places(), "")),
                                new Happened(
                                        Duration.ZERO,
                                        new RunEvent.RunFinished(
                                                2, start.at(), Result.UPGRADED, ""))));

        Ended ended = World.end(runner.playOn(paused.id(), other, Answers.none(), heard(_ -> {})));

        assertEquals("run.other-recording", ((Ended.Stuck) ended).problem().key());
    }

    @Test
    void thereIsNoWayBackBecauseNothingWasDone() throws InterruptedException {
        Run run = play(goingOn());

        Plan.Blocked back = (Plan.Blocked) Rollback.plan(run, Scope.RUN);
        assertEquals("rollback.recorded", back.findings().getFirst().key());
    }
}
