package dev.handrail.testing;

import static dev.handrail.testing.TestRequirements.requireRoot;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handrail.model.Target;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerShell;
import dev.handrail.remote.ShellConnector.ConnectResult;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

@Timeout(60)
@Tag("ssh")
class OpenSshTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /// For another user, as for everyone since OpenSSH 10, a process below the server's child holds
    /// the connection.
    @Test
    void cutsConnectionsThatAGrandchildHolds() throws Exception {
        requireRoot("log in as another user");
        try (TemporaryUser user = TemporaryUser.withSudo("not used");
                OpenSsh server = OpenSsh.start()) {
            server.letOthersIn();
            try (ServerShell shell = connect(server, user)) {
                assertThrows(
                        ConnectionLostException.class,
                        () ->
                                shell.runStreaming(
                                        "echo started; sleep 5", LIMIT, cutAtFirstByte(server)));
            }
        }
    }

    private static OutputStream cutAtFirstByte(OpenSsh server) {
        return new OutputStream() {
            @Override
            public void write(int b) {
                server.cutConnections();
            }
        };
    }

    private static ServerShell connect(OpenSsh server, TemporaryUser user) {
        Target target =
                new Target(
                        "test",
                        "127.0.0.1",
                        server.port(),
                        user.name(),
                        Optional.of(server.keyFile().toString()),
                        Optional.empty(),
                        Target.Privilege.NONE,
                        "");
        ConnectResult result = server.connector().connect(target, Askers.nobody(), LIMIT);
        return assertInstanceOf(ConnectResult.Connected.class, result, result.toString()).shell();
    }
}
