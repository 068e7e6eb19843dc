package dev.handrail.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Problem;
import dev.handrail.remote.ShellConnector.ConnectResult;
import dev.handrail.remote.ssh.SshClient;
import dev.handrail.testing.Askers;
import dev.handrail.testing.English;
import dev.handrail.testing.OpenSsh;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Shells that end at once, in the place of one that reads a script.
@Timeout(120)
@Tag("ssh")
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
class EndedShellTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /// Half of all tries lost the connection within twenty.
    private static final int SCRIPTS = 100;

    @Parameter SshClient client;

    /// A script that came after the shell's end once went to a channel that was closed already, and
    /// sshd ended the whole connection.
    @Test
    void theConnectionOutlivesThem() throws Exception {
        Path folder = Files.createTempDirectory("handrail-ended-");
        Path ending = folder.resolve("ending");
        String shell = "test -e " + ending + " && exit 3; exec /bin/sh";
        try (OpenSsh server = OpenSsh.start("ForceCommand " + shell);
                ServerShell open = server.connect(client)) {
            Files.createFile(ending);
            int ended = 0;
            while (ended < SCRIPTS) {
                // Shells that were started ahead still run a script.
                ServerShell.ScriptResult result = open.run("echo begun", LIMIT);
                ended += result.out().isEmpty() ? 1 : 0;
                assertEquals(result.out().isEmpty() ? 3 : 0, result.exit());
            }
            Files.delete(ending);
            assertEquals("begun\n", open.run("echo begun", LIMIT).out());
            assertTrue(open.isOpen());
        } finally {
            Files.deleteIfExists(ending);
            Files.delete(folder);
        }
    }

    /// The commands end before, while, or after Handrail sends the script that nobody reads.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /usr/sbin/nologin | This account is currently not available
                    /bin/false | runs commands.
                    /bin/true | runs commands.
                    /nowhere/sh | /nowhere/sh
                    exit 7 | runs commands.
                    echo Bye. >&2; exit 0 | runs commands: Bye.
                    head -c 1 >/dev/null; exit 1 | runs commands.
                    """)
    void aReasonIsSaid(String command, String reason) {
        try (OpenSsh server = OpenSsh.start("ForceCommand " + command)) {
            for (int i = 0; i < 3; i++) {
                Problem problem =
                        assertInstanceOf(
                                        ConnectResult.Failed.class,
                                        server.connector(client)
                                                .connect(server.target(), Askers.nobody(), LIMIT))
                                .problem();
                assertEquals("server.no-shell", problem.key(), English.of(problem));
                assertTrue(English.of(problem.what()).contains(reason), English.of(problem));
            }
        }
    }
}
