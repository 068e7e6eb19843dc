package dev.handrail.cli.option;

import dev.handrail.app.CredentialPrompt;
import dev.handrail.app.Engine;
import dev.handrail.cli.output.CommandTerminal;
import dev.handrail.cli.prompt.TerminalCredentialPrompt;
import dev.handrail.model.Message;
import dev.handrail.model.Target;
import dev.handrail.model.Target.Privilege;
import dev.handrail.remote.ssh.SshClient;

import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The options that say how to reach a server.
public final class ServerOptions {
    @Option(
            names = {"-i", "--identity"},
            paramLabel = "FILE",
            description = "Private key to log in with.")
    private String identity = "";

    @Option(
            names = {"-J", "--jump"},
            paramLabel = "USER@HOST[:PORT]",
            description = "Server to go through.")
    private String jump = "";

    @Option(
            names = "--sudo",
            description = "Work as root on the server, by whatever works: sudo, doas or run0.")
    private boolean sudo;

    @Option(
            names = "--become",
            paramLabel = "sudo|doas|run0|none",
            description = "Work as root on the server through this program, or as the login user.")
    private Optional<Privilege> become = Optional.empty();

    @Option(
            names = "--ssh",
            paramLabel = "auto|system|builtin",
            description =
                    "Connect with the ssh program of this computer or with the one built into"
                            + " Handrail; auto: with the former where your SSH configuration needs"
                            + " it.")
    private SshClient ssh = SshClient.AUTO;

    @Option(
            names = "--accept-host-key",
            paramLabel = "SHA256:...",
            description = "Trust a server with this key, for scripts. May be given more than once.")
    private List<String> hostKeys = new ArrayList<>();

    @Option(
            names = "--secrets-from-stdin",
            description =
                    "Take passwords, passphrases and codes from standard input, one a line, in the"
                            + " order they are asked for.")
    private boolean secretsFromInput;

    @Option(
            names = "--keep-secrets",
            description =
                    "Keep the passwords and passphrases that you type in this desktop's keychain,"
                            + " once they have proved right. Those that are kept are used in any"
                            + " case.")
    private boolean keepSecrets;

    /// Makes the engine connect with the SSH program that the option names.
    public void chooseSshClient(Engine engine) {
        engine.useSshClient(ssh);
    }

    /// Creates the prompt for a connection. Warns if `--keep-secrets` cannot store anything here.
    public CredentialPrompt credentialPrompt(CommandTerminal terminal, Engine engine) {
        boolean keep = keepSecrets && !secretsFromInput;
        if (keep) {
            engine.keychainSecrets()
                    .unavailableReason()
                    .ifPresent(problem ->
                            terminal.printWarning(
                                    Message.of("cli.secret.not-stored", problem.message())));
        }
        return new TerminalCredentialPrompt(
                terminal, List.copyOf(hostKeys), secretsFromInput, keep);
    }

    /// Looks up a saved server, then a host of the SSH configuration, then reads the text as an
    /// address; empty if it is none of these. The options apply to what was found.
    public Optional<Target> findTarget(Engine engine, String text) {
        Stream<Target> saved = engine.targets().listServers().stream().map(each -> each.target());
        Stream<Target> known = Stream.concat(saved, engine.sshHosts().stream());
        return known.filter(target -> target.name().equals(text))
                .findFirst()
                .or(() -> AddressParser.parseTarget(text))
                .map(this::applyTo);
    }

    /// The target, with its key, jump host and privilege replaced by those of the options.
    public Target applyTo(Target target) {
        Optional<Target> through = jump.isEmpty() ? target.jump() : AddressParser.parseTarget(jump);
        return new Target(
                target.name(),
                target.host(),
                target.port(),
                target.user(),
                identity.isEmpty() ? target.keyFile() : Optional.of(identity),
                through,
                become.orElse(sudo ? Privilege.ANY : target.privilege()),
                target.environment(),
                target.practice());
    }
}
