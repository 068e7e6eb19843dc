package dev.handrail.remote.ssh.system;

import dev.handrail.model.Target;
import dev.handrail.remote.ssh.config.SshHostSettings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The arguments with which ssh connects to one target. Everything else is left to the admin's own
/// configuration.
final class MasterArguments {
    /// What a configuration may ask for that would disturb a connection without a person: sessions
    /// and forwardings of its own, a process in the background. The last three notice a lost
    /// connection after twenty seconds.
    private static final List<String> FIXED =
            List.of(
                    "ControlPersist=no",
                    "ClearAllForwardings=yes",
                    "ForwardAgent=no",
                    "ForwardX11=no",
                    "PermitLocalCommand=no",
                    "RemoteCommand=none",
                    "RequestTTY=no",
                    "FingerprintHash=sha256",
                    "TCPKeepAlive=yes",
                    "ServerAliveInterval=5",
                    "ServerAliveCountMax=3");

    private final Target target;
    private final SshHostSettings settings;

    MasterArguments(SshHostSettings settings) {
        this.target = settings.target();
        this.settings = settings;
    }

    /// Starts the master: `socket` is where it listens, `log` what it reports to.
    List<String> forMaster(Path socket, Path log) {
        List<String> arguments = new ArrayList<>(List.of("-M", "-N", "-T", "-v"));
        arguments.addAll(List.of("-S", socket.toString(), "-E", log.toString()));
        FIXED.forEach(option -> addOption(arguments, option));
        if (isYes("forkafterauthentication")) {
            addOption(arguments, "ForkAfterAuthentication=no");
        }
        addAddress(arguments);
        return arguments;
    }

    /// Exchanges keys with the server, which proves its host key, and logs in by no method.
    List<String> forHostKey(Path log) {
        List<String> arguments = new ArrayList<>(List.of("-T", "-v", "-S", "none"));
        arguments.addAll(List.of("-E", log.toString()));
        for (String option :
                List.of("BatchMode=yes", "PreferredAuthentications=none", "ControlMaster=no")) {
            addOption(arguments, option);
        }
        FIXED.forEach(option -> addOption(arguments, option));
        addAddress(arguments);
        arguments.add("exit");
        return arguments;
    }

    private void addAddress(List<String> arguments) {
        addFolder(arguments);
        if (!target.user().isEmpty()) {
            arguments.addAll(List.of("-l", target.user()));
        }
        if (target.port() != 22) {
            arguments.addAll(List.of("-p", Integer.toString(target.port())));
        }
        target.keyFile().ifPresent(key -> arguments.addAll(List.of("-i", key.replace("%", "%%"))));
        target.jump().ifPresent(jump -> arguments.addAll(List.of("-J", chainOf(jump))));
        arguments.addAll(List.of("--", target.host()));
    }

    /// ssh finds the user's own folder by itself; any other one is named in full.
    private void addFolder(List<String> arguments) {
        Path folder = settings.sshFolder().toAbsolutePath();
        Path own = Path.of(System.getProperty("user.home"), ".ssh").toAbsolutePath();
        if (folder.equals(own)) {
            return;
        }
        Path config = folder.resolve("config");
        arguments.addAll(List.of("-F", Files.exists(config) ? config.toString() : "none"));
        if (isUsual("userknownhostsfile", own.resolve("known_hosts"))) {
            addOption(arguments, "UserKnownHostsFile=\"" + folder.resolve("known_hosts") + "\"");
        }
        if (!settings.values().containsKey("identityfile")) {
            settings.keyFiles().stream()
                    .filter(Files::exists)
                    .forEach(key -> addOption(arguments, "IdentityFile=\"" + key + "\""));
        }
    }

    /// Whether the configuration leaves it at the user's own file.
    private boolean isUsual(String keyword, Path own) {
        List<String> values = settings.values().getOrDefault(keyword, List.of());
        return values.isEmpty() || values.getFirst().startsWith(own.toString());
    }

    private boolean isYes(String keyword) {
        return settings.values().getOrDefault(keyword, List.of()).equals(List.of("yes"));
    }

    /// The nearest jump host comes first.
    private static String chainOf(Target jump) {
        String user = jump.user().isEmpty() ? "" : jump.user() + "@";
        String host = jump.host().contains(":") ? "[" + jump.host() + "]" : jump.host();
        String port = jump.port() == 22 ? "" : ":" + jump.port();
        return jump.jump().map(before -> chainOf(before) + ",").orElse("") + user + host + port;
    }

    private static void addOption(List<String> arguments, String option) {
        arguments.addAll(List.of("-o", option));
    }
}
