package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.app.Person.Given;
import dev.handrail.app.Person.Keeping;
import dev.handrail.model.Answer;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.remote.Connector.HostKey;
import dev.handrail.remote.Connector.SecretAsk;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.session.Ask;
import dev.handrail.ui.session.Session;
import dev.handrail.ui.shell.AskCards;
import dev.handrail.ui.shell.PageKind;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Looks at every page in its main states.
class PagesTest {
    @TempDir private Path folder;
    private Fx fx;
    private Scenes scenes;

    @BeforeEach
    void open() throws Exception {
        Clock clock = Clock.fixed(Scenes.START.plus(Duration.ofMinutes(14)), ZoneOffset.UTC);
        fx = Fx.open(folder, clock, Locale.ENGLISH);
        scenes = new Scenes(fx);
    }

    @AfterEach
    void close() throws Exception {
        fx.close();
    }

    private String because() throws Exception {
        return Fx.on(() -> ((Label) fx.scene().lookup("#footer-because")).getText());
    }

    private void type(String id, String text) throws Exception {
        TextField field = (TextField) fx.node(id);
        fx.run(() -> field.setText(text));
    }

    @Test
    void homeSaysWhatToDoWhenThereIsNothing() throws Exception {
        fx.awaitText("No server yet");
        fx.awaitText("Try it on a practice server");
    }

    @Test
    void homeOffersServersWithWhatIsNewerAndWhatIsUnfinished() throws Exception {
        scenes.servers();
        scenes.past("20261120-0110-c", PlanSample.oneHop(), Scenes.START).start(0);
        scenes.go(PageKind.HOME);
        fx.awaitText("2.5.1 is newer");
        fx.awaitText("Status-Page 2.3.0 → 2.5.1 on root@db1.example.org is not finished");
        fx.node("go-on");
    }

    @Test
    void connectSaysWhatIsMissing() throws Exception {
        scenes.go(PageKind.CONNECT);
        fx.node("host");
        assertEquals("Say which host.", because());
        type("host", "db1");
        assertEquals("Say which user.", because());
        type("user", "root");
        assertEquals("", because());
        type("port", "99999");
        assertEquals("The port is a number from 1 to 65535.", because());
    }

    @Test
    void connectExplainsAFailureWhereItWasTyped() throws Exception {
        scenes.go(PageKind.CONNECT);
        type("host", "127.0.0.1");
        type("user", "root");
        type("port", "1");
        fx.press("footer-primary");
        fx.awaitText("The connection could not be made.");
        assertFalse(
                Fx.on(() ->
                        fx.scene().getRoot().lookupAll(".field-problem").stream()
                                .map(node -> ((Label) node).getText())
                                .filter(text -> !text.isEmpty())
                                .toList()
                                .isEmpty()));
    }

    @Test
    void anUnknownHostKeyIsShownAndTrustedOnlyByThePersonsWord() throws Exception {
        CompletableFuture<Boolean> reply = new CompletableFuture<>();
        HostKey key = new HostKey("db1", 22, "ssh-ed25519", "SHA256:abc");
        fx.run(() -> cards().show(new Ask.Trust(key, reply::complete)));
        assertEquals("SHA256:abc", ((TextField) fx.node("fingerprint")).getText());
        assertFalse(reply.isDone());
        fx.press("trust-yes");
        assertTrue(reply.get(5, TimeUnit.SECONDS));
        assertFalse(Fx.on(() -> fx.window().desk().overlay().isOpen()));
    }

    @Test
    void aSecretIsTypedHiddenAndLeavesTheField() throws Exception {
        CompletableFuture<Optional<Given>> reply = new CompletableFuture<>();
        fx.run(() -> cards().show(new Ask.Secret(sudo(2), Keeping.NOT_OFFERED, reply::complete)));
        PasswordField field = (PasswordField) fx.node("secret");
        fx.awaitText("That was not accepted. Attempt 2.");
        fx.run(() -> field.setText("s3cret"));
        fx.press("overlay-ok");
        Given given = reply.get(5, TimeUnit.SECONDS).orElseThrow();
        assertEquals("s3cret", new String(given.secret()));
        assertFalse(given.keep());
        assertEquals("", Fx.on(field::getText));
    }

