package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Message;
import dev.handrail.model.Step;
import dev.handrail.remote.ServerConnection;
import dev.handrail.store.SmallDisk;
import dev.handrail.testing.English;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;

@Timeout(60)
@Tag("ssh")
class CopyTest {
    @TempDir Path folder;
    private World world;
    private Path dump;
    private byte[] bytes;

    @BeforeEach
    void open() throws Exception {
        world = new World(folder);
        dump = folder.resolve("dump file.sql");
        bytes = new byte[20_000_000];
        new Random(5).nextBytes(bytes);
        Files.write(dump, bytes);
    }

    @AfterEach
    void close() throws InterruptedException {
        world.close();
    }

    @Test
    void bringsFilesToTheWorkstationForItsUserAlone() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty"));
        Steps steps =
                Steps.of(
                        Steps.copy(
                                "fetch",
                                "echo '" + dump + "'; echo " + empty + "\n",
                                Step.WORKSTATION));
        assertInstanceOf(RunOutcome.Finished.class, world.run(steps, Answers.none()));
        Path copy = copies().resolve(dump.toString().substring(1));
        assertArrayEquals(bytes, Files.readAllBytes(copy));
        assertEquals(0, Files.size(copies().resolve(empty.toString().substring(1))));
        assertTrue(world.output("fetch").contains("20000000 bytes are at " + copy));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)));
        for (Path at = copy.getParent(); !at.equals(world.copies); at = at.getParent()) {
            assertEquals(
                    "rwx------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(at)),
                    at::toString);
        }
        assertEquals(
                Message.of("run.copy.done", 2, new Message.ByteCount(20_000_000)),
                world.fold().steps().getFirst().reason());
        assertTrue(world.output("fetch").contains("\r100 % of 20.0 MB"));
    }

    @Test
    void goesOnWhereAnEarlierTryHasEnded() throws Exception {
        Steps steps = Steps.of(Steps.copy("fetch", "echo '" + dump + "'\n", Step.WORKSTATION));
        world.journal.full = 3;
        world.run(steps, Answers.none());
        Path part = copies().resolve(dump.toString().substring(1) + ".part");
        Files.createDirectories(part.getParent());
        Files.write(part, java.util.Arrays.copyOf(bytes, 15_000_000));
        Files.delete(copies().resolve(dump.toString().substring(1)));
        world.journal.full = Long.MAX_VALUE;
        assertInstanceOf(RunOutcome.Finished.class, world.resume(Answers.none()));
        assertArrayEquals(
                bytes, Files.readAllBytes(copies().resolve(dump.toString().substring(1))));
        assertFalse(Files.exists(part));
    }

    @Test
    void throwsAwayWhatDidNotArriveAsItIsAndCopiesItAgain() throws Exception {
        Steps steps = Steps.of(Steps.copy("fetch", "echo '" + dump + "'\n", Step.WORKSTATION));
        world.journal.full = 3;
        world.run(steps, Answers.none());
        Path copy = copies().resolve(dump.toString().substring(1));
        byte[] wrong = bytes.clone();
        wrong[7]++;
        Files.createDirectories(copy.getParent());
        Files.write(copy.resolveSibling(copy.getFileName() + ".part"), wrong);
        Files.deleteIfExists(copy);
        world.journal.full = Long.MAX_VALUE;
        assertInstanceOf(RunOutcome.Finished.class, world.resume(Answers.none()));
        assertArrayEquals(bytes, Files.readAllBytes(copy));
        String said = world.output("fetch");
        assertTrue(said.contains("arrived with a different SHA-256 than on the server"), said);
    }

    @Test
    void goesOnWhenThereIsRoomAgain() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, 64)) {
            Path other = Files.createDirectory(disk.folder().resolve("copies"));
            Files.createSymbolicLink(world.copies, other);
            Path filler = Files.write(disk.folder().resolve("filler"), new byte[25_000_000]);
            Steps steps = Steps.of(Steps.copy("fetch", "echo '" + dump + "'\n", Step.WORKSTATION));
            world.run(steps, Answers.none());
            String reason = English.of(world.fold().steps().getFirst().reason());
            assertTrue(
                    reason.startsWith("This workstation does not have enough space: 20.0 MB"),
                    reason);
            Files.delete(filler);
            assertInstanceOf(
                    RunOutcome.Finished.class,
                    world.resume(Answers.none().then(dev.handrail.model.Question.Choice.RETRY)));
            Path copy = copies().resolve(dump.toString().substring(1));
            assertArrayEquals(bytes, Files.readAllBytes(copy));
        }
    }

    @Test
    void refusesALinkInTheWay() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Steps steps = Steps.of(Steps.copy("fetch", "echo '" + dump + "'\n", Step.WORKSTATION));
        world.journal.full = 3;
        world.run(steps, Answers.none());
        Path step = copies();
        Files.createDirectories(step.getParent());
        if (Files.exists(step)) {
            Files.move(step, folder.resolve("before"));
        }
        Files.createSymbolicLink(step, elsewhere);
        world.journal.full = Long.MAX_VALUE;
        world.resume(Answers.none());
        assertEquals(List.of("fetch FAILED"), world.outcomes());
        try (var left = Files.list(elsewhere)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void passesFilesFromTheOldServerToTheNewOne() throws Exception {
        try (LocalServer other = new LocalServer(Files.createDirectory(folder.resolve("new")))) {
            other.hostKey = "SHA256:new";
            Steps steps =
                    Steps.of(Steps.copy("hand-over", "echo '" + dump + "'\n", "new"))
                            .roles("server", "new");
            Map<String, ServerConnection> links =
                    Map.of("server", world.server.link(), "new", other.link());
            assertInstanceOf(
                    RunOutcome.Finished.class,
                    World.end(world.start(steps, links, Answers.none())));
            Path there =
                    other.base().resolve(world.lastRun()).resolve("work/copies/hand-over" + dump);
            assertArrayEquals(bytes, Files.readAllBytes(there));
            assertFalse(Files.exists(world.copies));
            assertFalse(Files.exists(other.base().resolve("lock")));
        }
    }

    @Test
    void refusesAPathThatClimbs() throws Exception {
        Steps steps = Steps.of(Steps.copy("fetch", "echo /etc/../x\n", Step.WORKSTATION));
        world.run(steps, Answers.none());
        assertEquals(List.of("fetch FAILED"), world.outcomes());
    }

    @Test
    void saysWhenAFileIsNotThere() throws Exception {
        Steps steps = Steps.of(Steps.copy("fetch", "echo /no/such\n", Step.WORKSTATION));
        world.run(steps, Answers.none());
        assertEquals(
                Message.of("run.copy.missing", "/no/such"),
                world.fold().steps().getFirst().reason());
    }

    private Path copies() {
        return world.copies.resolve(world.lastRun()).resolve("hop-1/fetch");
    }
}
