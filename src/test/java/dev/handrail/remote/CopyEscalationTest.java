package dev.handrail.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handrail.model.Target;
import dev.handrail.model.Target.Privilege;
import dev.handrail.remote.ShellConnector.ConnectResult;
import dev.handrail.remote.ssh.SshClient;
import dev.handrail.testing.Askers;
import dev.handrail.testing.OpenSsh;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.Optional;

/// A shell that was meant for a copy of a server never becomes one on the server.
@Timeout(60)
@Tag("ssh")
class CopyEscalationTest {
    private static OpenSsh server;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSsh.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void withoutTheCopyThereIsNoShell(SshClient client) {
        Target target =
                new Target(
                                "t",
                                "127.0.0.1",
                                server.port(),
                                System.getProperty("user.name"),
                                Optional.of(server.keyFile().toString()),
                                Optional.empty(),
                                Privilege.NONE,
                                "")
                        .withCopy("aabbccddeeff");

        ConnectResult result =
                server.connector(client).connect(target, Askers.trusting(), Duration.ofSeconds(20));

        ConnectResult.Failed failed = assertInstanceOf(ConnectResult.Failed.class, result);
        assertEquals("rehearsal.gone", failed.problem().key());
    }
}
