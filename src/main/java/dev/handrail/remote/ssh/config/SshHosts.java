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

    /// The default user and port stand for settings that only ssh can evaluate.
    private Target toTarget(SshConfigFile config, String name) {
        Map<String, List<String>> values;
        try {
            values = config.valuesFor(name);
        } catch (ConnectFailedException e) {
            // Only ssh can evaluate the file, and does when the admin connects.
            values = Map.of();
        }
        SshHostSettings settings =
                new SshHostSettings(Target.of("", name, 22), values, sshFolder, sshFolder);
        return Target.of(settings.userName(), name, settings.portNumber());
    }
}
