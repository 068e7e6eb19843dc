package dev.handrail.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.remote.ShellConnector.ConnectResult;
import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.remote.ssh.SshClient;
import dev.handrail.remote.step.LocalSteps;
import dev.handrail.testing.Askers;
import dev.handrail.testing.English;
import dev.handrail.testing.OpenSsh;
import dev.handrail.testing.Shells;
import dev.handrail.testing.TemporaryUser;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// sudo on a real server, with a user that is made for the test.
@Timeout(60)
@Tag("ssh")
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
class SudoTest {
    @Parameter SshClient client;

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String PASSWORD = "correct horse 7'\"$";

    private static OpenSsh server;
    private static TemporaryUser user;

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

    private ConnectResult connect(Askers asker) {
        Target target =
                new Target(
                        "t",
                        "127.0.0.1",
                        server.port(),
                        user.name(),
                        Optional.of(server.keyFile().toString()),
                        Optional.empty(),
                        Target.Privilege.SUDO,
                        "");
        return server.connector(client).connect(target, asker, LIMIT);
    }

    private ServerShell open(Askers asker) {
        ConnectResult connection = connect(asker);
        return assertInstanceOf(ConnectResult.Connected.class, connection, connection.toString())
                .shell();
    }

    private Problem problem(Askers asker) {
        return assertInstanceOf(ConnectResult.Failed.class, connect(asker)).problem();
    }

    @Test
    void needsNoPasswordWhereSudoWantsNone() throws Exception {
        user.sudoers("USER ALL=(ALL) NOPASSWD: ALL");
        Askers asker = Askers.saying("never sent");
        try (ServerShell shell = open(asker)) {
            assertEquals("0\n", shell.run("id -u", LIMIT).out());
            assertEquals("/var/lib/handrail", shell.baseFolder());
        }
        assertEquals(List.of(), asker.asked);
    }

    @Test
    void givesThePasswordToSudoAndToNobodyElse() throws Exception {
        user.sudoers(
                "USER ALL=(ALL) ALL",
                "Defaults:USER lecture=always, log_input, log_output, use_pty");
        Askers asker = Askers.saying(PASSWORD);
        try (ServerShell shell = open(asker)) {
            String everything =
                    "id -u; for p in /proc/[0-9]*; do tr '\\0' '\\n' <$p/cmdline; tr '\\0' '\\n'"
                            + " <$p/environ; done 2>/dev/null";
            ServerShell.ScriptResult ran = shell.run(everything, LIMIT);
            assertTrue(ran.out().startsWith("0\n"));
            assertFalse((ran.out() + ran.err()).contains("correct horse"));
            assertEquals(
                    "fed\n", shell.runWithInput("cat <&3", "fed\n".getBytes(UTF_8), LIMIT).out());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ServerShell.StepFolder folder =
                    new ServerShell.StepFolder(server.folder() + "/base", "run-1", "1-a-1");
            ServerShell.StepEnd end =
                    shell.startStep(
                            folder,
                            LocalSteps.job("id -u; echo done", false, false),
                            0,
                            (b, n) -> out.write(b, 0, n));
            assertEquals(new ServerShell.StepEnd.Exited(0, 7, false), end);
            assertEquals("0\ndone\n", out.toString(UTF_8));
        }
        assertEquals(
                List.of(
                        new SecretRequest(
                                SecretRequest.RequestKind.SUDO,
                                user.name() + "@127.0.0.1:" + server.port(),
                                user.name() + "@127.0.0.1",
                                "sudo",
                                false,
                                1)),
                asker.asked);
    }

    @Test
    void asksAgainAfterAWrongPasswordButSendsNoneTwiceByItself() throws Exception {
        user.sudoers("USER ALL=(ALL) ALL");
        Askers late = Askers.answering(ask -> Optional.of(ask.attempt() == 2 ? PASSWORD : "wrong"));
        try (ServerShell shell = open(late)) {
            assertEquals("0\n", shell.run("id -u", LIMIT).out());
        }
        assertEquals(late.asked.subList(0, 1), late.refused);
        assertEquals(late.asked.subList(1, 2), late.accepted);
        Askers stubborn = Askers.saying("wrong");
        assertEquals("sudo.wrong-password", problem(stubborn).key());
        assertEquals(3, stubborn.asked.size());
        assertEquals("sudo.no-answer", problem(Askers.nobody()).key());
    }

    @Test
    void saysThatTheUserMayNotUseSudo() throws Exception {
        user.sudoers("# nothing for USER");
        Problem problem = problem(Askers.saying(PASSWORD));
        assertEquals("sudo.denied", problem.key());
        assertTrue(English.of(problem.what()).contains("sudoers"), English.of(problem.what()));
    }

    @Test
    void givesSudoATerminalWhereItInsistsOnOne() throws Exception {
        assumeTrue(Shells.installed("script"), "SKIPPED: no script.");
        user.sudoers("USER ALL=(ALL) NOPASSWD: ALL", "Defaults:USER requiretty");
        ServerShell.ScriptResult expected = new ServerShell.ScriptResult(3, "0\n\r\n", "err\n");
        try (ServerShell shell = open(Askers.nobody())) {
            String script = "id -u; printf '\\r\\n'; echo err >&2; exit 3";
            assertEquals(expected, shell.run(script, LIMIT));
            byte[] input = "a\u0003\u0004\n".getBytes(UTF_8);
            assertEquals("a\u0003\u0004\n", shell.runWithInput("cat <&3", input, LIMIT).out());
        }
        user.sudoers("USER ALL=(ALL) ALL", "Defaults:USER requiretty");
        Askers asker = Askers.saying(PASSWORD);
        try (ServerShell shell = open(asker)) {
            assertEquals("0\n", shell.run("sleep 1; id -u", LIMIT).out());
        }
        assertEquals(1, asker.asked.size());
    }
}
