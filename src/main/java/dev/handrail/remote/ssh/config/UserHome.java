package dev.handrail.remote.ssh.config;

import dev.handrail.remote.LocalProgram;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/// The home folders of this computer's users.
final class UserHome {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private UserHome() {}

    /// `name`: such as `~ada/.ssh/key`, with plain letters before the slash. A user that does not
    /// exist leaves it as it is.
    static Path expand(String name) {
        int slash = name.indexOf('/');
        return Path.of(homeOf(name.substring(0, slash)) + name.substring(slash));
    }

    /// The shell knows all users, wherever they are kept.
    private static String homeOf(String user) {
        ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", "printf %s " + user);
        try {
            return LocalProgram.run(shell, new byte[0], LIMIT)
                    .map(end -> new String(end.out(), StandardCharsets.UTF_8))
                    .orElse(user);
        } catch (IOException e) {
            return user;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return user;
        }
    }
}
