package dev.handrail.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.remote.ssh.SshClient;
import dev.handrail.testing.OpenSsh;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

@Timeout(60)
@Tag("ssh")
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
class SshShellTest {
    @Parameter SshClient client;

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static OpenSsh server;
    private static ServerShell shell;

    @BeforeParameterizedClassInvocation
    static void start(SshClient client) {
        server = OpenSsh.start();
        shell = server.connect(client);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        if (server != null) {
            shell.close();
            server.close();
        }
    }

    @Test
    void runsAScriptAndTellsItsOutputAndExitStatus() throws ConnectionLostException {
        ServerShell.ScriptResult ran = shell.run("echo out; echo err >&2; exit 7", LIMIT);
        assertEquals(new ServerShell.ScriptResult(7, "out\n", "err\n"), ran);
        assertTrue(shell.run("true", LIMIT).hasSucceeded());
        assertEquals(1, shell.run("cat", LIMIT).out().length() + 1);
    }

    @Test
    void showsNothingOfWhatLoginFilesPrint() throws Exception {
        Files.writeString(server.home().resolve(".bashrc"), "echo noise; echo noise >&2\n");
        try {
            assertEquals(new ServerShell.ScriptResult(0, "x", ""), shell.run("printf x", LIMIT));
        } finally {
            Files.delete(server.home().resolve(".bashrc"));
        }
    }

    @Test
    void tellsASyntaxErrorInsteadOfHidingIt() throws ConnectionLostException {
        ServerShell.ScriptResult ran = shell.run("echo 'never ends", LIMIT);
        assertFalse(ran.hasSucceeded());
        assertTrue(
                ran.err().toLowerCase(java.util.Locale.ROOT).contains("unterminated")
                        || ran.err().contains("unexpected EOF"),
                ran.err());
    }

    @Test
    void leavesAScriptThatTakesTooLong() throws ConnectionLostException {
        String script = "echo begun; sleep 30; touch \"$HOME/slept\"";
        ServerShell.ScriptResult ran = shell.run(script, Duration.ofSeconds(3));
        assertEquals(-1, ran.exit());
        assertEquals("begun\n", ran.out());
        assertFalse(Files.exists(server.home().resolve("slept")));
    }

    @Test
    void feedsBytesThatNoProcessListShows() throws Exception {
        byte[] payload = new byte[3_000_000];
        new Random(5).nextBytes(payload);
        payload[0] = 0;
        String script = "cat <&3 >\"$HOME/fed\"; tr '\\0' '\\n' </proc/$$/cmdline; env; echo done";
        ServerShell.ScriptResult ran = shell.runWithInput(script, payload, LIMIT);
        assertTrue(ran.out().endsWith("done\n"), ran.toString());
        assertArrayEquals(payload, Files.readAllBytes(server.home().resolve("fed")));
        ServerShell.ScriptResult secret =
                shell.runWithInput(
                        "read -r s <&3; tr '\\0' '\\n' </proc/$$/environ",
                        "hunter2\n".getBytes(UTF_8),
                        LIMIT);
        assertFalse((secret.out() + secret.err()).contains("hunter2"));
        assertEquals("0\n", shell.runWithInput("wc -c <&3", new byte[0], LIMIT).out());
    }

    @Test
    void streamsBytesExactly() throws Exception {
        byte[] random = new byte[5_000_000];
        new Random(6).nextBytes(random);
        Files.write(server.home().resolve("big"), random);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertTrue(
                shell.runStreaming(
                                "for i in 1 2 3 4 5 6 7 8; do cat \"$HOME/big\"; done", LIMIT, out)
                        .hasSucceeded());
        byte[] all = out.toByteArray();
        assertEquals(8 * random.length, all.length);
        for (int i = 0; i < 8; i++) {
            assertArrayEquals(
                    random,
                    java.util.Arrays.copyOfRange(all, i * random.length, (i + 1) * random.length));
        }
    }

    @Test
    void runsOtherScriptsWhileOneIsNotRead() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch began = new CountDownLatch(1);
        long[] taken = {0};
        OutputStream slow =
                new OutputStream() {
                    @Override
                    public void write(int b) {}

                    @Override
                    public void write(byte[] bytes, int offset, int length) {
                        began.countDown();
                        try {
                            go.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        taken[0] += length;
                    }
                };
        FutureTask<ServerShell.ScriptResult> flood =
                new FutureTask<>(() ->
                        shell.runStreaming("head -c 100000000 /dev/zero; echo x", LIMIT, slow));
        Thread.startVirtualThread(flood);
        began.await();
        Thread.sleep(300);
        for (int i = 0; i < 5; i++) {
            assertEquals("other\n", shell.run("echo other", LIMIT).out());
        }
        assertFalse(flood.isDone());
        go.countDown();
        assertTrue(flood.get(20, TimeUnit.SECONDS).hasSucceeded());
        assertEquals(100_000_002, taken[0]);
    }

    @Test
    void cutsWhatAReadOnlyScriptPrintsBeyondItsLimit() throws ConnectionLostException {
        ServerShell.ScriptResult ran = shell.run("head -c 20000000 /dev/zero", LIMIT);
        assertEquals(16 * 1024 * 1024, ran.out().getBytes(ISO_8859_1).length);
        assertTrue(ran.hasSucceeded());
    }

    @Test
    void saysThatTheLinkIsLostWhenTheServerDropsIt() {
        ServerShell doomed = server.connect(client);
        Thread.startVirtualThread(() -> {
            try {
                Thread.sleep(400);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            doomed.close();
        });
        assertThrows(ConnectionLostException.class, () -> doomed.run("sleep 10", LIMIT));
        assertFalse(doomed.isOpen());
        assertThrows(ConnectionLostException.class, () -> doomed.run("true", LIMIT));
    }

    @Test
    void knowsItsServerAndMeasuresTheWayThere() throws ConnectionLostException {
        assertTrue(shell.hostKey().matches("SHA256:[A-Za-z0-9+/]{43}"), shell.hostKey());
        assertTrue(shell.roundTrip().isPositive());
        assertEquals(server.base().toString(), shell.baseFolder());
    }

    @Test
    void measuresTheWayThereAgainAndAgainWithoutUsingUpTheServersChannels()
            throws ConnectionLostException {
        for (int i = 0; i < 40; i++) {
            shell.roundTrip();
        }
        assertTrue(shell.isOpen());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void managesWithFewChannelsWhereTheServerAllowsNoMore(int most) throws ConnectionLostException {
        try (OpenSsh strict = OpenSsh.start("MaxSessions " + most);
                ServerShell one = strict.connect(client)) {
            for (int i = 0; i < 5; i++) {
                assertEquals("x", one.run("printf x", LIMIT).out());
                one.roundTrip();
            }
        }
    }

    @Test
    void startsAnotherShellWhenTheOneAheadWasKilled() throws ConnectionLostException {
        // The parent is the server's process of this connection; the one beside us waits.
        String killer = "sleep 0.3; for p in $(pgrep -P $PPID); do [ $p = $$ ] || kill -9 $p; done";
        for (int i = 0; i < 3; i++) {
            assertTrue(shell.run(killer, LIMIT).hasSucceeded());
            assertEquals("x", shell.run("printf x", LIMIT).out());
        }
    }
}
