package dev.handrail.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.model.Target.Privilege;
import dev.handrail.remote.ShellConnector.ConnectResult;
import dev.handrail.remote.ssh.SshClient;
import dev.handrail.testing.Askers;
import dev.handrail.testing.English;
import dev.handrail.testing.OpenSsh;
import dev.handrail.testing.TemporaryUser;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Optional;

/// Accounts that log in and then cannot work, each with the sentence that says why.
@Timeout(60)
@Tag("ssh")
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
class OddAccountTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String PASSWORD = "pw 1";

    @Parameter SshClient client;

    private TemporaryUser user;

    @BeforeEach
    void prepare() throws Exception {
        user = TemporaryUser.withSudo(PASSWORD);
    }

    @AfterEach
    void cleanUp() throws Exception {
        if (user != null) {
            user.close();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Privilege.class,
            names = {"NONE", "SUDO", "DOAS", "ANY"})
    void saysThatThePasswordHasExpired(Privilege privilege) throws Exception {
        user.change("chage", "-d", "0");
        try (OpenSsh server = start("UsePAM yes")) {
            Problem problem = problem(connect(server, privilege));
            assertEquals("auth.password-expired", problem.key(), English.of(problem));
        }
    }

    /// A server treats an account whose shell is not there like one that does not exist.
    @ParameterizedTest
    @CsvSource({
        "/usr/sbin/nologin, server.no-shell, account is currently not available",
        "/bin/false, server.no-shell, has no shell",
        "/bin/true, server.no-shell, has no shell",
        "/nowhere/sh, auth.key-refused, key",
    })
    void saysThatTheAccountHasNoShell(String shell, String key, String words) throws Exception {
        user.change("usermod", "--shell", shell);
        try (OpenSsh server = start()) {
            Problem problem = problem(connect(server, Privilege.NONE));
            assertEquals(key, problem.key(), English.of(problem));
            assertTrue(English.of(problem.what()).contains(words), English.of(problem));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill -9 $PPID", "kill $PPID"})
    void aLinkThatIsCutIsNotAMissingShell(String command) throws Exception {
        try (OpenSsh server = start("ForceCommand " + command)) {
            Problem problem = problem(connect(server, Privilege.NONE));
            assertEquals("net.closed", problem.key(), English.of(problem));
        }
    }

    @Test
    void saysThatSudoStartsNoProgram() throws Exception {
        try (OpenSsh server = start()) {
            user.sudoers("Defaults:USER noexec", "USER ALL=(ALL) NOPASSWD: ALL");
            Problem problem = problem(connect(server, Privilege.SUDO));
            assertEquals("sudo.no-exec", problem.key(), English.of(problem));
            assertTrue(
                    English.of(problem).contains("Defaults:" + user.name() + " !noexec"),
                    English.of(problem));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOPASSWD: ALL", "ALL"})
    void worksWithASecurePathThatHasNoPrograms(String rule) throws Exception {
        try (OpenSsh server = start()) {
            user.sudoers("Defaults:USER secure_path=/nowhere", "USER ALL=(ALL) " + rule);
            try (ServerShell shell = shell(connect(server, Privilege.SUDO))) {
                assertEquals("0\n", shell.run("id -u", LIMIT).out());
                assertEquals("", shell.run("ls /", LIMIT).err());
            }
        }
    }

    /// The random word that marks the start of a script is of no use to a person.
    @Test
    void showsNoMarkOfAShellThatRunsNothing() throws Exception {
        String shell = "id() { :; }; cd() { return 1; }; unset HOME HANDRAIL_BASE; . /dev/stdin";
        try (OpenSsh server = start("ForceCommand /bin/sh -c '" + shell + "'")) {
            Problem problem = problem(connect(server, Privilege.NONE));
            assertEquals("server.no-shell", problem.key());
            assertFalse(English.of(problem).matches("(?s).*[0-9a-f]{32}.*"), English.of(problem));
        }
    }

    private static OpenSsh start(String... lines) throws Exception {
        OpenSsh server = OpenSsh.start(lines);
        server.letOthersIn();
        return server;
    }

    private ConnectResult connect(OpenSsh server, Privilege privilege) {
        Target target =
                new Target(
                        "t",
                        "127.0.0.1",
                        server.port(),
                        user.name(),
                        Optional.of(server.keyFile().toString()),
                        Optional.empty(),
                        privilege,
                        "");
        return server.connector(client).connect(target, Askers.saying(PASSWORD), LIMIT);
    }

    private static Problem problem(ConnectResult connection) {
        return assertInstanceOf(ConnectResult.Failed.class, connection).problem();
    }

    private static ServerShell shell(ConnectResult connection) {
        return assertInstanceOf(ConnectResult.Connected.class, connection, connection.toString())
                .shell();
    }
}
