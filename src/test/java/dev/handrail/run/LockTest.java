package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Problem;
import dev.handrail.model.Question.Choice;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

@Timeout(60)
class LockTest {
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
    void tellsASecondAssistantWhoIsAtWork() throws Exception {
        world.run(Steps.of(Steps.manual("dns", "")), Answers.none());
        String first = world.lastRun();
        Runner other = new Runner(new MemoryJournal(), world.clock, world.copies, time -> {});
        Running running =
                other.start(
                        Steps.of(Steps.script("a", "true\n").step()).plan(),
                        Map.of("server", world.server.link()),
                        Answers.none(),
                        new Silent());
        Problem problem = World.end(Ended.Stuck.class, running).problem();
        assertEquals("lock.held", problem.key());
        assertTrue(problem.what().contains(System.getProperty("user.name")), problem.what());
        assertTrue(problem.what().contains("(run " + first + ")"), problem.what());
        assertTrue(problem.what().matches(".* since 20\\d\\d-.*"), problem.what());
        assertInstanceOf(Ended.Finished.class, world.resume(Answers.none().then(Choice.CONTINUE)));
        assertTrue(world.server.started.isEmpty());
    }

    @Test
    void takesTheLockOfARunThatItsOwnHistoryKnowsIsOver() throws Exception {
        world.run(Steps.of(Steps.script("a", "true\n").step()), Answers.none());
        Path lock = Files.createDirectory(world.server.base().resolve("lock"));
        Files.writeString(lock.resolve("owner"), world.lastRun() + "\nme\n2026\n");
        assertInstanceOf(
                Ended.Finished.class,
                world.run(Steps.of(Steps.script("a", "true\n").step()), Answers.none()));
        assertFalse(Files.exists(lock));
    }

    @Test
    void doesNotTakeALockThatSaysNothing() throws Exception {
        Files.createDirectories(world.server.base().resolve("lock"));
        Ended ended = world.run(Steps.of(Steps.script("a", "true\n").step()), Answers.none());
        Problem problem = assertInstanceOf(Ended.Stuck.class, ended).problem();
        assertTrue(problem.what().contains("an unknown assistant"), problem.what());
        assertTrue(problem.todo().contains(world.server.base() + "/lock"), problem.todo());
    }

    @Test
    void refusesAFolderThatIsASymbolicLink() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(world.server.base(), elsewhere);
        Ended ended = world.run(Steps.of(Steps.script("a", "true\n").step()), Answers.none());
        Problem problem = assertInstanceOf(Ended.Stuck.class, ended).problem();
        assertEquals("lock.failed", problem.key());
        assertTrue(problem.what().contains("symbolic link"), problem.what());
        assertEquals(List.of(), world.journal.events(world.lastRun()));
    }

    @Test
    void locksBothServersOrNone() throws Exception {
        try (LocalServer other = new LocalServer(Files.createDirectory(folder.resolve("b")))) {
            other.hostKey = "SHA256:zzz";
            Files.createDirectories(other.base().resolve("lock"));
            Running running =
                    world.start(
                            Steps.of(Steps.script("a", "true\n").step()).roles("server", "new"),
                            Map.of("server", world.server.link(), "new", other.link()),
                            Answers.none());
            World.end(Ended.Stuck.class, running);
            assertFalse(Files.exists(world.server.base().resolve("lock")));
        }
    }

    @Test
    void doesNotWalkTheSameRunTwice() throws Exception {
        Steps steps =
                Steps.of(
                        Steps.script("a", "while [ ! -e " + folder + "/go ]; do sleep 0.01; done\n")
                                .step());
        Running running = world.start(steps, Answers.none());
        World.until(() -> !world.server.started.isEmpty());
        Ended second = world.resume(Answers.none());
        assertEquals("run.busy", assertInstanceOf(Ended.Stuck.class, second).problem().key());
        Files.createFile(folder.resolve("go"));
        World.end(Ended.Finished.class, running);
    }

    /// Hears nothing.
    static final class Silent implements Watcher {
        @Override
        public void event(dev.handrail.model.RunEvent event) {}

        @Override
        public void output(long step, long offset, byte[] bytes) {}
    }
}
