package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.Step;
import dev.handrail.model.Target;
import dev.handrail.remote.ServerConnection;
import dev.handrail.remote.ssh.JschConnector;
import dev.handrail.run.session.Runner;
import dev.handrail.store.DataStore;
import dev.handrail.store.StoreOpenResult;
import dev.handrail.testing.Askers;
import dev.handrail.testing.OpenSsh;
import dev.handrail.text.MessageFormatter;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/// A backup that is copied off a real OpenSSH server, with everything that can come in between.
@Timeout(180)
@Tag("ssh")
class CopyOverSshTest {
    private static final int SIZE = 160_000_000;

    @TempDir Path folder;
    private OpenSsh server;
    private Path dump;
    private byte[] bytes;

    @BeforeEach
    void start() throws IOException {
        server = OpenSsh.start();
        dump = server.folder().resolve("database.dump");
        bytes = new byte[SIZE];
        new Random(7).nextBytes(bytes);
        Files.write(dump, bytes);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void goesOnBehindWhatCameWhenTheLinkWasCut() throws Exception {
        try (DataStore store = open(folder);
                ServerConnection link =
                        new ServerConnection(
                                server.target(), server.connector(), Askers.nobody())) {
            RunHandle running =
                    runner(store, folder)
                            .startRun(
                                    plan(dump),
                                    Map.of("server", link),
                                    Answers.none(),
                                    new ServerLockTest.Silent());
            for (int cut = 1; cut <= 3; cut++) {
                long some = cut * 20_000_000L;
                World.until(() -> came() > some);
                server.cutConnections();
            }
            World.end(RunOutcome.Finished.class, running);
            List<RunEvent> events = store.journal().readEvents(running.runId());
            assertTrue(
                    events.stream().filter(RunEvent.LinkChanged.class::isInstance).count() >= 2,
                    events::toString);
            assertArrayEquals(bytes, Files.readAllBytes(copy(running.runId())));
            assertFalse(output(store, running.runId()).contains("another SHA-256"));
        }
    }

    @Test
    void goesOnBehindWhatCameWhenTheAssistantWasKilled() throws Exception {
        Process assistant =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                CopyOverSshTest.class.getName(),
                                folder.toString(),
                                server.sshFolder().toString(),
                                Integer.toString(server.port()),
                                dump.toString())
                        .inheritIO()
                        .start();
        World.until(() -> came() > 30_000_000);
        assistant.destroyForcibly().waitFor();
        long kept = came();
        assertTrue(kept < SIZE, "It was over before it was killed");
        try (DataStore store = open(folder);
                ServerConnection link =
                        new ServerConnection(
                                server.target(), server.connector(), Askers.nobody())) {
            String run = store.journal().listRuns().getFirst().id();
            RunHandle again =
                    runner(store, folder)
                            .resumeRun(
                                    run,
                                    Map.of("server", link),
                                    Answers.none(),
                                    new ServerLockTest.Silent());
            World.end(RunOutcome.Finished.class, again);
            assertArrayEquals(bytes, Files.readAllBytes(copy(run)));
            String said = output(store, run);
            assertTrue(
                    said.contains("continues after " + MessageFormatter.ENGLISH.bytes().size(kept)),
                    said);
            assertEquals(
                    1, Run.of(run, store.journal().readEvents(run)).steps().getFirst().attempts());
        }
    }

    /// An assistant that copies, to be killed: folder, SSH folder, port, file.
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Path ssh = Path.of(args[1]);
        Target target =
                new Target(
                        "test",
                        "127.0.0.1",
                        Integer.parseInt(args[2]),
                        System.getProperty("user.name"),
                        Optional.of(ssh.resolve("id_ed25519").toString()),
                        Optional.empty(),
                        Target.Privilege.NONE,
                        "");
        try (DataStore store = open(folder);
                ServerConnection link =
                        new ServerConnection(target, new JschConnector(ssh), Askers.nobody())) {
            runner(store, folder)
                    .startRun(
                            plan(Path.of(args[3])),
                            Map.of("server", link),
                            Answers.none(),
                            new ServerLockTest.Silent())
                    .awaitOutcome();
        }
    }

    private static dev.handrail.model.Plan.Ready plan(Path file) {
        return Steps.of(Steps.copy("fetch", "echo '" + file + "'\n", Step.WORKSTATION)).plan();
    }

    private static DataStore open(Path folder) {
        return assertInstanceOf(StoreOpenResult.Ready.class, DataStore.open(folder.resolve("data")))
                .store();
    }

    private static Runner runner(DataStore store, Path folder) {
        return new Runner(store.journal(), Clock.systemUTC(), folder.resolve("copies"));
    }

    private Path copy(String run) {
        return folder.resolve("copies")
                .resolve(run)
                .resolve("hop-1/fetch")
                .resolve(dump.toString().substring(1));
    }

    /// How many bytes of the file are on this side.
    private long came() {
        Path copies = folder.resolve("copies");
        if (!Files.isDirectory(copies)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(copies)) {
            return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }

    private static String output(DataStore store, String run) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        long step = Run.of(run, store.journal().readEvents(run)).steps().getFirst().seq();
        store.journal()
                .readOutput(
                        run,
                        step,
                        0,
                        (offset, piece) -> {
                            all.writeBytes(piece);
                            return true;
                        });
        return all.toString(StandardCharsets.UTF_8);
    }
}
