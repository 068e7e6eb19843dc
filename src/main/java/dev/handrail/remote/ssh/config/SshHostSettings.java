package dev.handrail.remote.ssh.config;

import dev.handrail.model.Target;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the admin's SSH configuration says of one host: every keyword in lower case with its
/// values, in their order.
public record SshHostSettings(
        Target target, Map<String, List<String>> values, Path sshFolder, Path home) {
    private static final List<String> USUAL_KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");

    private String firstValue(String keyword, String otherwise) {
        return values.getOrDefault(keyword, List.of(otherwise)).getFirst();
    }

    public String hostName() {
        String name = firstValue("hostname", target.host());
        return name.replace("%h", target.host()).replace("%%", "%");
    }

    /// A port other than 22 in the target wins, as `ssh -p` does.
    public int portNumber() {
        String port = firstValue("port", "22");
        return target.port() == 22 && port.matches("[0-9]{1,5}")
                ? Integer.parseInt(port)
                : target.port();
    }

    /// The user of the target, or else of the configuration, or else of this workstation.
    public String userName() {
        return target.user().isEmpty()
                ? firstValue("user", System.getProperty("user.name", "root"))
                : target.user();
    }

    /// The keys that the configuration names, or the usual ones.
    public List<Path> keyFiles() {
        List<String> named = values.getOrDefault("identityfile", List.of());
        if (named.isEmpty()) {
            return USUAL_KEYS.stream().map(sshFolder::resolve).toList();
        }
        return named.stream().filter(file -> !file.equals("none")).map(this::resolvePath).toList();
    }

    /// The certificates that the configuration names.
    public List<Path> certificateFiles() {
        return values.getOrDefault("certificatefile", List.of()).stream()
                .filter(file -> !file.equals("none"))
                .map(this::resolvePath)
                .toList();
    }

    /// Whether the agent's other keys must not be offered.
    public boolean onlyNamedKeys() {
        return firstValue("identitiesonly", "no").equals("yes");
    }

    /// The agent's socket; empty where the configuration wants none.
    public Optional<String> agentSocket(Map<String, String> environment) {
        String named = firstValue("identityagent", "SSH_AUTH_SOCK");
        if (named.equals("none")) {
            return Optional.empty();
        }
        String socket =
                named.equals("SSH_AUTH_SOCK")
                        ? environment.getOrDefault("SSH_AUTH_SOCK", "")
                        : resolvePath(named).toString();
        return Optional.of(socket).filter(text -> !text.isEmpty());
    }

    public Optional<String> hostKeyAlias() {
        return Optional.of(firstValue("hostkeyalias", "")).filter(alias -> !alias.isEmpty());
    }

    /// The admin's own files come first, since new keys are added to the first.
    public List<Path> knownHosts() {
        List<Path> files = new ArrayList<>();
        wordsOf("userknownhostsfile", "~/.ssh/known_hosts ~/.ssh/known_hosts2")
                .forEach(file -> files.add(resolvePath(file)));
        wordsOf("globalknownhostsfile", "/etc/ssh/ssh_known_hosts")
                .forEach(file -> files.add(resolvePath(file)));
        return files;
    }

    /// `none` counts as no file; the admin's `known_hosts` is used when nothing is left.
    private List<String> wordsOf(String keyword, String otherwise) {
        List<String> words =
                values.getOrDefault(keyword, List.of(otherwise)).stream()
                        .flatMap(value -> List.of(value.split(" +")).stream())
                        .filter(word -> !word.equals("none"))
                        .toList();
        return words.isEmpty() ? List.of("~/.ssh/known_hosts") : words;
    }

    /// The jump host that the target names, or else the configuration; the last of several goes
    /// through those before it.
    public Optional<Target> jumpHost() {
        if (target.jump().isPresent()) {
            return target.jump();
        }
        Optional<Target> through = Optional.empty();
        String jumps = firstValue("proxyjump", "none");
        for (String jump : jumps.equals("none") ? new String[0] : jumps.split(",")) {
            through = Optional.of(jumpTarget(jump.strip(), through));
        }
        return through;
    }

    /// Reads `user@host:port`, also with `ssh://` or an IPv6 address in brackets.
    private static Target jumpTarget(String text, Optional<Target> through) {
        String address = text.startsWith("ssh://") ? text.substring(6) : text;
        int at = address.lastIndexOf('@');
        String user = at < 0 ? "" : address.substring(0, at);
        String host = address.substring(at + 1);
        int colon = host.lastIndexOf(':');
        boolean port = colon > 0 && (host.indexOf(':') == colon || host.charAt(colon - 1) == ']');
        String name = (port ? host.substring(0, colon) : host).replaceAll("^\\[|]$", "");
        String number = port ? host.substring(colon + 1) : "";
        int portNumber = number.matches("[0-9]{1,5}") ? Integer.parseInt(number) : 22;
        return new Target(
                name, name, portNumber, user, Optional.empty(), through, Target.Privilege.NONE, "");
    }

    boolean hasProxyCommand() {
        return !firstValue("proxycommand", "none").equals("none");
    }

    /// Replaces ssh's placeholders. `~/.ssh` is this SSH folder, wherever it is.
    private Path resolvePath(String text) {
        String name =
                text.replace("%d", home.toString())
                        .replace("%h", hostName())
                        .replace("%r", userName())
                        .replace("%p", Integer.toString(portNumber()))
                        .replace("%u", System.getProperty("user.name", ""))
                        .replace("%n", target.host());
        for (String usual : List.of("~/.ssh/", System.getProperty("user.home", "~") + "/.ssh/")) {
            if (name.startsWith(usual)) {
                return sshFolder.resolve(name.substring(usual.length()));
            }
        }
        return name.startsWith("~/") ? home.resolve(name.substring(2)) : home.resolve(name);
    }
}
