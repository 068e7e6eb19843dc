package dev.handrail.testing;

import static dev.handrail.testing.TestRequirements.requireTools;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A real GNOME Keyring on a message bus of its own, with an open login keyring in a scratch
/// folder, and no display on which it could ask anybody. Closing it ends all of it.
public final class DesktopKeyring implements AutoCloseable {
    private static final String START =
            "printf %s pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1\n"
                    + "printf '%s\\n' \"$DBUS_SESSION_BUS_ADDRESS\"\n"
                    + "read -r end\n";

    private final Process session;
    private final Map<String, String> environment;

    private DesktopKeyring(Process session, Map<String, String> environment) {
        this.session = session;
        this.environment = environment;
    }

    /// Starts one; a test that calls this is skipped in words where it is not installed.
    public static DesktopKeyring start(Path folder) throws IOException {
        requireTools("gnome-keyring-daemon", "dbus-run-session", "dbus-send", "secret-tool");
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY"));
        for (String name :
                List.of(
                        "HOME",
                        "XDG_DATA_HOME",
                        "XDG_CONFIG_HOME",
                        "XDG_CACHE_HOME",
                        "XDG_RUNTIME_DIR")) {
            Path own = Files.createDirectories(folder.resolve(name));
            Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
            environment.put(name, own.toString());
        }
        ProcessBuilder builder =
                new ProcessBuilder("dbus-run-session", "--", "/bin/sh", "-c", START)
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process session = builder.start();
        String address =
                new BufferedReader(
                                new InputStreamReader(
                                        session.getInputStream(), StandardCharsets.UTF_8))
                        .readLine();
        if (address == null) {
            session.destroy();
            throw new IOException("The message bus did not start.");
        }
        environment.put("DBUS_SESSION_BUS_ADDRESS", address);
        return new DesktopKeyring(session, environment);
    }

    /// As programs of this desktop have it.
    public Map<String, String> environment() {
        return environment;
    }

    /// Locks the keyring; nobody is there to open it again.
    public void lock() throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                                "dbus-send",
                                "--session",
                                "--print-reply",
                                "--dest=org.freedesktop.secrets",
                                "/org/freedesktop/secrets",
                                "org.freedesktop.Secret.Service.Lock",
                                "array:objpath:/org/freedesktop/secrets/collection/login")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        if (builder.start().waitFor() != 0) {
            throw new IOException("The keyring could not be locked.");
        }
    }

    /// Ends the session, and with its bus the keyring.
    @Override
    public void close() throws IOException, InterruptedException {
        List<ProcessHandle> children = session.descendants().toList();
        session.getOutputStream().close();
        if (!session.waitFor(30, TimeUnit.SECONDS)) {
            children.forEach(ProcessHandle::destroyForcibly);
            session.destroyForcibly();
        }
    }
}
