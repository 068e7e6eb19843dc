package dev.handrail.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.remote.ServerShell.StepEnd;
import dev.handrail.remote.ServerShell.StepFolder;
import dev.handrail.remote.ServerShell.StepJob;
import dev.handrail.remote.ServerShell.StepStatus;
import dev.handrail.remote.ssh.SshClient;
import dev.handrail.remote.step.LocalSteps;
import dev.handrail.testing.OpenSsh;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

@Timeout(60)
@Tag("ssh")
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
class StepsOverSshTest {
    @Parameter SshClient client;
    private OpenSsh server;
    private ServerShell shell;

    @BeforeEach
    void start() {
        server = OpenSsh.start();
        shell = server.connect(client);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            shell.close();
            server.close();
        }
    }

    private StepFolder folder(String name) {
        return new StepFolder(server.home() + "/base", "run-1", name);
    }

    private Path path(String name) {
        return Path.of(folder(name).fullPath());
    }

    private static final class Heard implements ServerShell.OutputListener {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final AtomicInteger signs = new AtomicInteger();
        final AtomicInteger lives = new AtomicInteger();

        @Override
        public void onOutput(byte[] more, int length) {
            bytes.write(more, 0, length);
        }

        @Override
        public void onReply() {
            signs.incrementAndGet();
        }

        @Override
        public void onAlive() {
            lives.incrementAndGet();
        }
    }

    @Test
    void saysOfAStepThatHasLongEndedThatItWasHeardOfButNotThatItLives()
            throws ConnectionLostException {
        StepJob job = LocalSteps.job("echo one", false, false);
        StepEnd end = shell.startStep(folder("1-a-1"), job, 0, new Heard());
        Heard later = new Heard();
        assertEquals(end, shell.attachStep(folder("1-a-1"), 0, later));
        assertTrue(later.signs.get() > 0);
        assertEquals(0, later.lives.get());
    }

    @Test
    void followsAStepAndTellsHowItEnded() throws ConnectionLostException {
        Heard heard = new Heard();
        StepEnd end =
                shell.startStep(
                        folder("1-a-1"),
                        LocalSteps.job("echo one; sleep 0.5; echo two; exit 4", false, false),
                        0,
                        heard);
        assertEquals(new StepEnd.Exited(4, 8, false), end);
        assertEquals("one\ntwo\n", heard.bytes.toString(UTF_8));
        assertTrue(heard.signs.get() > 0);
        assertTrue(heard.lives.get() > 0);
        assertEquals(new StepStatus.Done(end), shell.stepStatus(folder("1-a-1")));
        assertEquals(new StepEnd.UnknownStep(), shell.attachStep(folder("9-x-1"), 0, new Heard()));
    }

    @Test
    void losesNoByteHoweverOftenTheConnectionIsCut() throws Exception {
        String script =
                "i=0; while [ $i -lt 60 ]; do seq $((i * 1000)) $((i * 1000 + 999)); i=$((i + 1));"
                        + " sleep 0.05; done";
        Heard heard = new Heard();
        Random random = new Random(4);
        int cuts = 0;
        StepEnd end = null;
        while (end == null) {
            Thread cutter = Thread.startVirtualThread(() -> cut(100 + random.nextInt(500)));
            try {
                end =
                        cuts == 0
                                ? shell.startStep(
                                        folder("1-a-1"),
                                        LocalSteps.job(script, false, false),
                                        0,
                                        heard)
                                : shell.attachStep(folder("1-a-1"), heard.bytes.size(), heard);
            } catch (ConnectionLostException e) {
                cuts++;
            }
            cutter.join();
            shell.close();
            shell = server.connect(client);
        }
        byte[] log = Files.readAllBytes(path("1-a-1").resolve("log"));
        assertArrayEquals(log, heard.bytes.toByteArray());
        assertEquals(60_000, new String(log, UTF_8).lines().count());
        assertEquals(new StepEnd.Exited(0, log.length, false), end);
        assertTrue(cuts >= 3, "only " + cuts + " cuts");
    }

    private void cut(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.cutConnections();
    }

    @Test
    void showsEachLineBeforeTheNextIsPrinted() throws Exception {
        List<String> shown = new ArrayList<>();
        ServerShell.OutputListener output =
                (bytes, length) -> {
                    for (String line : new String(bytes, 0, length, UTF_8).split("\n")) {
                        shown.add(line);
                        goOn(line);
                    }
                };
        String script =
                "for i in 1 2 3 4 5; do echo line-$i; while [ ! -e \"$HOME/line-$i\" ]; do"
                        + " sleep 0.05; done; done";
        shell.startStep(folder("1-a-1"), LocalSteps.job(script, false, false), 0, output);
        assertEquals(List.of("line-1", "line-2", "line-3", "line-4", "line-5"), shown);
    }

    /// What a step waits for that has printed this line.
    private void goOn(String line) {
        try {
            Files.createFile(server.home().resolve(line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void endsAFloodingStepWhoseOutputIsNotYetRead() throws Exception {
        AtomicLong taken = new AtomicLong();
        AtomicBoolean patient = new AtomicBoolean(true);
        ServerShell.OutputListener slow =
                (_, length) -> {
                    taken.addAndGet(length);
                    try {
                        Thread.sleep(patient.get() ? 20 : 0);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                };
        FutureTask<StepEnd> followed =
                new FutureTask<>(() ->
                        shell.startStep(
                                folder("1-a-1"),
                                LocalSteps.job(
                                        "head -c 60000000 /dev/zero; sleep 60", false, false),
                                0,
                                slow));
        Thread.startVirtualThread(followed);
        while (taken.get() == 0) {
            Thread.sleep(20);
        }
        ServerShell.CancelResult cancelled =
                shell.cancelStep(folder("1-a-1"), Duration.ofSeconds(3));
        assertFalse(followed.isDone());
        patient.set(false);
        assertInstanceOf(StepStatus.Done.class, cancelled.status());
        assertEquals(List.of(), cancelled.survivors());
        StepEnd.Exited end =
                assertInstanceOf(StepEnd.Exited.class, followed.get(30, TimeUnit.SECONDS));
        assertEquals(143, end.code());
        assertEquals(end.logBytes(), taken.get());
    }

    @Test
    void typesSecretsOnlyIntoTheStep() throws Exception {
        Heard heard = new Heard();
        StepJob job =
                LocalSteps.job(
                        "printf 'Code: '; read -r c; [ \"$c\" = hunter2 ] && echo right",
                        true,
                        false);
        FutureTask<StepEnd> followed =
                new FutureTask<>(() -> shell.startStep(folder("1-a-1"), job, 0, heard));
        Thread.startVirtualThread(followed);
        while (heard.bytes.size() == 0) {
            Thread.sleep(20);
        }
        shell.typeInput(folder("1-a-1"), "hunter2\n".getBytes(UTF_8));
        assertEquals(new StepEnd.Exited(0, 12, false), followed.get(30, TimeUnit.SECONDS));
        assertEquals("Code: right\n", heard.bytes.toString(UTF_8));
        ServerShell.ScriptResult found =
                shell.run("grep -rl hunter2 '" + path("1-a-1") + "'", Duration.ofSeconds(20));
        assertEquals(path("1-a-1") + "/script\n", found.out());
    }

    @Test
    void aStepGoesOnWhenNobodyFollowsIt() throws Exception {
        FutureTask<StepEnd> followed =
                new FutureTask<>(() ->
                        shell.startStep(
                                folder("1-a-1"),
                                LocalSteps.job("echo begun; sleep 0.7; echo done", false, false),
                                0,
                                new Heard()));
        Thread.startVirtualThread(followed);
        while (!Files.exists(path("1-a-1").resolve("group"))) {
            Thread.sleep(10);
        }
        shell.close();
        Thread.sleep(900);
        shell = server.connect(client);
        Heard heard = new Heard();
        assertEquals(new StepEnd.Exited(0, 11, false), shell.attachStep(folder("1-a-1"), 0, heard));
        assertEquals("begun\ndone\n", heard.bytes.toString(UTF_8));
    }

    @Test
    void keepsASecondFollowerAwayFromTheFirst() throws Exception {
        StepJob job = LocalSteps.job("echo a; sleep 0.4; echo b", false, false);
        Heard one = new Heard();
        Heard two = new Heard();
        FutureTask<StepEnd> first =
                new FutureTask<>(() -> shell.startStep(folder("1-a-1"), job, 0, one));
        Thread.startVirtualThread(first);
        assertEquals(
                new StepEnd.Exited(0, 4, false), shell.startStep(folder("1-a-1"), job, 0, two));
        first.get(30, TimeUnit.SECONDS);
        assertEquals("a\nb\n", one.bytes.toString(UTF_8));
        assertEquals("a\nb\n", two.bytes.toString(UTF_8));
    }
}
