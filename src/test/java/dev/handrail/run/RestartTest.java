package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.Kind;
import dev.handrail.model.Step;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The server is restarted in the middle of a run.
@Timeout(60)
@Tag("ssh")
class RestartTest {
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
    void saysWhatAnInterruptedStepHasChanged() throws Exception {
        Path version = Files.writeString(folder.resolve("version"), "1.0");
        Step update =
                Steps.script("update", "printf 2.0 >" + version + "; echo half; sleep 600\n")
                        .step();
        String state =
                "fact version $(cat "
                        + version
                        + ") x\nfact unit.web.started $$ x\nfact http 200 x\n";
        Answers answers = Answers.none();
        RunHandle running = world.start(Steps.of(update).state(state), answers);
        World.until(
                () -> world.server.started.size() == 1 && world.output("update").contains("half"));
        world.server.restart();
        World.end(RunOutcome.AnswerNeeded.class, running);
        assertEquals(List.of("update UNKNOWN"), world.outcomes());
        assertEquals(
                Message.sentences(
                        Message.of("run.step.restarted"),
                        Message.of("run.step.check-none"),
                        Message.of(
                                "run.state.changed",
                                Message.of("run.state.change", "version", "1.0", "2.0"))),
                world.fold().steps().getFirst().reason());
        assertEquals("half\n", world.output("update"));
    }

    @Test
    void saysThatTheRestartMadeAStepFail() throws Exception {
        Step update =
                Steps.script(
                                "update",
                                "while [ ! -e " + folder + "/off ]; do sleep 0.01; done; exit 3\n")
                        .step();
        RunHandle running = world.start(Steps.of(update), Answers.none());
        World.until(() -> world.server.started.size() == 1);
        world.server.rebooted();
        Files.createFile(folder.resolve("off"));
        World.end(RunOutcome.AnswerNeeded.class, running);
        assertEquals(
                Message.sentences(
                        Message.of("run.step.exit-code", 3),
                        Message.of("run.step.restarted-since")),
                world.fold().steps().getFirst().reason());
    }

    @Test
    void asksToStopAgainWhatTheRestartHasStarted() throws Exception {
        Path service = Files.createFile(folder.resolve("service"));
        Step stop =
                Steps.script("stop", "rm -f " + service + "\n")
                        .phase(Phase.STOP)
                        .check("[ ! -e " + service + " ]\n")
                        .step();
        Step dump = Steps.script("dump", "echo dumped; sleep 600\n").phase(Phase.BACKUP).step();
        Answers answers = Answers.none();
        RunHandle running = world.start(Steps.of(stop, dump), answers);
        World.until(
                () -> world.server.started.size() == 2 && world.output("dump").contains("dumped"));
        Files.createFile(service);
        world.server.restart();
        World.end(RunOutcome.AnswerNeeded.class, running);
        assertEquals(List.of("stop OK", "dump UNKNOWN"), world.outcomes());

        RunOutcome ended = world.resume(Answers.none().then(Choice.RETRY));
        RunOutcome.AnswerNeeded needed = assertInstanceOf(RunOutcome.AnswerNeeded.class, ended);
        assertEquals(Kind.FAILED, needed.question().kind());
        assertEquals(List.of("stop FAILED", "dump UNKNOWN"), world.outcomes());
        assertEquals(
                Message.of("run.step.restarted-undone"), world.fold().steps().getFirst().reason());
        assertEquals(2, world.server.started.size());

        RunHandle again = world.resuming(Answers.none().then(Choice.RETRY).then(Choice.RETRY));
        World.until(() -> world.server.started.size() == 4);
        assertEquals(List.of("stop OK", "dump -"), world.outcomes());
        again.detachRun();
        World.end(again);
    }

    @Test
    void doesNotAskWhenWhatWasStoppedStaysStopped() throws Exception {
        Step stop =
                Steps.script("stop", "true\n")
                        .phase(Phase.STOP)
                        .check("[ -e " + folder + "/stopped ]\n")
                        .step();
        Step dump = Steps.script("dump", "true\n").phase(Phase.BACKUP).step();
        assertInstanceOf(
                RunOutcome.Finished.class, world.run(Steps.of(stop, dump), Answers.none()));
        assertEquals(List.of("stop OK", "dump OK"), world.outcomes());
    }
}
