package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.Message;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.testing.English;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/// The server is restarted in the middle of a step.
@Tag("ssh")
class InterruptedStepTest {
    private static final Message INTERRUPTED = Message.of("run.step.restarted");

    @TempDir Path folder;
    private World world;

    @BeforeEach
    void open() {
        world = new World(folder);
    }

    @AfterEach
    void close() throws InterruptedException {
        world.close();
    }

    @Test
    void saysThatTheStepWasInterruptedAndOffersToGoOnOrBack() throws Exception {
        Question asked = restartedIn(Steps.script("a", "echo on; sleep 60\n").undo("true\n"));
        assertEquals("The result of “Do a” is unknown", English.of(asked.title()));
        assertEquals(
                Message.sentences(INTERRUPTED, Message.of("run.step.check-none")), asked.text());
        assertEquals(
                List.of(Choice.RETRY, Choice.ROLL_BACK, Choice.STOP, Choice.END),
                asked.options().stream().map(Question.AnswerOption::choice).toList());
    }

    @Test
    void saysWhatItsCheckFinds() throws Exception {
        Question asked = restartedIn(Steps.script("a", "echo on; sleep 60\n").check("exit 1\n"));
        assertEquals(
                Message.sentences(INTERRUPTED, Message.of("run.step.check-not-done")),
                asked.text());
    }

    @Test
    void goesOnWhenItsCheckFindsItDone() throws Exception {
        Steps steps =
                Steps.of(
                        Steps.script("a", "touch " + folder + "/on; sleep 60\n")
                                .check("[ -e " + folder + "/on ]\n")
                                .step(),
                        Steps.script("b", "true\n").step());
        RunHandle running = world.start(steps, Answers.none());
        World.until(() -> folder.resolve("on").toFile().exists());
        world.server.restart();
        World.end(RunOutcome.Finished.class, running);
        assertEquals(List.of("a OK", "b OK"), world.outcomes());
        assertEquals(
                Message.sentences(INTERRUPTED, Message.of("run.step.check-done")),
                world.fold().steps().getFirst().reason());
    }

    /// What is asked when the server was restarted in the middle of this step.
    private Question restartedIn(Steps.One step) throws Exception {
        Answers admin = Answers.none().then(Choice.STOP);
        RunHandle running = world.start(Steps.of(step.step()), admin);
        World.until(() -> !world.server.started.isEmpty());
        World.until(() -> world.output("a").contains("on"));
        world.server.restart();
        World.end(RunOutcome.Paused.class, running);
        return admin.asked.getFirst();
    }
}
