package dev.handrail.remote.ssh.config;

import dev.handrail.model.Target;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What the admin's SSH configuration says of one host: every keyword in lower case with its
/// values, in their order. Tokens and variables are replaced already.
public record SshHostSettings(
        Target target, Map<String, List<String>> values, Path sshFolder, Path home) {
    private static final List<String> USUAL_KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");

    /// What to do with a host key that is not known, as `StrictHostKeyChecking` says.
    public enum HostKeyChecking {
        /// Refuse it.
        STRICT,
        ASK,
        /// Trust a new key, refuse a changed one.
        ACCEPT_NEW,
        /// Trust every key, but send no password to a server whose key has changed.
        OFF
    }

    private String firstValue(String keyword, String otherwise) {
        return values.getOrDefault(keyword, List.of(otherwise)).getFirst();
    }

    private boolean isYes(String keyword) {
        return firstValue(keyword, "no").matches("yes|true");
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
        return isYes("identitiesonly");
    }

    /// The agent's socket; empty where the configuration wants none. `$NAME` is a variable.
    public Optional<String> agentSocket(Map<String, String> environment) {
        String named = firstValue("identityagent", "SSH_AUTH_SOCK");
        if (named.equals("none")) {
            return Optional.empty();
        }
        String variable = named.startsWith("$") ? named.substring(1) : named;
        String socket =
                named.equals("SSH_AUTH_SOCK") || named.startsWith("$")
                        ? environment.getOrDefault(variable, "")
                        : resolvePath(named).toString();
        return Optional.of(socket).filter(text -> !text.isEmpty());
    }

    public Optional<String> hostKeyAlias() {
        return Optional.of(firstValue("hostkeyalias", "")).filter(alias -> !alias.isEmpty());
    }

    /// With `BatchMode`, ssh asks nothing.
    public HostKeyChecking hostKeyChecking() {
        return switch (firstValue("stricthostkeychecking", "ask")) {
            case "yes", "true" -> HostKeyChecking.STRICT;
            case "no", "off", "false" -> HostKeyChecking.OFF;
            case "accept-new" -> HostKeyChecking.ACCEPT_NEW;
            default -> isYes("batchmode") ? HostKeyChecking.STRICT : HostKeyChecking.ASK;
        };
    }

    /// `inet` or `inet6` where only one kind of address may be used, else `any`.
    public String addressFamily() {
        return firstValue("addressfamily", "any");
    }

    /// The address of this computer to connect from; empty for any.
    public Optional<String> bindAddress() {
        return Optional.of(firstValue("bindaddress", "")).filter(text -> !text.isEmpty());
    }

    /// The network interface to connect from; empty for any.
    public Optional<String> bindInterface() {
        return Optional.of(firstValue("bindinterface", "")).filter(text -> !text.isEmpty());
    }

    /// Whether known_hosts hides the names of new hosts.
    public boolean hashesKnownHosts() {
        return isYes("hashknownhosts");
    }

    /// Whether a server on this computer needs no known key.
    public boolean trustsLocalhost() {
        return isYes("nohostauthenticationforlocalhost");
    }

    /// Keys in this file are refused, wherever they are known.
    public Optional<Path> revokedHostKeys() {
        return Optional.of(firstValue("revokedhostkeys", "none"))
                .filter(file -> !file.equals("none"))
                .map(this::resolvePath);
    }

    /// The command that prints known keys.
    Optional<String> knownHostsCommand() {
        return Optional.of(firstValue("knownhostscommand", "none"))
                .filter(command -> !command.equals("none"));
    }

    /// RSA keys of servers with fewer bits are refused.
    public int requiredRsaBits() {
        String bits = firstValue("requiredrsasize", "1024");
        return bits.matches("[0-9]{1,5}") ? Integer.parseInt(bits) : 1024;
    }

    /// All files with known keys, the admin's own first.
    public List<Path> knownHosts() {
        return Stream.concat(userKnownHosts().stream(), globalKnownHosts().stream()).toList();
    }

    /// The admin's own files; new keys are added to the first. Empty for `none`.
    public List<Path> userKnownHosts() {
        return filesOf("userknownhostsfile", List.of("~/.ssh/known_hosts", "~/.ssh/known_hosts2"));
    }

    public List<Path> globalKnownHosts() {
        return filesOf(
                "globalknownhostsfile",
                List.of("/etc/ssh/ssh_known_hosts", "/etc/ssh/ssh_known_hosts2"));
    }

    private List<Path> filesOf(String keyword, List<String> otherwise) {
        return values.getOrDefault(keyword, otherwise).stream()
                .filter(file -> !file.equals("none"))
                .map(this::resolvePath)
                .toList();
    }

    /// The algorithms that the configuration allows, in their order; empty where it says nothing.
    public List<String> algorithms(String keyword) {
        return values.getOrDefault(keyword, List.of());
    }

    /// Handrail's own algorithms, which contain no weak one.
    public static List<String> usualAlgorithms(String keyword) {
        return AlgorithmLists.ownList(keyword);
    }

    /// The algorithms with which an authority may sign host certificates.
    public List<String> authorityAlgorithms() {
        List<String> configured = algorithms("casignaturealgorithms");
        return configured.isEmpty() ? AlgorithmLists.ownList("casignaturealgorithms") : configured;
    }

    /// The jump host that the target names, or else the configuration; the last of several goes
    /// through those before it.
    public Optional<Target> jumpHost() {
        if (target.jump().isPresent()) {
            return target.jump();
        }
        Optional<Target> through = Optional.empty();
        String jumps = jumpText();
        for (String jump : jumps.isEmpty() ? new String[0] : jumps.split(",")) {
            through = Optional.of(jumpTarget(jump.strip(), through));
        }
        return through;
    }

    /// `ProxyJump` as it is written; empty where there is none.
    String jumpText() {
        String jumps = firstValue("proxyjump", "none");
        return jumps.equals("none") ? "" : jumps;
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

    /// The command that connects to the server, with its tokens replaced; a jump host that the
    /// target names comes before it.
    public Optional<String> proxyCommand() {
        return Optional.of(firstValue("proxycommand", "none"))
                .filter(command -> target.jump().isEmpty() && !command.equals("none"));
    }

    /// Whether the command hands a connected socket over instead of passing bytes on.
    public boolean passesSocket() {
        return isYes("proxyusefdpass");
    }

    /// `~/.ssh` is this SSH folder, wherever it is.
    private Path resolvePath(String name) {
        for (String usual : List.of("~/.ssh/", System.getProperty("user.home", "~") + "/.ssh/")) {
            if (name.startsWith(usual)) {
                return sshFolder.resolve(name.substring(usual.length()));
            }
        }
        if (name.matches("~[A-Za-z0-9._-]+/.*")) {
            return UserHome.expand(name);
        }
        return name.startsWith("~/") ? home.resolve(name.substring(2)) : home.resolve(name);
    }
}
