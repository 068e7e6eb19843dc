package dev.handrail.remote.ssh.config;

import dev.handrail.model.Target;
import dev.handrail.remote.ConnectFailedException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The hosts that the admin's own SSH configuration names.
public final class SshHosts {
    private final Path sshFolder;

    public SshHosts(Path sshFolder) {
        this.sshFolder = sshFolder;
    }

    /// Each host that `config` names without a wildcard. Its other settings (address, key, jump
    /// host) are looked up when the admin connects to it by this name.
    public List<Target> listHosts() {
        Path file = sshFolder.resolve("config");
        try {
            if (!Files.isRegularFile(file)) {
                return List.of();
            }
            SshConfigFile config = SshConfigFile.readFile(file);
            return config.hostNames().stream().map(name -> toTarget(config, name)).toList();
        } catch (IOException e) {
            // Connecting reports what is wrong with the file; there is nothing to list here.
            return List.of();
        }
    }

    /// No user and port 22 leave these to ssh, which knows more than the file: `Match`, `Include`,
    /// the configuration of the system.
    private static Target toTarget(SshConfigFile config, String name) {
        try {
            Map<String, List<String>> values = config.valuesFor(name);
            String user = values.getOrDefault("user", List.of("")).getFirst();
            String port = values.getOrDefault("port", List.of("22")).getFirst();
            return Target.of(user, name, port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 22);
        } catch (ConnectFailedException e) {
            return Target.of("", name, 22);
        }
    }
}
