package dev.handrail.remote;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handrail.model.Target;
import dev.handrail.model.Target.Privilege;
import dev.handrail.remote.ShellConnector.ConnectResult;
import dev.handrail.remote.ssh.SshClient;
import dev.handrail.testing.Askers;
import dev.handrail.testing.English;
import dev.handrail.testing.OpenSsh;
import dev.handrail.testing.Shells;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;

/// A program that drops what was typed before it reads the password, as pkttyagent does for run0:
/// its words and their order are those of run0 of systemd 257 on Debian 13.
@Timeout(120)
@Tag("ssh")
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
class TerminalPasswordTest {
    private static final String RUN0 =
            """
            #!/usr/bin/env python3
            import os, sys, termios, time

            if sys.argv[1] == '--no-ask-password' and not os.path.exists('ASKED'):
                sys.exit('Failed to start transient service unit: Interactive authentication required.')
            command = sys.argv[sys.argv.index('--') + 1:]
            if sys.argv[1] == '--' and not os.path.exists('ASKED'):
                tty = open('/dev/tty', 'r+b', buffering=0)
                tty.write(b'\\x1b[1;31m==== AUTHENTICATING FOR org.freedesktop.systemd1.manage-units ====\\n\\x1b[0m')
                time.sleep(0.2)
                tty.write(b'Authentication is required to start transient unit.\\nAuthenticating as: ada\\n')
                tty.write(b'Password: ')
                time.sleep(0.2)
                shown = termios.tcgetattr(tty)
                hidden = termios.tcgetattr(tty)
                hidden[3] &= ~(termios.ECHO | termios.ECHOE | termios.ECHOK | termios.ECHONL)
                termios.tcsetattr(tty, termios.TCSAFLUSH, hidden)
                password = tty.readline().strip()
                termios.tcsetattr(tty, termios.TCSAFLUSH, shown)
                good = password == open('PASSWORD', 'rb').read().strip()
                tty.write(b'\\n\\x1b[1;31m==== AUTHENTICATION %s ====\\n\\x1b[0m' % (b'COMPLETE' if good else b'FAILED'))
                if not good:
                    sys.exit('Failed to start transient service unit: Access denied')
                if os.path.exists('KEEP'):
                    open('ASKED', 'w').close()
            os.execvp(command[0], command)
            """;

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Parameter SshClient client;

    @TempDir Path folder;
    private OpenSsh server;

    @BeforeEach
    void start() throws IOException {
        requireTools("python3");
        assumeTrue(Shells.installed("script"), "SKIPPED: no script.");
        Path program = Files.createDirectories(folder.resolve("bin")).resolve("run0");
        String text = RUN0;
        for (String name : new String[] {"ASKED", "PASSWORD", "KEEP"}) {
            text = text.replace("'" + name + "'", "'" + folder.resolve(name) + "'");
        }
        Files.writeString(program, text);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("PASSWORD"), "right\n");
        Path home = Files.createDirectories(folder.resolve("home"));
        server =
                OpenSsh.start(
                        "SetEnv PATH=%s:/usr/bin:/bin HOME=%s HANDRAIL_BASE=%s"
                                .formatted(program.getParent(), home, folder.resolve("base")));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private ConnectResult connect(Askers asker) {
        Target of = server.target();
        Target target =
                new Target(
                        of.name(),
                        of.host(),
                        of.port(),
                        of.user(),
                        of.keyFile(),
                        Optional.empty(),
                        Privilege.RUN0,
                        "");
        return server.connector(client).connect(target, asker, LIMIT);
    }

    private ServerShell open() {
        ConnectResult connection = connect(Askers.saying("right"));
        return assertInstanceOf(ConnectResult.Connected.class, connection, connection.toString())
                .shell();
    }

    @Test
    void getsThePasswordWhenItReadsOne() throws Exception {
        try (ServerShell shell = open()) {
            for (int i = 0; i < 3; i++) {
                assertEquals("here\n", shell.run("echo here", LIMIT).out());
            }
        }
    }

    @Test
    void startsShellsWhereItNeedsNoPasswordForATime() throws Exception {
        Files.createFile(folder.resolve("KEEP"));
        try (ServerShell shell = open()) {
            for (int i = 0; i < 3; i++) {
                assertEquals("here\n", shell.run("echo here", LIMIT).out());
            }
        }
    }

    @Test
    void isNamedWhenItTakesThePasswordNoMore() throws Exception {
        try (ServerShell shell = open()) {
            Files.writeString(folder.resolve("PASSWORD"), "changed\n");
            ConnectionLostException lost =
                    assertThrows(
                            ConnectionLostException.class,
                            () -> {
                                for (int i = 0; i < 3; i++) {
                                    shell.run("echo here", LIMIT);
                                }
                            });
            assertEquals("run0 does not accept the password any more.", English.of(lost.reason()));
        }
    }
}
