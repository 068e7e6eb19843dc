package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Answer;
import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Message;
import dev.handrail.model.Question;
import dev.handrail.model.settings.SettingChange;
import dev.handrail.ui.kit.Theme;

import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The settings of a file are another view of the choices for its lines.
@Tag("window")
class MergeSettingsPageTest extends PageTestBase {
    private static final LineChoice MINE = LineChoice.MINE;
    private static final LineChoice NEW = LineChoice.NEW;
    private static final String FILE = "/opt/status-page/statuspage/statuspage/configuration.py";

    private final FxRobot robot = new FxRobot();

    @Test
    void aSettingDecidesItsLinesAndTheLinesDecideTheirSettings() throws Exception {
        CompletableFuture<Optional<Answer>> answer = ask(MergeSample.settings());
        fx.awaitText("1 of 5 decided");
        fx.press("merge-view-settings");
        select("DATABASE.PORT");
        fx.awaitText("The same lines also decide about DATABASE.CONN_MAX_AGE, DATABASE.OPTIONS.");
        alt(KeyCode.DIGIT2);
        fx.awaitText("2 of 5 decided");
        robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
        fx.awaitText("1 of 5 decided");
        alt(KeyCode.DIGIT2);
        select("ALLOWED_HOSTS");
        alt(KeyCode.DIGIT1);
        select("PLUGINS");
        alt(KeyCode.DIGIT2);
        select("FIELD_CHOICES");
        alt(KeyCode.DIGIT1);
        fx.awaitText("4 of 5 decided");
        ListView<?> files = (ListView<?>) fx.node("merge-files");
        fx.run(() -> files.getSelectionModel().select(1));
        fx.awaitText("/opt/status-page/gunicorn.py");
        fx.run(fx.node("merge-list")::requestFocus);
        alt(KeyCode.DIGIT2);
        fx.awaitText("5 of 5 decided");
        robot.press(KeyCode.CONTROL).type(KeyCode.ENTER).release(KeyCode.CONTROL);
        Answer given = answer.get(30, TimeUnit.SECONDS).orElseThrow();
        assertEquals(List.of(MINE, NEW, MINE, NEW, MINE), given.choicesOf(FILE));
    }

    @Test
    void aPlaceholderIsTakenOnlyOnPurposeHereToo() throws Exception {
        ask(MergeSample.settings());
        fx.press("merge-view-settings");
        select("SECRET_KEY");
        alt(KeyCode.DIGIT2);
        fx.awaitText("Replace your value by a placeholder?");
    }

    @Test
    void whatIsNotKnownAsSettingsSaysWhy() throws Exception {
        Question question =
                MergeSample.question(
                        new MergeSample("/etc/nginx/conf.d/st2.conf")
                                .waits(List.of("a"), List.of("b"))
                                .file()
                                .withSettings(
                                        List.of(), List.of(Message.of("run.settings.no-format"))));
        ask(question);
        fx.press("merge-view-settings");
        fx.awaitText("it does not know the settings of files with this name");
    }

    @Test
    void anAdviceOfTheRunbookIsTakenLikeAnyOtherChange() throws Exception {
        CompletableFuture<Optional<Answer>> answer = ask(MergeSample.advised());
        fx.awaitText("StackStorm 3.9 renames this setting. Handrail proposes the new name");
        fx.press("merge-view-settings");
        select("database.ssl");
        fx.awaitText("is now database.tls");
        fx.awaitText("Source: st2docs, upgrade notes v3.9.");
        alt(KeyCode.DIGIT2);
        fx.awaitText("1 of 2 decided");
        select("mistral.url");
        fx.awaitText("no longer read");
        alt(KeyCode.DIGIT1);
        select("database.ssl_keyfile");
        fx.awaitText("needs you");
        fx.awaitText("Handrail cannot write this by itself.");
        robot.press(KeyCode.CONTROL).type(KeyCode.ENTER).release(KeyCode.CONTROL);
        Answer given = answer.get(30, TimeUnit.SECONDS).orElseThrow();
        assertEquals(List.of(NEW, MINE), given.choicesOf("/etc/st2/st2.conf"));
    }

    @Test
    void aRunOfAnEarlierVersionShowsTheLinesAlone() throws Exception {
        ask(
                MergeSample.question(
                        new MergeSample("/etc/a").waits(List.of("a"), List.of("b")).file()));
        Node button = Fx.on(() -> fx.scene().lookup("#merge-view-settings"));
        assertFalse(
                Fx.on(() ->
                        Stream.iterate(button, Objects::nonNull, Node::getParent)
                                .allMatch(Node::isVisible)));
    }

    @Test
    void everyTextStandsOutInBothThemes() throws Exception {
        ask(MergeSample.settings());
        fx.press("merge-view-settings");
        for (Theme.ThemeChoice theme : List.of(Theme.ThemeChoice.LIGHT, Theme.ThemeChoice.DARK)) {
            fx.run(() -> fx.window().appearanceSettings().theme().choiceProperty().set(theme));
            fx.settle();
            Map<String, Double> weak =
                    Fx.on(() -> TextContrast.findBelow(4.5, fx.scene().lookup("#merge")));
            assertEquals(Map.of(), weak, theme.name());
        }
    }

    @SuppressWarnings("unchecked")
    private void select(String name) throws Exception {
        TableView<SettingChange> table = (TableView<SettingChange>) fx.node("merge-settings");
        boolean found =
                Fx.on(() -> {
                    table.getItems().stream()
                            .filter(setting -> setting.name().equals(name))
                            .findFirst()
                            .ifPresent(table.getSelectionModel()::select);
                    table.requestFocus();
                    return table.getSelectionModel().getSelectedItem().name().equals(name);
                });
        assertTrue(found, name);
        fx.settle();
    }

    private void alt(KeyCode digit) {
        robot.press(KeyCode.ALT).type(digit).release(KeyCode.ALT);
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
