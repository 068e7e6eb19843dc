package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Answer;
import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Question;
import dev.handrail.model.Question.FileChange;
import dev.handrail.ui.kit.Theme;
import dev.handrail.ui.page.PageKind;

import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The page of a merge: by keyboard, with undo, in the whole window.
@Tag("window")
class MergePageTest extends PageTestBase {
    private static final LineChoice MINE = LineChoice.MINE;
    private static final LineChoice NEW = LineChoice.NEW;
    private static final LineChoice BOTH = LineChoice.BOTH;

    private final FxRobot robot = new FxRobot();

    @Test
    void aWholeMergeNeedsNoMouse() throws Exception {
        CompletableFuture<Optional<Answer>> answer = ask(MergeSample.settings());
        fx.awaitText("1 of 5 decided");
        assertEquals("merge-list", Fx.on(() -> fx.scene().getFocusOwner().getId()));
        alt(KeyCode.DIGIT3);
        fx.awaitText("2 of 5 decided");
        robot.type(KeyCode.F7);
        alt(KeyCode.DIGIT2);
        fx.awaitText("3 of 5 decided");
        robot.type(KeyCode.F7, KeyCode.F7);
        alt(KeyCode.DIGIT1);
        fx.awaitText("4 of 5 decided");
        robot.type(KeyCode.F7);
        fx.awaitText("/opt/status-page/gunicorn.py");
        alt(KeyCode.DIGIT2);
        fx.awaitText("Handrail writes 2 files: 3 taken, 1 both, 2 kept.");
        robot.press(KeyCode.CONTROL).type(KeyCode.ENTER).release(KeyCode.CONTROL);
        Answer given = answer.get(30, TimeUnit.SECONDS).orElseThrow();
        assertEquals(
                List.of(BOTH, NEW, MINE, MINE, NEW),
                given.choicesOf("/opt/status-page/statuspage/statuspage/configuration.py"));
        assertEquals(List.of(NEW), given.choicesOf("/opt/status-page/gunicorn.py"));
    }

    /// A file that was chosen in the list is the one that is decided about.
    @Test
    void whatIsDecidedNextIsInTheFileThatIsShown() throws Exception {
        ask(MergeSample.settings());
        ListView<?> files = (ListView<?>) fx.node("merge-files");
        fx.run(() -> files.getSelectionModel().select(1));
        fx.awaitText("/opt/status-page/gunicorn.py");
        fx.run(fx.node("merge-list")::requestFocus);
        alt(KeyCode.DIGIT2);
        fx.awaitText("2 of 5 decided");
        fx.run(() -> files.getSelectionModel().select(0));
        fx.awaitText("3 open changes");
    }