    private static SecretAsk sudo(int attempt) {
        return new SecretAsk(SecretAsk.Kind.SUDO, "ada@db1:22", "ada@db1", "", false, attempt);
    }

    private AskCards cards() {
        return new AskCards(fx.window().desk().texts(), fx.window().desk().overlay());
    }

    @Test
    void detectShowsTheProductAndItsEvidence() throws Exception {
        scenes.detected("2.3.0");
        scenes.go(PageKind.DETECT);
        fx.awaitText("Status-Page");
        fx.awaitText("Debian GNU/Linux 12 (bookworm)");
        assertEquals("", because());
    }

    @Test
    void planStartsOnlyWhenTheNotesAreRead() throws Exception {
        scenes.detected("2.3.0");
        scenes.go(PageKind.PLAN);
        fx.node("notes-read");
        Fx.await(
                "the reason is shown",
                () -> !((Label) fx.scene().lookup("#footer-because")).getText().isEmpty());
        assertEquals("Read the notes and tick that you have.", because());
        fx.press("notes-read");
        assertEquals("", because());
    }

    @Test
    void planOfTheVersionThatRunsSaysSo() throws Exception {
        scenes.detected("2.5.1");
        scenes.go(PageKind.PLAN);
        fx.awaitText("Status-Page 2.5.1 runs already.");
    }

    @Test
    void aRunningStepIsShownWithItsOutputAndWhatIsNext() throws Exception {
        scenes.toBackup(scenes.live(PlanSample.twoHops())).start(3).say("reading it back");
        scenes.goToRun();
        fx.awaitText("“Read the whole dump back and count rows” is running.");
        fx.awaitText("Then: Keep configuration, media and the old environment");
        fx.awaitText("Hop 1: 2.3.0 → 2.4.0");
        assertTrue(Fx.on(() -> fx.window().frame().console().view().store().size()) > 5);
    }

