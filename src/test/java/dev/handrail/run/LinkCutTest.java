package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Message;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.LinkChanged;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

@Timeout(60)
@Tag("ssh")
class LinkCutTest {
    private static final String MANY =
            "i=0; while [ $i -lt 2000 ]; do i=$((i+1)); echo line $i; done\n";

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
    void goesOnAtTheByteItHadWhenTheLinkIsCut() throws Exception {
        world.server.cutAfter = 12_345;
        Steps steps = Steps.of(Steps.script("a", MANY).step());
        assertInstanceOf(RunOutcome.Finished.class, world.run(steps, Answers.none()));
        assertEquals(log("a"), world.output("a"));
        assertEquals(2, world.server.connections.get());
        List<Boolean> link =
                world.heard.stream()
                        .filter(LinkChanged.class::isInstance)
                        .map(event -> ((LinkChanged) event).up())
                        .toList();
        assertEquals(List.of(false, true), link);
        assertEquals(List.of("2-a-1"), world.server.started);
    }

    @Test
    void masksASecretThatTheCutHasHalved() throws Exception {
        String text = "echo start\necho password=verysecretword\necho end\n";
        for (int cut = 6; cut < 40; cut++) {
            try (World one = new World(Files.createDirectory(folder.resolve("cut" + cut)))) {
                one.server.cutAfter = cut;
                one.run(Steps.of(Steps.script("a", text).step()), Answers.none());
                String seen = one.output("a");
                assertEquals("start\npassword=**************\nend\n", seen, "cut at " + cut);
            }
        }
    }

    @Test
    void waitsLongerAndLongerWhileTheServerIsAway() throws Exception {
        world.server.cutAfter = 100;
        Steps steps = Steps.of(Steps.script("a", MANY).step());
        world.server.closedAfterCut = 9;
        World.end(world.start(steps, Answers.none()));
        List<Long> pauses = world.slept.stream().map(Duration::toMillis).toList();
        assertEquals(500L, pauses.getFirst());
        assertTrue(pauses.containsAll(List.of(500L, 1000L, 2000L)), pauses.toString());
        assertTrue(pauses.stream().allMatch(pause -> pause <= 30_000), pauses.toString());
        assertEquals(List.of("a OK"), world.outcomes());
    }

    @Test
    void givesUpAfterAnHourOfPausesAndLosesNothing() throws Exception {
        world.server.cutAfter = 100;
        world.server.closedAfterCut = 1000;
        Steps steps = Steps.of(Steps.script("a", MANY).step());
        RunOutcome ended = world.run(steps, Answers.none());
        assertEquals(
                "net.refused", assertInstanceOf(RunOutcome.Stuck.class, ended).problem().key());
        assertEquals(Run.RunStatus.PAUSED, world.fold().status());
        world.server.closedFor = 0;
        assertInstanceOf(RunOutcome.Finished.class, world.resume(Answers.none()));
        assertEquals(log("a"), world.output("a"));
    }

    @Test
    void doesNotKnockAgainAndAgainWhenTheServerRefusesTheSecret() throws Exception {
        world.server.cutAfter = 100;
        world.server.closedAfterCut = 1000;
        world.server.problem = "auth.failed";
        RunOutcome ended = world.run(Steps.of(Steps.script("a", MANY).step()), Answers.none());
        assertEquals(
                "auth.failed", assertInstanceOf(RunOutcome.Stuck.class, ended).problem().key());
        assertEquals(997, world.server.closedFor);
    }

    @Test
    void startsTheStepOnceWhenTheLinkIsCutWhileItIsSent() throws Exception {
        world.server.loseStart = true;
        Steps steps = Steps.of(Steps.script("a", "echo x\n").step());
        assertInstanceOf(RunOutcome.Finished.class, world.run(steps, Answers.none()));
        assertEquals(List.of("2-a-1"), world.server.started);
        assertEquals("x\n", world.output("a"));
    }

    @Test
    void leavesTheStepToTheServerWhenTheWindowIsClosedAndPicksItUp() throws Exception {
        Steps steps =
                Steps.of(
                        Steps.script(
                                        "a",
                                        "echo one; while [ ! -e "
                                                + folder
                                                + "/go ]; do sleep 0.01; done; echo two\n")
                                .step(),
                        Steps.script("b", "true\n").step());
        RunHandle running = world.start(steps, Answers.none());
        World.until(() -> !world.server.started.isEmpty());
        World.until(() -> world.output("a").contains("one"));
        running.detachRun();
        World.end(RunOutcome.Detached.class, running);
        assertTrue(world.fold().steps().getFirst().isRunning());
        Files.createFile(folder.resolve("go"));
        assertInstanceOf(RunOutcome.Finished.class, world.resume(Answers.none()));
        assertEquals("one\ntwo\n", world.output("a"));
        assertEquals(2, world.server.started.size());
    }

    @Test
    void judgesByLinesThatAnotherProcessHasJournaled() throws Exception {
        Steps steps =
                Steps.of(
                        Steps.script(
                                        "a",
                                        "echo FATAL ERROR; while [ ! -e "
                                                + folder
                                                + "/go ]; do sleep 0.01; done; echo two\n")
                                .evidence(
                                        new dev.handrail.model.Step.Evidence(
                                                List.of(), List.of("FATAL"), List.of()))
                                .step());
        RunHandle running = world.start(steps, Answers.none());
        World.until(() -> !world.server.started.isEmpty());
        World.until(() -> world.output("a").contains("FATAL"));
        running.detachRun();
        World.end(running);
        Files.createFile(folder.resolve("go"));
        world.resume(Answers.none());
        assertEquals(List.of("a FAILED"), world.outcomes());
        assertEquals(List.of("FATAL ERROR"), world.fold().steps().getFirst().seen());
    }

    @Test
    void neverStartsAgainWhatTheServerHasForgotten() throws Exception {
        Steps steps = Steps.of(Steps.script("a", "echo x; sleep 30\n").step());
        RunHandle running = world.start(steps, Answers.none());
        World.until(() -> !world.server.started.isEmpty());
        running.detachRun();
        World.end(running);
        world.server.close();
        Files.walk(world.server.base().resolve(world.lastRun()))
                .filter(path -> path.getFileName().toString().equals("cmd"))
                .forEach(path -> path.toFile().delete());
        Answers admin = Answers.none().then(Choice.STOP);
        world.resume(admin);
        assertEquals(List.of("a UNKNOWN"), world.outcomes());
        assertEquals(1, world.server.started.size());
        assertTrue(admin.asked.getFirst().text().has(Message.of("run.step.unknown-to-server")));
    }

    @Test
    void asksAgainWhatWasOpenWhenTheWindowWasClosed() throws Exception {
        Steps steps = Steps.of(Steps.script("a", "exit 1\n").step());
        Answers slow =
                Answers.none()
                        .does(question -> {
                            try {
                                Thread.sleep(30_000);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return java.util.Optional.empty();
                        });
        RunHandle running = world.start(steps, slow);
        World.until(() -> !slow.kinds().isEmpty());
        running.detachRun();
        World.end(RunOutcome.Detached.class, running);
        assertTrue(world.fold().open().isPresent());
        world.resume(Answers.none().then(Choice.STOP));
        assertEquals(1, world.kinds().stream().filter("QuestionAsked"::equals).count());
        assertEquals(1, world.kinds().stream().filter("QuestionAnswered"::equals).count());
    }

    private String log(String step) throws Exception {
        Path path =
                world.server
                        .base()
                        .resolve(world.lastRun())
                        .resolve("2-" + step + "-1")
                        .resolve("log");
        return Files.readString(path);
    }
}
