package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Question;
import dev.handrail.model.Question.AnswerOption;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.Kind;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.QuestionAnswered;
import dev.handrail.model.RunEvent.QuestionAsked;
import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.plan.RollbackPlanner;
import dev.handrail.plan.RollbackPlanner.RollbackScope;
import dev.handrail.run.replay.RunRecording;
import dev.handrail.run.replay.RunRecording.EventEntry;
import dev.handrail.run.replay.RunRecording.OutputEntry;
import dev.handrail.run.session.Runner;
import dev.handrail.store.DataStore;
import dev.handrail.store.RecordingFile;
import dev.handrail.store.StoreOpenResult;
import dev.handrail.testing.English;

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
class RunReplayTest {
    private final RunRecording recording = RecordingFile.builtIn();
    private final List<Duration> slept = Collections.synchronizedList(new ArrayList<>());
    private DataStore store;
    private Runner runner;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = ((StoreOpenResult.Ready) DataStore.open(folder)).store();
        runner = new Runner(store.journal(), Clock.systemUTC(), folder, slept::add);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Run play(QuestionHandler admin) throws InterruptedException {
        RunHandle running = runner.startReplay(recording, admin, heard(_ -> {}));
        World.end(running);
        return fold(running.runId());
    }

    private RunOutcome goOn(String run, QuestionHandler admin) throws InterruptedException {
        return World.end(runner.resumeReplay(run, recording, admin, heard(_ -> {})));
    }

    private Run fold(String run) {
        return Run.of(run, store.journal().readEvents(run));
    }

    private static Answers goingOn() {
        return Answers.none().then(Choice.CONTINUE).then(Choice.CONTINUE);
    }

    private static RunListener heard(Consumer<String> output) {
        return new RunListener() {
            @Override
            public void onEvent(RunEvent event) {}

            @Override
            public void onOutput(long step, long offset, byte[] bytes) {
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
        for (RunRecording.RecordedEntry entry : recording.entries()) {
            switch (entry) {
                case EventEntry happened -> events.add(happened.event());
                case OutputEntry said ->
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

        assertEquals(RunResult.UPGRADED, run.finished().orElseThrow().result());
        assertTrue(run.steps().stream().allMatch(step -> step.outcome().equals(ok())), "" + run);
        assertEquals("2.5.1", run.after().get("version"));
        assertEquals(recorded(), printed(run));
        assertTrue(printed(run).get("upgrade-script").contains("Upgrade complete!"));
        assertTrue(run.isRecorded());
        Journal.RunSummary line = store.journal().listRuns().getFirst();
        assertEquals("practice@recording.invalid", line.server());
        assertEquals("Practice Status-Page (recorded)", line.product());
    }

    private static Optional<StepOutcome> ok() {
        return Optional.of(StepOutcome.OK);
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
                    question.options().stream().map(AnswerOption::choice).toList());
            assertTrue(
                    English.of(question.text()).contains("This is a recording"),
                    English.of(question.text()));
        }
        assertTrue(
                English.of(answers.asked.getLast().text())
                        .contains("the new lines in 2 of 5 changes"));
        List<List<Boolean>> taken =
                store.journal().readEvents(run.id()).stream()
                        .filter(QuestionAnswered.class::isInstance)
                        .flatMap(event ->
                                ((QuestionAnswered) event).answer().takeNew().values().stream())
                        .toList();
        assertEquals(List.of(List.of(false, false, false, true, true)), taken);
    }

    @Test
    void aPauseAtAQuestionIsTakenUpThere() throws InterruptedException {
        Run paused = play(Answers.none().then(Choice.CONTINUE).then(Choice.STOP));
        assertEquals(Run.RunStatus.PAUSED, paused.status());

        assertInstanceOf(
                RunOutcome.Finished.class, goOn(paused.id(), Answers.none().then(Choice.CONTINUE)));

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
                store.journal().readEvents(paused.id()).stream()
                        .filter(QuestionAsked.class::isInstance)
                        .count());
    }

    @Test
    void stopsBetweenTwoStepsAndGoesOn() throws InterruptedException {
        CompletableFuture<RunHandle> self = new CompletableFuture<>();
        RunHandle running =
                runner.startReplay(
                        recording,
                        goingOn(),
                        heard(text -> {
                            if (text.contains("Saving data")) {
                                self.join().pauseAfterStep();
                            }
                        }));
        self.complete(running);

        assertEquals(new RunOutcome.Paused(Message.of("run.pause.by-admin")), World.end(running));
        assertEquals("checkout", fold(running.runId()).nextStep().orElseThrow().step().info().id());
        goOn(running.runId(), Answers.none().then(Choice.CONTINUE));
        assertEquals(recorded(), printed(fold(running.runId())));
    }

    @Test
    void whatWasLetGoInTheMiddleOfAStepGoesOnThere() throws InterruptedException {
        CompletableFuture<RunHandle> self = new CompletableFuture<>();
        RunHandle running =
                runner.startReplay(
                        recording,
                        goingOn(),
                        heard(text -> {
                            if (text.contains("Applying 0004")) {
                                self.join().detachRun();
                            }
                        }));
        self.complete(running);

        assertEquals(new RunOutcome.Detached(), World.end(running));
        assertTrue(fold(running.runId()).nextStep().orElseThrow().isRunning());
        goOn(running.runId(), Answers.none());
        Run run = fold(running.runId());
        assertEquals(RunResult.UPGRADED, run.finished().orElseThrow().result());
        assertEquals(recorded(), printed(run));
        assertTrue(run.steps().stream().allMatch(step -> step.attempts() == 1));
    }

    @Test
    void isNotMixedWithAnotherRecording() throws InterruptedException {
        Run paused = play(Answers.none());
        RunEvent.RunStarted start = recording.startEvent();
        Plan.Ready plan = Steps.of(Steps.manual("other", "")).plan();
        RunRecording other =
                new RunRecording(
                        List.of(
                                new EventEntry(
                                        Duration.ZERO,
                                        new RunEvent.RunStarted(
                                                1,
                                                start.at(),
                                                RunKind.UPGRADE,
                                                RunScope.RECORDED,
                                                plan,
                                                start.places(),
                                                "")),
                                new EventEntry(
                                        Duration.ZERO,
                                        new RunEvent.RunFinished(
                                                2,
                                                start.at(),
                                                RunResult.UPGRADED,
                                                Message.EMPTY))));

        RunOutcome ended =
                World.end(runner.resumeReplay(paused.id(), other, Answers.none(), heard(_ -> {})));

        assertEquals("run.other-recording", ((RunOutcome.Stuck) ended).problem().key());
    }

    @Test
    void thereIsNoWayBackBecauseNothingWasDone() throws InterruptedException {
        Run run = play(goingOn());

        Plan.Blocked back = (Plan.Blocked) RollbackPlanner.planRollback(run, RollbackScope.RUN);
        assertEquals("rollback.recorded", back.findings().getFirst().key());
    }
}
