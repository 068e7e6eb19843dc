package dev.handrail.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handrail.model.Target;
import dev.handrail.remote.ShellConnector.ConnectResult;
import dev.handrail.remote.ssh.JschConnector;
import dev.handrail.testing.Askers;
import dev.handrail.testing.OpenSsh;
import dev.handrail.testing.TemporaryUser;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.Map;

/// A real server that hangs up on the first wrong password.
@Timeout(60)
@Tag("ssh")
class PasswordOnceTest {
    private static final String PASSWORD = "correct horse";

    @Test
    void aPasswordThatEndedTheConnectionWasRefused() throws Exception {
        TemporaryUser user = TemporaryUser.withSudo(PASSWORD);
        try (OpenSsh server = OpenSsh.start("PasswordAuthentication yes", "MaxAuthTries 1")) {
            server.letOthersIn();
            Askers wrong = Askers.saying("wrong");
            ConnectResult.Failed failed =
                    assertInstanceOf(ConnectResult.Failed.class, connect(server, user, wrong));
            assertEquals("auth.too-many", failed.problem().key());
            assertEquals(1, wrong.asked.size());
            assertEquals(wrong.asked, wrong.refused);
            Askers right = Askers.saying(PASSWORD);
            if (connect(server, user, right)
                    instanceof ConnectResult.Connected(ServerShell shell)) {
                shell.close();
            }
            assertEquals(1, right.asked.size());
            assertEquals(right.asked, right.accepted);
        } finally {
            user.close();
        }
    }

    /// With an SSH folder of no keys: each that is refused counts as a try.
    private static ConnectResult connect(OpenSsh server, TemporaryUser user, Askers asker) {
        return new JschConnector(server.folder().resolve("home"), Map.of())
                .connect(
                        Target.of(user.name(), "127.0.0.1", server.port()),
                        asker,
                        Duration.ofSeconds(20));
    }
}
