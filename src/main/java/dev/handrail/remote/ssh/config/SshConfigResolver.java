package dev.handrail.remote.ssh.config;

import dev.handrail.model.Message;
import dev.handrail.model.Target;
import dev.handrail.remote.ConnectFailedException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what the SSH configuration says about a host: from `ssh -G` where ssh is installed,
/// because only ssh knows all of its rules; otherwise with [SshConfigFile].
public final class SshConfigResolver {
    private final Path sshFolder;
    private final Map<String, String> environment;

    public SshConfigResolver(Path sshFolder, Map<String, String> environment) {
        this.sshFolder = sshFolder;
        this.environment = environment;
    }

    /// The settings with all tokens and variables replaced. A folder other than the user's own
    /// `.ssh`, and without a `config`, means the defaults.
    public SshHostSettings resolveSettings(Target target) throws ConnectFailedException {
        try {
            Optional<Path> ssh = ProgramFinder.findProgram("ssh", environment);
            return ssh.isPresent()
                    ? askSsh(new SshConfigQuery(ssh.get(), sshFolder, environment), target)
                    : readFile(target);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private ConnectFailedException unreadable(IOException e) {
        return new ConnectFailedException(
                "config.unreadable",
                Message.of(
                        "remote.config.unreadable.what",
                        configFile().toString(),
                        String.valueOf(e.getMessage())),
                Message.of("remote.config.unreadable.todo"));
    }

    private SshHostSettings askSsh(SshConfigQuery query, Target target)
            throws IOException, ConnectFailedException {
        if (!query.isOwnFolder() && !Files.exists(configFile())) {
            return settings(target, Map.of());
        }
        SshConfigQuery.Answer answer = query.askSettings(target);
        SshConfigSources sources = answer.sources();
        AlgorithmLists algorithms = new AlgorithmLists(sources);
        Map<String, List<String>> values =
                algorithms.areConfigured()
                        ? algorithms.withDefaults(answer.values(), query.askDefaults())
                        : AlgorithmLists.unconfigured(answer.values());
        return resolve(target, values, sources);
    }

    private SshHostSettings readFile(Target target) throws IOException, ConnectFailedException {
        if (!Files.exists(configFile())) {
            return settings(target, Map.of());
        }
        SshConfigFile file = SshConfigFile.readFile(configFile());
        SshConfigSources sources = new SshConfigSources(file.allLines());
        return resolve(
                target,
                new AlgorithmLists(sources).applied(file.valuesFor(target.host())),
                sources);
    }

    private SshHostSettings resolve(
            Target target, Map<String, List<String>> values, SshConfigSources sources)
            throws ConnectFailedException {
        return new SettingsExpander(settings(target, values), sources, environment).expandAll();
    }

    private SshHostSettings settings(Target target, Map<String, List<String>> values) {
        return new SshHostSettings(target, values, sshFolder, homeFolder());
    }

    private Path configFile() {
        return sshFolder.resolve("config");
    }

    /// HOME, or the parent of the SSH folder where HOME is not set.
    private Path homeFolder() {
        String home = environment.getOrDefault("HOME", "");
        return home.isEmpty()
                ? sshFolder.toAbsolutePath().resolve("..").normalize()
                : Path.of(home);
    }
}
