package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Answer;
import dev.handrail.model.Message;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.LineChange;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.run.service.QuestionFactory;
import dev.handrail.store.settings.MergeDrafts;
import dev.handrail.ui.page.PageKind;

import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextArea;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The questions of a run and how they are answered in the window.
@Tag("window")
class QuestionCardsTest extends PageTestBase {
    @Test
    void aFailedStepOffersWhatIsKnownAndTakesTheAnswer() throws Exception {
        CompletableFuture<Optional<Answer>> answer = ask(Scenes.failed(), 2);
        fx.awaitText("The disk of the server is full, so the dump could not be finished.");
        fx.press("choice-recover");
        assertEquals(Answer.of(Choice.RECOVER), answer.get(30, TimeUnit.SECONDS).orElseThrow());
    }

    @Test
    void skippingTakesAWrittenReason() throws Exception {
        CompletableFuture<Optional<Answer>> answer = ask(Scenes.failed(), 2);
        fx.press("choice-skip");
        Button ok = (Button) fx.node("overlay-ok");
        assertTrue(Fx.on(ok::isDisabled));
        TextArea reason = (TextArea) fx.node("overlay-reason");
        fx.run(() -> reason.setText("A snapshot was taken."));
        fx.press("overlay-ok");
        assertEquals(
                Answer.of(Choice.SKIP, "A snapshot was taken."),
                answer.get(30, TimeUnit.SECONDS).orElseThrow());
    }

    @Test
    void filesAreWrittenOnlyWhenEveryChangeIsDecided() throws Exception {
        CompletableFuture<Optional<Answer>> answer = ask(Scenes.merge(), 7);
        fx.awaitText("You have not decided 3 changes yet.");
        assertTrue(Fx.on(() -> fx.scene().lookup("#footer-primary").isDisabled()));
        fx.press("merge-all-new");
        fx.press("footer-primary");
        assertEquals(
                Map.of("/opt/status-page/contrib/gunicorn.py", List.of(true, true, true)),
                answer.get(30, TimeUnit.SECONDS).orElseThrow().takeNew());
    }

    @Test
    void choicesOfAMergeSurviveAnotherPage() throws Exception {
        ask(Scenes.merge(), 7);
        fx.awaitText("0 of 3 decided");
        fx.press("merge-choose-new");
        fx.awaitText("1 of 3 decided");
        scenes.go(PageKind.HISTORY);
        scenes.goToRun();
        fx.awaitText("1 of 3 decided");
    }

    @Test
    void choicesOfAMergeAreKeptForTheNextWindowAndTheNextRun() throws Exception {
        String file = "/opt/status-page/contrib/gunicorn.py";
        String before = "20261119-0158-before";
        scenes.past(before, PlanSample.oneHop(), Instant.parse("2026-11-19T01:58:00Z"))
                .start(7)
                .ask(Scenes.merge());
        keptDraft(before).saveChoices(file, Map.of(1, "new"));
        ask(Scenes.merge(), 7);
        fx.awaitText("1 of 3 decided");
        fx.press("merge-all-mine");
        Fx.await(
                "all choices are kept",
                () -> keptDraft(before).readChoices().get(file).size() == 3);
        assertEquals("mine", keptDraft(before).readChoices().get(file).get(1));
    }

    /// The page reads no file, so that a disk that hangs does not hold up the window.
    @Test
    void keptChoicesAreReadWhenTheQuestionArrives() throws Exception {
        String file = "/opt/status-page/contrib/gunicorn.py";
        String before = "20261119-0158-before";
        scenes.past(before, PlanSample.oneHop(), Instant.parse("2026-11-19T01:58:00Z"))
                .start(7)
                .ask(Scenes.merge());
        keptDraft(before).saveChoices(file, Map.of(1, "new"));
        scenes.ask(scenes.live(PlanSample.oneHop()).start(7), Scenes.merge());
        keptDraft(before).saveChoices(file, Map.of());
        scenes.goToRun();
        fx.awaitText("1 of 3 decided");
    }

    @Test
    void theStepSaysAfterwardsWhoDecidedWhat() throws Exception {
        Story story = scenes.toConfigure(scenes.live(PlanSample.oneHop()));
        List<Boolean> taken = List.of(true, false, false);
        story.start(7)
                .ask(Scenes.merge())
                .answer(
                        new Answer(
                                Choice.CONTINUE,
                                "",
                                Map.of("/opt/status-page/contrib/gunicorn.py", taken)))
                .finish(StepOutcome.OK, "Handrail wrote 1 file.");
        scenes.goToRun();
        scenes.go(PageKind.CONFIGURE);
        fx.awaitText("Line 3: New lines (you decided)");
        fx.awaitText("Line 9: Your lines (you decided)");
    }

    private MergeDrafts.QuestionDraft keptDraft(String id) {
        Run run = fx.engine().runs().findRun(id).orElseThrow();
        return fx.engine().mergeDrafts().findDraft(run, run.open().orElseThrow());
    }

    @Test
    void takingAllNewLeavesPlaceholdersOut() throws Exception {
        LineChange locked =
                new LineChange(1, List.of("K = ***"), 1, List.of("K = ***"), true, true);
        LineChange plain = new LineChange(3, List.of("A = 1"), 3, List.of("A = 2"));
        FileChange file =
                new FileChange(
                        "/a", "/b", "x", "y", List.of(locked, plain), true, List.of(plain, plain));
        Question like = Scenes.merge();
        CompletableFuture<Optional<Answer>> answer =
                ask(
                        new Question(
                                like.kind(),
                                like.title(),
                                like.text(),
                                like.options(),
                                "",
                                List.of(file)),
                        7);
        fx.awaitText("2 changes that only the new version makes are applied by themselves");
        fx.awaitText("1 of 2 decided");
        fx.press("merge-all-new");
        fx.awaitText("1 placeholder is left out: your value stays.");
        fx.press("footer-primary");
        assertEquals(
                Map.of("/a", List.of(false, true, true, true)),
                answer.get(30, TimeUnit.SECONDS).orElseThrow().takeNew());
    }

