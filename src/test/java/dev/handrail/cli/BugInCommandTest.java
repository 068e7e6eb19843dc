package dev.handrail.cli;

import static dev.handrail.testing.TestRequirements.requirePracticeServer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.app.EngineConfig;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.store.file.AppFolders;
import dev.handrail.testing.Launched;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A bug in a command is written to the log and said, whatever thread it happens on.
@Timeout(60)
@Tag("ssh")
class BugInCommandTest {
    @TempDir Path home;

    private final FakeTerminal terminal = FakeTerminal.piped();

    private Path log() {
        return home.resolve("state/log/handrail.log");
    }

    /// Plays the recorded run with a clock that does something whenever it is asked.
    private int practise(Runnable deed) {
        Clock clock =
                new Clock() {
                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        deed.run();
                        return Instant.now();
                    }
                };
        EngineConfig config =
                new EngineConfig(
                                AppFolders.underFolder(home), home.resolve("ssh"), List.of(), clock)
                        .withoutPractice(
                                new Problem(
                                        "practice.unsupported",
                                        Message.literal("Not here."),
                                        Message.EMPTY));
        return CommandLineApp.run(new CommandContext(terminal, config), "practice", "--run");
    }

    private String logged() {
        try {
            return Files.exists(log()) ? Files.readString(log()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertSaid(String bug) throws IOException {
        String logged = Files.readString(log());
        assertTrue(terminal.warned().contains("This is a bug in Handrail"), terminal.warned());
        assertTrue(terminal.warned().contains(bug), terminal.warned());
        assertTrue(terminal.warned().contains(log().toString()), terminal.warned());
        assertTrue(logged.contains(bug), logged);
        assertFalse((terminal.all() + logged).contains("s3cr3tword"), terminal.all() + logged);
    }

    @Test
    void onTheThreadOfARun() throws Exception {
        int exit =
                practise(() -> {
                    throw new IllegalStateException("no clock, API_TOKEN=s3cr3tword");
                });
        assertEquals(ExitCodes.FAILED, exit);
        assertSaid("no clock");
    }

    @Test
    void onAThreadThatNobodyWaitsFor() throws Exception {
        practise(() -> {
            if (!Files.exists(log())) {
                Thread aside =
                        Thread.ofVirtual()
                                .start(() -> {
                                    throw new IllegalStateException("aside, TOKEN=s3cr3tword");
                                });
                join(aside);
            }
        });
        assertSaid("aside");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatALibrarySaysGoesToTheLogAndNotToTheTerminal() throws Exception {
        requirePracticeServer();
        try (Launched practice = Launched.start(Launched.LAUNCHER, home, "practice")) {
            practice.waitFor(text -> text.contains("Ctrl-C"), Duration.ofSeconds(40));
            Matcher port = Pattern.compile("127\\.0\\.0\\.1:(\\d+)").matcher(practice.text());
            assertTrue(port.find(), practice.text());
            try (Socket stranger =
                    new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port.group(1)))) {
                String noPacket = "SSH-2.0-stranger\r\n" + "x".repeat(4000);
                stranger.getOutputStream().write(noPacket.getBytes(StandardCharsets.US_ASCII));
                stranger.getOutputStream().flush();
                practice.waitFor(_ -> logged().contains("org.apache.sshd"), Duration.ofSeconds(20));
            }
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(log())));
            assertFalse(practice.text().contains("org.apache.sshd"), practice.text());
        }
    }
}
