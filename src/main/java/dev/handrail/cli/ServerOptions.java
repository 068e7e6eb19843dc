package dev.handrail.cli;

import dev.handrail.app.Engine;
import dev.handrail.app.Person;
import dev.handrail.model.Target;
import dev.handrail.model.Target.Privilege;

import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The options that say how to reach a server.
final class ServerOptions {
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

    @Option(names = "--sudo", description = "Work as root through sudo on the server.")
    private boolean sudo;

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

    /// Whoever sits at the terminal; says so where nothing can be kept.
    Person asker(Terminal terminal, Engine engine) {
        boolean keep = keepSecrets && !secretsFromInput;
        if (keep) {
            engine.secrets()
                    .unavailable()
                    .ifPresent(problem -> terminal.warn("Nothing is kept: " + problem));
        }
        return new TerminalAsker(terminal, List.copyOf(hostKeys), secretsFromInput, keep);
    }

    /// The server that a name or an address stands for: a saved one, one of the SSH configuration,
    /// or the address itself.
    Optional<Target> target(Engine engine, String text) {
        Stream<Target> saved = engine.targets().all().stream().map(each -> each.target());
        Stream<Target> known = Stream.concat(saved, engine.sshHosts().stream());
        return known.filter(target -> target.name().equals(text))
                .findFirst()
                .or(() -> Address.read(text))
                .map(this::refined);
    }

    /// The target with what the options say about it.
    Target refined(Target target) {
        Optional<Target> through = jump.isEmpty() ? target.jump() : Address.read(jump);
        return new Target(
                target.name(),
                target.host(),
                target.port(),
                target.user(),
                identity.isEmpty() ? target.keyFile() : Optional.of(identity),
                through,
                sudo ? Privilege.SUDO : target.privilege(),
                target.environment());
    }
}