    @Test
    void aPromptIsAnsweredWithWhatIsTyped() throws Exception {
        CompletableFuture<Optional<Answer>> answer = ask(Scenes.secret(), 2);
        type("answer", "hunter2");
        fx.press("footer-primary");
        assertEquals(
                Answer.of(Choice.CONTINUE, "hunter2"),
                answer.get(30, TimeUnit.SECONDS).orElseThrow());
    }

    @Test
    void newerRowsAreReplacedOnlyAfterATick() throws Exception {
        CompletableFuture<Optional<Answer>> answer =
                ask(
                        QuestionFactory.replaceData(
                                Message.of("run.loss.written", "incident", 85, 100, 15)),
                        2);
        fx.awaitText("15 were written since.");
        Button restore = (Button) fx.node("choice-continue");
        assertTrue(Fx.on(restore::isDisabled));
        assertTrue(Fx.on(() -> fx.scene().lookup("#footer-primary").isDisabled()));
        CheckBox tick = (CheckBox) fx.node("data-loss-consent");
        fx.run(() -> tick.setSelected(true));
        fx.press("footer-primary");
        assertEquals(Answer.of(Choice.CONTINUE), answer.get(30, TimeUnit.SECONDS).orElseThrow());
    }

    @Test
    void beforeThePointOfNoReturnNothingHasBegun() throws Exception {
        Story story = scenes.toConfigure(scenes.live(PlanSample.oneHop()));
        story.done(7, Duration.ofSeconds(60)).done(8, Duration.ofSeconds(60));
        scenes.askBefore(story, Scenes.pointOfNoReturn());
        scenes.goToRun();
        fx.awaitText("There is no way back past");
        fx.awaitText("Up to here you can roll everything back.");
        fx.node("choice-roll_back");
        Button primary = (Button) fx.node("footer-primary");
        assertEquals("Continue", Fx.on(primary::getText));
    }

    @Test
    void goesOnPastAPointOfNoReturnOnlyOnPurposeWhereTimeIsShort() throws Exception {
        Story story = scenes.toConfigure(scenes.live(PlanSample.oneHop()), 6);
        scenes.askBefore(story, Scenes.pointOfNoReturnTooLate());
        scenes.goToRun();
        fx.awaitText("THERE IS NOT ENOUGH TIME LEFT");
        fx.node("choice-continue");
        Button primary = (Button) fx.node("footer-primary");
        assertEquals("Pause the run", Fx.on(primary::getText));
    }

    @Test
    void theWayBackIsShownBeforeItIsGone() throws Exception {
        Story story = scenes.toConfigure(scenes.live(PlanSample.oneHop()), 6);
        story.start(6).finish(StepOutcome.FAILED, "It ended with exit code 1.");
        scenes.ask(story, Scenes.failedUnknown());
        scenes.goToRun();
        fx.press("choice-roll_back");
        fx.awaitText("Undo: Check out the new version");
        Fx.await("Cancel has the focus", () -> focused().equals("Cancel"));
    }

    @Test
    void questionsAreAskedInTheAdminsLanguage() throws Exception {
        try (Fx german = Fx.open(folder.resolve("german"), Fx.CLOCK, Locale.GERMAN)) {
            Scenes there = new Scenes(german);
            Story story = there.toConfigure(there.live(PlanSample.oneHop()));
            story.done(7, Duration.ofSeconds(60)).done(8, Duration.ofSeconds(60));
            there.askBefore(story, Scenes.pointOfNoReturn());
            there.goToRun();
            german.awaitText("führt kein Weg zurück");
            german.awaitText("Zurücknehmen, nach einem Blick");
            Button primary = (Button) german.node("footer-primary");
            assertEquals("Weiter", Fx.on(primary::getText));
        }
    }

    @Test
    void whatTheEngineSaysIsInTheAdminsLanguage() throws Exception {
        try (Fx german = Fx.open(folder.resolve("german"), Fx.CLOCK, Locale.GERMAN)) {
            Scenes there = new Scenes(german);
            there.ask(there.live(PlanSample.oneHop()).start(0), Scenes.stuck());
            there.goToRun();
            german.awaitText("Der Schritt läuft seit mehr als 30 min.");
        }
    }

    private CompletableFuture<Optional<Answer>> ask(Question question, int step) throws Exception {
        Story story = scenes.live(PlanSample.oneHop());
        for (int i = 0; i < step; i++) {
            story.done(i, Duration.ofSeconds(10), "done");
        }
        story.start(step);
        if (question.kind() == Question.Kind.FAILED) {
            story.finish(
                    StepOutcome.FAILED, "It ended with exit code 1.", "No space left on device");
        }
        story.ask(question);
        CompletableFuture<Optional<Answer>> answer =
                CompletableFuture.supplyAsync(
                        () -> scenes.model().answerQuestion(question), Thread::startVirtualThread);
        Fx.await("the question waits", () -> scenes.model().waitingProperty().get() != null);
        scenes.goToRun();
        return answer;
    }
}