    @Test
    void theResultCanBeTyped() throws Exception {
        CompletableFuture<Optional<Answer>> answer = ask(MergeSample.question(typedFile()));
        robot.type(KeyCode.ENTER);
        awaitTyping(true);
        robot.write("x");
        fx.awaitText("Handrail writes 1 file: 0 taken, 0 both, 0 kept, 1 typed.");
        robot.type(KeyCode.ESCAPE);
        awaitTyping(false);
        undo();
        fx.awaitText("0 of 1 decided");
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT).type(KeyCode.Z);
        robot.release(KeyCode.CONTROL, KeyCode.SHIFT);
        fx.awaitText("1 of 1 decided");
        alt(KeyCode.DIGIT4);
        awaitTyping(true);
        robot.write("y");
        robot.type(KeyCode.ESCAPE);
        robot.press(KeyCode.CONTROL).type(KeyCode.ENTER).release(KeyCode.CONTROL);
        Answer given = answer.get(30, TimeUnit.SECONDS).orElseThrow();
        assertEquals(List.of(LineChoice.TYPED), given.choicesOf("/etc/app.conf"));
        assertEquals("port = 5433xy", given.typedFor("/etc/app.conf").getFirst().text());
    }

    private static FileChange typedFile() {
        return new MergeSample("/etc/app.conf")
                .same("a = 1")
                .waits(List.of("port = 5433"), List.of("port = 1"))
                .same("b = 2")
                .file();
    }

    private void awaitTyping(boolean typing) throws Exception {
        String wanted = typing ? "merge-typed" : "merge-list";
        Fx.await(
                wanted + " has the focus",
                () -> {
                    Node owner = fx.scene().getFocusOwner();
                    return owner != null && wanted.equals(owner.getId());
                });
    }

    @Test
    void typedStarsInThePlaceOfASecretAreNotSent() throws Exception {
        ask(
                MergeSample.question(
                        new MergeSample("/etc/app.conf")
                                .waits(List.of("password = '*****'"), List.of("password = ''"))
                                .file()));
        alt(KeyCode.DIGIT4);
        awaitTyping(true);
        robot.write("x");
        fx.awaitText("Stars stand in the place of a secret.");
        assertTrue(Fx.on(() -> fx.scene().lookup("#footer-primary").isDisabled()));
        fx.press("merge-typed-done");
        alt(KeyCode.DIGIT1);
        Fx.await(
                "the merge can be written",
                () -> !fx.scene().lookup("#footer-primary").isDisabled());
    }

    @Test
    void aChangeIsFoundByItsText() throws Exception {
        ask(MergeSample.settings());
        robot.press(KeyCode.CONTROL).type(KeyCode.F).release(KeyCode.CONTROL);
        Fx.await(
                "the field has the focus",
                () -> "merge-find".equals(fx.scene().getFocusOwner().getId()));
        robot.write("workers");
        robot.type(KeyCode.ENTER);
        fx.awaitText("/opt/status-page/gunicorn.py");
        robot.press(KeyCode.CONTROL).type(KeyCode.F).release(KeyCode.CONTROL);
        robot.write("field_choices");
        robot.type(KeyCode.F3);
        fx.awaitText("Only the new version changes these lines.");
        robot.write("x");
        robot.type(KeyCode.F3);
        fx.awaitText("No change contains this.");
        robot.type(KeyCode.ESCAPE);
        awaitTyping(false);
        assertFalse(Fx.on(() -> fx.scene().lookup("#merge-find").getParent().isVisible()));
    }

    @Test
    void takingAllIsOneStepBack() throws Exception {
        ask(MergeSample.settings());
        alt(KeyCode.DIGIT1);
        fx.awaitText("2 of 5 decided");
        fx.press("merge-all-new");
        fx.awaitText("5 of 5 decided");
        fx.awaitText("1 placeholder is left out: your value stays.");
        undo();
        fx.awaitText("2 of 5 decided");
        undo();
        fx.awaitText("1 of 5 decided");
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT).type(KeyCode.Z);
        robot.type(KeyCode.Z).release(KeyCode.CONTROL, KeyCode.SHIFT);
        fx.awaitText("5 of 5 decided");
        assertTrue(Fx.on(() -> fx.scene().lookup("#merge-redo").isDisabled()));
    }

    @Test
    void anotherPageKeepsTheDraftAndItsSteps() throws Exception {
        ask(MergeSample.settings());
        alt(KeyCode.DIGIT3);
        fx.awaitText("2 of 5 decided");
        scenes.go(PageKind.HISTORY);
        scenes.goToRun();
        fx.awaitText("Handrail writes 1 file: 1 taken, 1 both, 1 kept.");
        undo();
        fx.awaitText("1 of 5 decided");
    }

    @Test
    void aPlaceholderIsTakenOnlyAfterSayingWhatIsLost() throws Exception {
        ask(MergeSample.settings());
        robot.type(KeyCode.F7, KeyCode.F7);
        alt(KeyCode.DIGIT2);
        fx.awaitText("Replace your value by a placeholder?");
        fx.awaitText("SECRET_KEY = '****************'");
        robot.type(KeyCode.ESCAPE);
        fx.awaitText("1 placeholder is left out: your value stays.");
        alt(KeyCode.DIGIT2);
        fx.press("overlay-ok");
        fx.awaitText("Handrail writes 1 file: 2 taken, 0 both, 0 kept.");
    }

    @Test
    void theDifferenceIsWhatHandrailWouldWrite() throws Exception {
        ask(MergeSample.settings());
        alt(KeyCode.DIGIT3);
        fx.press("merge-show-difference");
        String shown = Fx.on(((TextArea) fx.node("merge-difference"))::getText);
        assertTrue(shown.contains("+ALLOWED_HOSTS = ['*']"), shown);
        assertTrue(shown.contains("+FIELD_CHOICES = {}"), shown);
        assertFalse(shown.contains("-ALLOWED_HOSTS"), shown);
    }

    @Test
    void appliedChangesCanBeLookedAtAndTakenBack() throws Exception {
        ask(MergeSample.settings());
        fx.press("merge-show-applied");
        robot.type(KeyCode.F7, KeyCode.F7, KeyCode.F7);
        fx.awaitText("Only the new version changes these lines.");
        alt(KeyCode.DIGIT1);
        fx.awaitText("Handrail writes no file: 0 taken, 0 both, 2 kept.");
    }

    @Test
    void theMergeHasTheWholeHeightAndTheConsoleComesBack() throws Exception {
        ask(MergeSample.settings());
        fx.awaitText("1 of 5 decided");
        assertEquals(Optional.empty(), consoleInWindow());
        fx.press("merge-all-mine");
        fx.press("footer-primary");
        Fx.await("the console is back", () -> consoleInWindow().isPresent());
    }

    private Optional<Node> consoleInWindow() {
        return Optional.ofNullable(fx.scene().lookup(".console"));
    }

    @Test
    void twentyLinesOfTheResultAreInView() throws Exception {
        ScreenshotActions.resizeWindow(fx, 1280, 800);
        MergeSample file = new MergeSample("/etc/app.conf").same(20, "setting");
        for (int i = 0; i < 30; i++) {
            file.waits(List.of("mine" + i), List.of("new" + i)).same(20, "setting");
        }
        ask(MergeSample.question(file.file()));
        fx.press("merge-all-new");
        fx.settle();
        long lines = Fx.on(() -> resultLines().count());
        assertTrue(lines >= 20, lines + " lines");
    }

    /// The texts of the middle column that are wholly in view.
    private Stream<Node> resultLines() {
        Node list = fx.scene().lookup("#merge-list");
        double bottom = list.localToScene(list.getBoundsInLocal()).getMaxY();
        return list.lookupAll(".merge-cell").stream()
                .filter(cell -> cell.isVisible() && cell.lookup(".merge-number") != null)
                .filter(cell -> cell.localToScene(cell.getBoundsInLocal()).getMaxY() <= bottom);
    }

    @Test
    void everyTextStandsOutInBothThemes() throws Exception {
        ask(MergeSample.settings());
        fx.press("merge-show-applied");
        alt(KeyCode.DIGIT3);
        robot.type(KeyCode.F7);
        alt(KeyCode.DIGIT4);
        awaitTyping(true);
        robot.write("x");
        for (Theme.ThemeChoice theme : List.of(Theme.ThemeChoice.LIGHT, Theme.ThemeChoice.DARK)) {
            fx.run(() -> fx.window().appearanceSettings().theme().choiceProperty().set(theme));
            fx.settle();
            Map<String, Double> weak =
                    Fx.on(() -> TextContrast.findBelow(4.5, fx.scene().lookup("#merge")));
            assertEquals(Map.of(), weak, theme.name());
        }
    }

    @Test
    void aFileOfManyChangesHasNodesOnlyForWhatIsInView() throws Exception {
        MergeSample file = new MergeSample("/etc/large.conf");
        for (int i = 0; i < 2_500; i++) {
            file.waits(List.of("mine" + i), List.of("new" + i)).same(7, "setting");
        }
        FileChange[] files =
                Stream.concat(
                                Stream.of(file.file()),
                                Stream.iterate(1, i -> i + 1)
                                        .limit(199)
                                        .map(i -> small("/etc/" + i + ".conf")))
                        .toArray(FileChange[]::new);
        ask(MergeSample.question(files));
        fx.awaitText("0 of 2,699 decided");
        ListView<?> list = (ListView<?>) fx.node("merge-list");
        assertTrue(Fx.on(() -> list.getItems().size()) > 19_000);
        fx.press("merge-all-new");
        fx.awaitText("Handrail writes 200 files: 2,699 taken, 0 both, 0 kept.");
        robot.type(KeyCode.END);
        fx.settle();
        assertTrue(Fx.on(() -> list.lookupAll(".merge-cell").size()) < 100);
        Node names = fx.node("merge-files");
        assertTrue(Fx.on(() -> names.lookupAll(".list-cell").size()) < 100);
    }

    private static FileChange small(String path) {
        return new MergeSample(path).waits(List.of("a"), List.of("b")).file();
    }

    private void alt(KeyCode digit) {
        robot.press(KeyCode.ALT).type(digit).release(KeyCode.ALT);
    }

    private void undo() {
        robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
    }

    private CompletableFuture<Optional<Answer>> ask(Question question) throws Exception {
        Story story = scenes.toConfigure(scenes.live(PlanSample.oneHop())).start(7);
        story.ask(question);
        CompletableFuture<Optional<Answer>> answer =
                CompletableFuture.supplyAsync(
                        () -> scenes.model().answerQuestion(question), Thread::startVirtualThread);
        Fx.await("the question waits", () -> scenes.model().waitingProperty().get() != null);
        fx.run(fx.stage()::requestFocus);
        scenes.goToRun();
        fx.node("merge-list");
        return answer;
    }
}
