package dev.handrail.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handrail.model.Target;
import dev.handrail.model.Target.Privilege;
import dev.handrail.remote.ShellConnector.ConnectResult;
import dev.handrail.remote.ssh.SshClient;
import dev.handrail.testing.Askers;
import dev.handrail.testing.OpenSsh;
import dev.handrail.testing.Shells;
import dev.handrail.testing.TemporaryUser;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// The ways to become root on a real server, with a user that is made for the test.
@Timeout(60)
@Tag("ssh")
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
class EscalationTest {
    @Parameter SshClient client;

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String PASSWORD = "correct horse 7'\"$";
    private static final Path DOAS = Path.of("/etc/doas.conf");

    private static OpenSsh server;
    private static TemporaryUser user;
    private boolean configured;

    @BeforeAll
    static void start() throws Exception {
        user = TemporaryUser.withSudo(PASSWORD);
        server = OpenSsh.start();
        server.letOthersIn();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
        if (user != null) {
            user.close();
        }
    }

    @AfterEach
    void removeConfiguration() throws IOException {
        if (configured) {
            Files.delete(DOAS);
        }
        user.sudoers("# nothing for USER");
    }

    /// Skips the test where doas is missing, or somebody uses it.
    private void doas(String line) throws IOException {
        assumeTrue(
                Files.isExecutable(Shells.find("doas")),
                "SKIPPED: no doas (on Debian: apt-get install opendoas).");
        assumeFalse(Files.exists(DOAS), "SKIPPED: " + DOAS + " is in use.");
        Files.writeString(DOAS, line.replace("USER", user.name()) + "\n");
        configured = true;
    }

    private ConnectResult connect(String login, Privilege privilege, Askers asker) {
        Target target =
                new Target(
                        "t",
                        "127.0.0.1",
                        server.port(),
                        login,
                        Optional.of(server.keyFile().toString()),
                        Optional.empty(),
                        privilege,
                        "");
        return server.connector(client).connect(target, asker, LIMIT);
    }

    private void assertRoot(String login, Privilege privilege, Askers asker)
            throws ConnectionLostException {
        ConnectResult connection = connect(login, privilege, asker);
        try (ServerShell shell =
                assertInstanceOf(ConnectResult.Connected.class, connection, connection.toString())
                        .shell()) {
            ServerShell.ScriptResult ran = shell.run("id -u; echo err >&2; exit 3", LIMIT);
            assertEquals(new ServerShell.ScriptResult(3, "0\n", "err\n"), ran);
        }
    }

    private String refusal(Privilege privilege, Askers asker) {
        ConnectResult connection = connect(user.name(), privilege, asker);
        return assertInstanceOf(ConnectResult.Failed.class, connection).problem().key();
    }

    @Test
    void doasThatWantsNoPassword() throws Exception {
        doas("permit nopass USER");
        Askers asker = Askers.saying("never sent");
        assertRoot(user.name(), Privilege.DOAS, asker);
        assertEquals(List.of(), asker.asked);
    }

    @Test
    void givesDoasThePasswordOnATerminal() throws Exception {
        doas("permit USER");
        Askers asker =
                Askers.answering(ask -> Optional.of(ask.attempt() == 2 ? PASSWORD : "wrong"));
        assertRoot(user.name(), Privilege.DOAS, asker);
        assertEquals(2, asker.asked.size());
        assertEquals(asker.asked.subList(0, 1), asker.refused);
        assertEquals(asker.asked.subList(1, 2), asker.accepted);
        assertEquals("doas.no-answer", refusal(Privilege.DOAS, Askers.nobody()));
        assertEquals("doas.wrong-password", refusal(Privilege.DOAS, Askers.saying("wrong")));
    }

    @Test
    void passesEveryByteBesideTheTerminalOfDoas() throws Exception {
        doas("permit USER");
        ConnectResult connection = connect(user.name(), Privilege.DOAS, Askers.saying(PASSWORD));
        try (ServerShell shell =
                assertInstanceOf(ConnectResult.Connected.class, connection, connection.toString())
                        .shell()) {
            byte[] all = new byte[200_000];
            new Random(3).nextBytes(all);
            Path copy = server.folder().resolve("copy");
            assertTrue(shell.runWithInput("cat <&3 >'" + copy + "'", all, LIMIT).hasSucceeded());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertTrue(shell.runStreaming("cat '" + copy + "'", LIMIT, out).hasSucceeded());
            assertArrayEquals(all, out.toByteArray());
            String everything =
                    "for p in /proc/[0-9]*; do tr '\\0' '\\n' <$p/cmdline; tr '\\0' '\\n'"
                            + " <$p/environ; done 2>/dev/null";
            assertFalse(shell.run(everything, LIMIT).out().contains("correct horse"));
        }
    }

    @Test
    void tellsThatDoasDenies() throws Exception {
        doas("permit nopass nobody");
        Askers asker = Askers.saying(PASSWORD);
        assertEquals("doas.denied", refusal(Privilege.DOAS, asker));
        assertEquals(List.of(), asker.asked);
    }

    @Test
    void whateverWorksAsksForThePasswordOfDoas() throws Exception {
        user.sudoers("# nothing for USER");
        doas("permit USER");
        Askers asker = Askers.saying(PASSWORD);
        assertRoot(user.name(), Privilege.ANY, asker);
        // sudo asks first, and denies then.
        assertEquals(2, asker.asked.size());
    }

    @Test
    void aProgramThatIsNotThere() {
        assumeFalse(Shells.installed("run0"), "SKIPPED: run0 is there.");
        assertEquals("run0.missing", refusal(Privilege.RUN0, Askers.nobody()));
    }

    @Test
    void whateverWorksTakesDoasWhereSudoWouldAsk() throws Exception {
        user.sudoers("USER ALL=(ALL) ALL");
        doas("permit nopass USER");
        Askers asker = Askers.saying(PASSWORD);
        assertRoot(user.name(), Privilege.ANY, asker);
        assertEquals(List.of(), asker.asked);
    }

    @Test
    void whateverWorksAsksForThePasswordOfSudo() throws Exception {
        user.sudoers("USER ALL=(ALL) ALL");
        Askers asker = Askers.saying(PASSWORD);
        assertRoot(user.name(), Privilege.ANY, asker);
        assertEquals(1, asker.asked.size());
    }

    @Test
    void whateverWorksNeedsNothingWhereRootLogsIn() throws Exception {
        Askers asker = Askers.saying("never sent");
        assertRoot("root", Privilege.ANY, asker);
        assertEquals(List.of(), asker.asked);
    }

    @Test
    void whateverWorksSaysWhySudoDenies() throws Exception {
        user.sudoers("# nothing for USER");
        assertEquals("sudo.denied", refusal(Privilege.ANY, Askers.saying(PASSWORD)));
    }
}
