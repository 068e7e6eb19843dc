package dev.handrail.remote.ssh.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Problem;
import dev.handrail.model.Target;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Accounts that prove who they are and that PAM lets nobody use: both links say the same.
@Timeout(60)
@Tag("ssh")
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
class ClosedAccountTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
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
    @ValueSource(strings = {"publickey", "password", "keyboard-interactive"})
    void saysThatTheAccountHasExpired(String method) throws Exception {
        user.change("usermod", "-e", "1");
        try (OpenSsh server = start(method)) {
            Askers asker = Askers.saying(PASSWORD);
            Problem problem = problem(server, asker);
            assertEquals("auth.account-refused", problem.key(), English.of(problem));
            assertTrue(English.of(problem).contains("account has expired"), English.of(problem));
            assertEquals(List.of(), asker.refused);
            assertEquals(method.equals("publickey") ? 0 : 1, asker.asked.size());
        }
    }

    /// The admin answers no question for a new password.
    @ParameterizedTest
    @ValueSource(strings = {"publickey", "password", "keyboard-interactive"})
    void saysThatThePasswordHasExpired(String method) throws Exception {
        user.change("chage", "-d", "0");
        try (OpenSsh server = start(method)) {
            Askers asker =
                    Askers.answering(ask ->
                            AccountProblems.isAboutExpiry(ask.prompt())
                                    ? Optional.empty()
                                    : Optional.of(PASSWORD));
            Problem problem = problem(server, asker);
            assertEquals("auth.password-expired", problem.key(), English.of(problem));
            assertEquals(List.of(), asker.refused);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "keyboard-interactive"})
    void aWrongPasswordIsStillAWrongPassword(String method) throws Exception {
        user.change("usermod", "-e", "1");
        try (OpenSsh server = start(method)) {
            Askers asker = Askers.saying("wrong");
            assertEquals("auth.failed", problem(server, asker).key());
            assertEquals(asker.asked, asker.refused);
        }
    }

    @Test
    void aLinkThatIsCutWhileLoggingInIsNotARefusal() throws Exception {
        try (OpenSsh server = start("password")) {
            Askers asker =
                    Askers.answering(_ -> {
                        server.cutConnections();
                        return Optional.of(PASSWORD);
                    });
            Problem problem = problem(server, asker);
            assertEquals("auth.account-refused", problem.key(), English.of(problem));
            assertTrue(English.of(problem).contains("closed the connection"), English.of(problem));
            assertEquals(List.of(), asker.refused);
        }
    }

    private static OpenSsh start(String method) throws IOException {
        OpenSsh server =
                OpenSsh.start(
                        "AuthenticationMethods " + method,
                        "UsePAM yes",
                        "PasswordAuthentication yes",
                        "KbdInteractiveAuthentication yes");
        server.letOthersIn();
        return server;
    }

    private Problem problem(OpenSsh server, Askers asker) {
        Target target = Target.of(user.name(), "127.0.0.1", server.port());
        return assertInstanceOf(
                        ConnectResult.Failed.class,
                        server.connector(client).connect(target, asker, LIMIT))
                .problem();
    }
}
