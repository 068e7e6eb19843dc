package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.remote.ServerConnection;
import dev.handrail.run.session.Runner;
import dev.handrail.testing.Askers;
import dev.handrail.testing.English;
import dev.handrail.testing.OpenSsh;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// A run is resumed on a real OpenSSH server whose control files a power cut has emptied.
@Timeout(180)
@Tag("ssh")
class PowerCutTest {
    private static OpenSsh server;

    @TempDir Path folder;
    private MemoryJournal journal;
    private ServerConnection link;
    private Path runs;
    private Path go;

    @BeforeAll
    static void start() {
        server = OpenSsh.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void open() {
        journal = new MemoryJournal();
        link = new ServerConnection(server.target(), server.connector(), Askers.nobody());
        runs = folder.resolve("runs");
        go = folder.resolve("go");
    }

    @AfterEach
    void close() throws Exception {
        link.close();
        for (String file : List.of("owner", "heard")) {
            Files.deleteIfExists(server.base().resolve("lock").resolve(file));
        }
        Files.deleteIfExists(server.base().resolve("lock"));
    }

    @Test
    void startsNoStepAgainUnaskedWhicheverControlFilesAreEmpty() throws Exception {
        List<String> files = List.of("pid", "rc", "script");
        for (int which = 0; which < 16; which++) {
            String run = leftWithAStepThatEnded();
            for (int i = 0; i < files.size(); i++) {
                empty(which, i, step(run).resolve(files.get(i)));
            }
            empty(which, files.size(), server.base().resolve("lock/owner"));
            Answers admin = Answers.none().then(Choice.END, "I looked.");
            World.end(RunOutcome.Finished.class, resumed(run, admin));
            assertEquals(List.of("ran"), Files.readAllLines(runs), "empty files: " + which);
            StepOutcome outcome = fold(run).steps().getFirst().outcome().orElseThrow();
            boolean known = (which & 2) == 0;
            assertEquals(known ? StepOutcome.OK : StepOutcome.UNKNOWN, outcome, "" + which);
            if (!known) {
                isAskedAsUnknown(admin.asked.getFirst());
            }
        }
    }

    private static void isAskedAsUnknown(Question question) {
        assertEquals(Question.Kind.FAILED, question.kind());
        assertTrue(
                English.of(question.title()).endsWith("is unknown"), English.of(question.title()));
        assertTrue(
                English.of(question.text()).contains("is empty or damaged"),
                English.of(question.text()));
    }

    /// A run whose assistant was killed while its step ran, which then came to its end.
    private String leftWithAStepThatEnded() throws Exception {
        Files.deleteIfExists(go);
        Files.deleteIfExists(runs);
        String text =
                "echo ran >>'" + runs + "'; while [ ! -e '" + go + "' ]; do sleep 0.05; done\n";
        RunHandle running =
                runner().startRun(
                                Steps.of(Steps.script("a", text).step()).plan(),
                                Map.of("server", link),
                                Answers.none(),
                                silent());
        World.until(() -> Files.exists(runs));
        running.detachRun();
        World.end(RunOutcome.Detached.class, running);
        Files.createFile(go);
        Path step = step(running.runId());
        World.until(() -> Files.exists(step.resolve("rc")));
        // The supervisor lives on for a moment, and still writes.
        long pid = Long.parseLong(Files.readString(step.resolve("pid")).split(" ")[0]);
        World.until(() -> ProcessHandle.of(pid).isEmpty());
        return running.runId();
    }

    private static void empty(int which, int bit, Path file) throws IOException {
        if ((which & 1 << bit) != 0) {
            Files.writeString(file, "");
        }
    }

    @Test
    void startsAStepOfWhichTheServerNeverHeard() throws Exception {
        String run = leftWithAStepThatEnded();
        try (var files = Files.list(step(run))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(step(run));
        Files.delete(runs);
        World.end(RunOutcome.Finished.class, resumed(run, Answers.none()));
        assertEquals(List.of("ran"), Files.readAllLines(runs));
        assertEquals(StepOutcome.OK, fold(run).steps().getFirst().outcome().orElseThrow());
    }

    @Test
    void doesNotSayNotStartedOfAStepWhoseFolderItMayNotRead() throws Exception {
        String run = leftWithAStepThatEnded();
        Path moved = step(run).resolveSibling("moved");
        Files.move(step(run), moved);
        Files.createSymbolicLink(step(run), moved);
        Answers admin = Answers.none().then(Choice.END, "I looked.");
        World.end(RunOutcome.Finished.class, resumed(run, admin));
        String asked = English.of(admin.asked.getFirst().text());
        assertTrue(asked.contains("cannot tell whether the step started"), asked);
        assertEquals(StepOutcome.UNKNOWN, fold(run).steps().getFirst().outcome().orElseThrow());
    }

    @Test
    void leavesALockOfWhichNothingIsLegibleToTheRunWhoseStepLives() throws Exception {
        String text =
                "echo ran >>'" + runs + "'; while [ ! -e '" + go + "' ]; do sleep 0.05; done\n";
        Steps waits = Steps.of(Steps.script("a", text).step(), Steps.script("b", "true\n").step());
        RunHandle running =
                runner().startRun(waits.plan(), Map.of("server", link), Answers.none(), silent());
        World.until(() -> Files.exists(runs));
        Files.writeString(server.base().resolve("lock/owner"), "");
        RunHandle other =
                new Runner(new MemoryJournal(), Clock.systemUTC(), folder.resolve("others"))
                        .startRun(
                                Steps.of(Steps.script("c", "true\n").step()).plan(),
                                Map.of("server", link),
                                Answers.none(),
                                silent());
        assertEquals("lock.held", World.end(RunOutcome.Stuck.class, other).problem().key());
        Files.createFile(go);
        World.end(RunOutcome.Finished.class, running);
        assertFalse(Files.exists(server.base().resolve("lock")));
    }

    private Runner runner() {
        return new Runner(journal, Clock.systemUTC(), folder.resolve("copies"));
    }

    private RunHandle resumed(String run, QuestionHandler admin) {
        return runner().resumeRun(run, Map.of("server", link), admin, silent());
    }

    private Run fold(String run) {
        return Run.of(run, journal.readEvents(run));
    }

    private Path step(String run) {
        return server.base().resolve(run).resolve(fold(run).steps().getFirst().folder());
    }

    private static RunListener silent() {
        return new ServerLockTest.Silent();
    }
}