    @Test
    void aFailedStepOffersWhatIsKnownAndTakesTheAnswer() throws Exception {
        CompletableFuture<Optional<Answer>> answer = ask(Scenes.failed(), 2);
        fx.awaitText("The disk of the server is full, so the dump could not be finished.");
        fx.press("choice-recover");
        assertEquals(Answer.of(Choice.RECOVER), answer.get(5, TimeUnit.SECONDS).orElseThrow());
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
                answer.get(5, TimeUnit.SECONDS).orElseThrow());
    }

    @Test
    void filesAreWrittenOnlyWhenEveryChangeIsDecided() throws Exception {
        CompletableFuture<Optional<Answer>> answer = ask(Scenes.merge(), 7);
        fx.awaitText("3 changes are not decided yet.");
        assertTrue(Fx.on(() -> fx.scene().lookup("#footer-primary").isDisabled()));
        fx.press("merge-all-new");
        fx.press("footer-primary");
        assertEquals(
                Map.of("/opt/status-page/contrib/gunicorn.py", List.of(true, true, true)),
                answer.get(5, TimeUnit.SECONDS).orElseThrow().takeNew());
    }

    @Test
    void aPromptIsAnsweredWithWhatIsTyped() throws Exception {
        CompletableFuture<Optional<Answer>> answer = ask(Scenes.secret(), 2);
        type("answer", "hunter2");
        fx.press("footer-primary");
        assertEquals(
                Answer.of(Choice.CONTINUE, "hunter2"),
                answer.get(5, TimeUnit.SECONDS).orElseThrow());
    }

    @Test
    void howMuchIsReadOfACancelledStepIsSaid() throws Exception {
        Story story = scenes.live(PlanSample.oneHop()).start(0);
        scenes.goToRun();
        long step = story.run().steps().getFirst().seq();
        scenes.model().reading(step, 500_000_000, 2_000_000_000);
        fx.awaitText("Cancelled; reading the rest of its output (500 of 2000 MB).");
    }

    @Test
    void aLostConnectionIsSaidAndNothingElseChanges() throws Exception {
        scenes.toBackup(scenes.live(PlanSample.oneHop())).start(3).away();
        scenes.goToRun();
        fx.awaitText("The connection is lost; trying again");
        fx.awaitText("Away since ");
        fx.awaitText("Trying now.");
        fx.awaitText("connection lost");
    }

    private CompletableFuture<Optional<Answer>> ask(Question question, int step) throws Exception {
        Story story = scenes.live(PlanSample.oneHop());
        for (int i = 0; i < step; i++) {
            story.done(i, Duration.ofSeconds(10), "done");
        }
        story.start(step);
        if (question.kind() == Question.Kind.FAILED) {
            story.finish(Outcome.FAILED, "It ended with exit code 1.", "No space left on device");
        }
        story.ask(question);
        CompletableFuture<Optional<Answer>> answer =
                CompletableFuture.supplyAsync(
                        () -> scenes.model().ask(question), Thread::startVirtualThread);
        Fx.await("the question waits", () -> scenes.model().waitingProperty().get() != null);
        scenes.goToRun();
        return answer;
    }

    @Test
    void aPastRunIsReadWithoutAConnection() throws Exception {
        scenes.ended("20261119-2200-b", Scenes.START);
        scenes.go(PageKind.HISTORY);
        fx.awaitText("Ended early");
        fx.press("footer-primary");
        fx.awaitText("The run from 2.3.0 to 2.5.1 was ended early");
        fx.awaitText("read from the history");
        scenes.go(PageKind.BACKUP);
        fx.awaitText("Failed: It ended with exit code 1.");
        scenes.go(PageKind.PLAN);
        fx.awaitText("Two files in the checkout were edited by hand");
        scenes.go(PageKind.DETECT);
        fx.awaitText("postgresql.version");
    }

    @Test
    void wordsAreFoundInTheOutputOfAllRuns() throws Exception {
        scenes.ended("20261119-2200-b", Scenes.START);
        scenes.go(PageKind.HISTORY);
        TextField search = (TextField) fx.node("history-search");
        fx.run(() -> {
            search.setText("no SPACE left");
            search.fireEvent(new javafx.event.ActionEvent());
        });
        fx.awaitText("1 line found");
        TextArea around = (TextArea) fx.node("hit-around");
        Fx.await(
                "the lines around it are there",
                () ->
                        around.getText()
                                .startsWith("pg_dump: dumping contents of table incidents\n"));
    }

    @Test
    void aRunIsDeletedOnlyAfterAQuestion() throws Exception {
        scenes.ended("20261119-2200-b", Scenes.START);
        scenes.go(PageKind.HISTORY);
        fx.awaitText("Ended early");
        fx.run(() ->
                fx.scene()
                        .lookup("#runs")
                        .fireEvent(
                                new javafx.scene.input.KeyEvent(
                                        javafx.scene.input.KeyEvent.KEY_PRESSED,
                                        "",
                                        "",
                                        javafx.scene.input.KeyCode.DELETE,
                                        false,
                                        false,
                                        false,
                                        false)));
        fx.awaitText("Delete this run for good?");
        assertEquals(1, fx.engine().journal().runs().size());
        fx.press("overlay-ok");
        Fx.await("the run is gone", () -> fx.engine().journal().runs().isEmpty());
        fx.awaitText("No run yet.");
    }

    @Test
    void aRunThatCannotBeginSaysWhy() throws Exception {
        fx.run(() -> {
            RunModel model = fx.window().desk().runs().model("");
            model.follow(fx.engine().resume("gone", Map.of(), model, model));
            fx.window().desk().session().runProperty().set(model);
            fx.window().goToRun();
        });
        fx.awaitText("There is no run gone.");
        assertEquals(PageKind.HOME, Fx.on(() -> fx.window().frame().here().kind()));
    }

    @Test
    void theHeaderForecastsWhatEarlierRunsTook() throws Exception {
        scenes.upgraded("20261112-2200-a", Scenes.START.minus(Duration.ofDays(8)));
        scenes.toBackup(scenes.live(PlanSample.oneHop())).start(3);
        scenes.forecast();
        scenes.goToRun();
        fx.awaitText("about 3 min left");
    }

    @Test
    void aRunningStepSaysWhatItTookBefore() throws Exception {
        scenes.upgraded("20261112-2200-a", Scenes.START.minus(Duration.ofDays(8)));
        scenes.toBackup(scenes.live(PlanSample.oneHop())).start(3);
        scenes.forecast();
        scenes.goToRun();
        fx.awaitText("The last run of this step here took 30 s.");
    }

    @Test
    void aTimeThatIsNoneIsRefusedAsTheEndOfTheWindow() throws Exception {
        scenes.detected("2.3.0");
        scenes.go(PageKind.PLAN);
        type("window-ends", "late");
        fx.awaitText("This is not a time of day. Write it as 17:30.");
        type("window-ends", "23:30");
        assertEquals("23:30", fx.window().desk().session().windowEndsProperty().get());
        assertFalse(Fx.on(() -> fx.reads("This is not a time of day.")));
    }

    @Test
    void aPlanSaysHowLongItTakesAndHowLongServicesStandStill() throws Exception {
        scenes.detected("2.3.0");
        scenes.go(PageKind.PLAN);
        fx.awaitText("How long it takes is not known");
        scenes.upgradedAsPlanned("20261021-0200-p");
        scenes.go(PageKind.PLAN);
        fx.awaitText("As in earlier runs it takes about");
        fx.awaitText("Services stand still for about");
    }

    @Test
    void whatBlocksAPlanIsSaidAndItCannotStart() throws Exception {
        scenes.detected("2.3.0", "11.22");
        scenes.go(PageKind.PLAN);
        fx.awaitText("PostgreSQL 11.22 is too old for 2.5.1");
        assertEquals("1 finding blocks it.", because());
        assertTrue(Fx.on(() -> fx.scene().lookup("#footer-primary").isDisabled()));
    }

    @Test
    void whatBlocksIsSetAsideWithAReasonAndTakenBack() throws Exception {
        scenes.detectedWithoutUnit();
        scenes.go(PageKind.PLAN);
        fx.awaitText("Services are missing: scheduler");
        assertEquals("1 finding blocks it.", because());
        fx.press("waive");
        fx.awaitText("Why may the upgrade go on in spite of it?");
        assertTrue(Fx.on(fx.node("overlay-ok")::isDisabled));
        TextArea reason = (TextArea) fx.node("overlay-reason");
        fx.run(() -> reason.setText("A timer runs it here."));
        fx.press("overlay-ok");
        fx.awaitText("Set aside: A timer runs it here.");
        assertEquals("Read the notes and tick that you have.", because());
        fx.press("unwaive");
        fx.node("waive");
        assertEquals("1 finding blocks it.", because());
    }

    @Test
    void aCommandThatMendsDoesNotRunWithoutAConnection() throws Exception {
        scenes.detectedWithoutUnit();
        scenes.go(PageKind.PLAN);
        fx.node("fix-run");
        fx.run(() -> fx.window().desk().session().stateProperty().set(Session.State.LOST));
        fx.press("fix-run");
        fx.awaitText("The command cannot run: there is no connection to the server.");
        assertNull(Fx.on(() -> fx.scene().lookup("#fix-command")));
    }

    @Test
    void questionsAreAskedInTheAdminsLanguage() throws Exception {
        try (Fx german = Fx.open(folder.resolve("german"), Clock.systemUTC(), Locale.GERMAN)) {
            Scenes there = new Scenes(german);
            Story story = there.toConfigure(there.live(PlanSample.oneHop()));
            story.done(7, Duration.ofSeconds(60)).done(8, Duration.ofSeconds(60));
            there.askBefore(story, Scenes.pointOfNoReturn());
            there.goToRun();
            german.awaitText("führt kein Weg zurück");
            german.awaitText("Zurücknehmen, was getan wurde");
            Button primary = (Button) german.node("footer-primary");
            assertEquals("Weiter", Fx.on(primary::getText));
        }
    }

    @Test
    void whatTheEngineSaysIsInTheAdminsLanguage() throws Exception {
        try (Fx german = Fx.open(folder.resolve("german"), Clock.systemUTC(), Locale.GERMAN)) {
            Scenes there = new Scenes(german);
            there.ask(there.live(PlanSample.oneHop()).start(0), Scenes.stuck());
            there.goToRun();
            german.awaitText("Er läuft seit mehr als 30 Minuten. Nichts wird ungefragt beendet.");
        }
    }

    @Test
    void theRailSaysWhatAFinishedPhaseFound() throws Exception {
        Story story = scenes.live(PlanSample.oneHop());
        story.done(0, Duration.ofSeconds(41), "==> packages", "41 packages fetched");
        story.start(1);
        scenes.goToRun();
        fx.awaitText("41 packages fetched");
        assertEquals(
                "Prepare, 41 packages fetched, 41 s",
                Fx.on(fx.node("rail-prepare")::getAccessibleText));
    }

    @Test
    void aFinishedStepSaysItsLastLine() throws Exception {
        scenes.toBackup(scenes.live(PlanSample.oneHop())).start(3);
        scenes.goToRun();
        fx.awaitText("Done: 14 GB written to /var/backups/status-page/live.dump");
    }

    @Test
    void beforeThePointOfNoReturnNothingHasBegun() throws Exception {
        Story story = scenes.toConfigure(scenes.live(PlanSample.oneHop()));
        story.done(7, Duration.ofSeconds(60)).done(8, Duration.ofSeconds(60));
        scenes.askBefore(story, Scenes.pointOfNoReturn());
        scenes.goToRun();
        fx.awaitText("There is no way back past");
        fx.awaitText("Up to here everything can be taken back.");
        fx.node("choice-roll_back");
        Button primary = (Button) fx.node("footer-primary");
        assertEquals("Go on", Fx.on(primary::getText));
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
        story.start(6).finish(Outcome.FAILED, "It ended with exit code 1.");
        scenes.ask(story, Scenes.failedUnknown());
        scenes.goToRun();
        fx.press("choice-roll_back");
        fx.awaitText("Take back: Check out the new version");
        Fx.await("Cancel has the focus", () -> focused().equals("Cancel"));
    }

    private String focused() {
        return fx.scene().getFocusOwner() instanceof Button button ? button.getText() : "";
    }

    @Test
    void anUnknownKeyIsNotTrustedByEnter() throws Exception {
        HostKey key = new HostKey("db1", 22, "ssh-ed25519", "SHA256:abc");
        fx.run(() -> cards().show(new Ask.Trust(key, yes -> {})));
        Fx.await("Do not connect has the focus", () -> focused().equals("Do not connect"));
    }

    @Test
    void settingsCountAtOnceAndAreRemembered() throws Exception {
        fx.run(() -> fx.window().settings().show());
        fx.press("settings-larger");
        fx.awaitText("110 %");
        fx.press("settings-notify");
        fx.press("overlay-ok");
        fx.run(() -> fx.window().leave(List.of()));
        fx.window().state().saved();
        assertEquals(Optional.of("1.1"), fx.engine().settings().get("text.scale"));
        assertEquals(Optional.of("no"), fx.engine().settings().get("notify"));
    }

    @Test
    void aCardIsAsHighAsItsText() throws Exception {
        fx.run(() -> fx.window().desk().overlay().tell("A title", "Words that wrap. ".repeat(9)));
        fx.settle();
        Region dialog = (Region) Fx.on(() -> fx.scene().lookup(".dialog"));
        assertEquals(Fx.on(() -> dialog.prefHeight(dialog.getWidth())), dialog.getHeight());
    }

    @Test
    void aRollOverSaysOnWhichServerEachStepRuns() throws Exception {
        scenes.rollOver();
        scenes.go(PageKind.PLAN);
        fx.awaitText("Which server is “new”?");
        fx.awaitText("This way needs a second server.");
        scenes.live(scenes.shownPlan()).start(0);
        scenes.goToRun();
        fx.awaitText("on new");
    }

    @Test
    void theSheetListsTheKeys() throws Exception {
        fx.run(() -> fx.window().shortcuts().show());
        fx.awaitText("Do what the footer offers");
        fx.awaitText("Settings");
    }

    @Test
    void aServersTimelineShowsItsVersions() throws Exception {
        scenes.upgraded("20261112-2200-a", Scenes.START.minus(Duration.ofDays(8)));
        scenes.ended("20261119-2200-b", Scenes.START);
        scenes.go(PageKind.HISTORY);
        ComboBox<?> servers = (ComboBox<?>) fx.node("history-server");
        Fx.await("servers are offered", () -> servers.getItems().size() == 2);
        fx.run(() -> servers.getSelectionModel().select(1));
        assertEquals(
                "2.3.0, Upgraded 2.5.1 Nov 12, 2026, Ended early 2.5.1 Nov 20, 2026",
                fx.node("timeline").getAccessibleText());
    }

    @Test
    void anEnvironmentMayBeAnyWord() throws Exception {
        scenes.go(PageKind.CONNECT);
        type("host", "127.0.0.1");
        type("user", "root");
        type("port", "1");
        type("environment", "customer-7");
        fx.press("footer-primary");
        fx.awaitText("The connection could not be made.");
        fx.awaitText("CUSTOMER-7");
    }

    @Test
    void progressThatAStepTellsIsShown() throws Exception {
        Story story = scenes.live(PlanSample.oneHop()).start(0);
        story.say("Receiving objects:  42% (128/302)");
        scenes.goToRun();
        Fx.await(
                "the bar knows it",
                () ->
                        fx.scene().lookup(".step-card:now .progress-bar") instanceof ProgressBar bar
                                && bar.getProgress() == 0.42);
    }

    @ParameterizedTest
    @EnumSource(
            value = PageKind.class,
            names = {"HOME", "HISTORY", "CONNECT", "DETECT", "PLAN", "PREPARE"})
    void whatTakesTheFocusHasAName(PageKind kind) throws Exception {
        scenes.servers();
        scenes.detected("2.3.0");
        if (kind == PageKind.PREPARE) {
            scenes.live(PlanSample.oneHop()).start(0).say("fetching");
            scenes.goToRun();
        } else {
            scenes.go(kind);
        }
        fx.settle();
        List<String> nameless = new ArrayList<>();
        fx.run(() -> nameless(fx.scene().getRoot(), nameless));
        assertEquals(List.of(), nameless);
    }

    private static void nameless(Node node, List<String> into) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Control control && control.isFocusTraversable()) {
            String text = control instanceof Labeled labeled ? labeled.getText() : null;
            String said = control.getAccessibleText();
            if ((text == null || text.isBlank()) && (said == null || said.isBlank())) {
                into.add(control.toString());
            }
        }
        if (node instanceof Parent parent && !(node instanceof ScrollBar)) {
            parent.getChildrenUnmodifiable().forEach(child -> nameless(child, into));
        }
    }

    @Test
    void closingInMidStepAsksFirst() throws Exception {
        scenes.toBackup(scenes.live(PlanSample.oneHop())).start(3);
        scenes.goToRun();
        fx.run(() ->
                fx.stage()
                        .fireEvent(
                                new javafx.stage.WindowEvent(
                                        fx.stage(),
                                        javafx.stage.WindowEvent.WINDOW_CLOSE_REQUEST)));
        fx.awaitText("A step is still running");
        assertTrue(Fx.on(() -> fx.stage().isShowing()));
        fx.press("overlay-ok");
        Fx.await("the window is closed", () -> !fx.stage().isShowing());
    }
}
