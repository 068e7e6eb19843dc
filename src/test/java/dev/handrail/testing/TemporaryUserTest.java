package dev.handrail.testing;

import static dev.handrail.testing.TestRequirements.requireRoot;
import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

@Timeout(60)
@Tag("ssh")
class TemporaryUserTest {
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endPrograms() {
        started.forEach(Process::destroyForcibly);
    }

    /// Such as passwd, which sshd starts where a password has expired: root owns its folder.
    @Test
    void endsProgramsThatTheUserRunsAsRoot() throws Exception {
        requireRoot("make a user");
        requireTools("setpriv", "passwd");
        TemporaryUser user = TemporaryUser.withSudo("not used");
        try (user) {
            Process passwd =
                    new ProcessBuilder("setpriv", "--reuid", user.id(), "--clear-groups", "passwd")
                            .redirectErrorStream(true)
                            .start();
            started.add(passwd);
            assertNotEquals(-1, passwd.getInputStream().read());
        }
        assertFalse(started.getFirst().isAlive());
        assertFalse(Files.readString(Path.of("/etc/passwd")).contains(user.name() + ":"));
    }
}
