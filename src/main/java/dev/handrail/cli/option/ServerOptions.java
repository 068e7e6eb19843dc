package dev.handrail.cli.option;

import dev.handrail.app.CredentialPrompt;
import dev.handrail.app.Engine;
import dev.handrail.cli.output.CommandTerminal;
import dev.handrail.cli.prompt.SecretReceivers;
import dev.handrail.cli.prompt.StandardInputSecrets;
import dev.handrail.cli.prompt.TerminalCredentialPrompt;
import dev.handrail.model.Message;
import dev.handrail.model.Target;
import dev.handrail.model.Target.Privilege;
import dev.handrail.remote.ssh.SshClient;

import org.jspecify.annotations.Nullable;

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
    private Optional<SshClient> ssh = Optional.empty();

    @Option(
            names = "--accept-host-key",
            paramLabel = "SHA256:...",
            description = "Trust a server with this key, for scripts. May be given more than once.")
    private List<String> hostKeys = new ArrayList<>();

    @Option(
            names = "--secrets-from-stdin",
            description =
                    "Take secrets from standard input, one a line, each for its receiver:"
                            + " password@HOST=..., code@HOST=..., sudo@HOST=... (doas, run0),"
                            + " passphrase@FILE=... One line without a name goes to the first who"
                            + " asks. Handrail tries each once.")
    private boolean secretsFromInput;

    private @Nullable StandardInputSecrets inputSecrets;

    @Option(
            names = "--keep-secrets",
            description =
                    "Keep the passwords and passphrases that you type in this desktop's keychain,"
                            + " once they have proved right. Those that are kept are used in any"
                            + " case.")
    private boolean keepSecrets;

    /// Creates the prompt for a connection. Warns if `--keep-secrets` cannot store anything here.
    public CredentialPrompt credentialPrompt(CommandTerminal terminal, Engine engine) {
        if (secretsFromInput) {
            return TerminalCredentialPrompt.withInput(
                    terminal, List.copyOf(hostKeys), inputSecrets(terminal, engine));
        }
        if (keepSecrets) {
            engine.keychainSecrets()
                    .unavailableReason()
                    .ifPresent(problem ->
                            terminal.printWarning(
                                    Message.of("cli.secret.not-stored", problem.message())));
        }
        return new TerminalCredentialPrompt(terminal, List.copyOf(hostKeys), keepSecrets);
    }

    /// One for all connections of the command, so that none gets what was sent before.
    private StandardInputSecrets inputSecrets(CommandTerminal terminal, Engine engine) {
        if (inputSecrets == null) {
            SecretReceivers receivers =
                    new SecretReceivers(
                            name -> findTarget(engine, name).flatMap(engine::accountOf).orElse(""));
            inputSecrets = new StandardInputSecrets(terminal, receivers);
        }
        return inputSecrets;
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
                target.practice(),
                ssh.isEmpty() ? target.link() : ssh.get().toLink(),
                target.copy());
    }
}
