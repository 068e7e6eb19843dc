package dev.handrail.model;

import java.util.Optional;

/// Where to connect and how. Holds no secret, so it may be stored and logged.
///
/// `keyFile`: a private key to try first. `jump`: the server to go through. `environment`: the
/// admin's own tag (for example "production"), or empty. `practice`: Handrail itself made the
/// server to practise on. `link`: empty where the SSH configuration decides. `copy`: the name of a
/// throw-away copy of the server, in which everything runs, or empty for the server itself.
public record Target(
        String name,
        String host,
        int port,
        String user,
        Optional<String> keyFile,
        Optional<Target> jump,
        Privilege privilege,
        String environment,
        boolean practice,
        Optional<SshLink> link,
        String copy) {

    /// The host of a run that is played from a recording: no server ever has this name.
    public static final String RECORDING = "recording.invalid";

    /// The program that speaks SSH.
    public enum SshLink {
        /// The ssh program of this computer.
        SYSTEM,
        /// The one built into Handrail.
        BUILTIN
    }

    /// How commands get root's rights on the server.
    public enum Privilege {
        /// They run as the user who logs in.
        NONE,
        /// They run as root by whatever works there: the login itself, sudo, doas or run0.
        ANY,
        /// They run through sudo; its password is asked for when sudo wants one.
        SUDO,
        /// They run through doas.
        DOAS,
        /// They run through run0.
        RUN0
    }

    /// A server that the admin looks after.
    public Target(
            String name,
            String host,
            int port,
            String user,
            Optional<String> keyFile,
            Optional<Target> jump,
            Privilege privilege,
            String environment) {
        this(name, host, port, user, keyFile, jump, privilege, environment, false);
    }

    public Target(
            String name,
            String host,
            int port,
            String user,
            Optional<String> keyFile,
            Optional<Target> jump,
            Privilege privilege,
            String environment,
            boolean practice) {
        this(
                name,
                host,
                port,
                user,
                keyFile,
                jump,
                privilege,
                environment,
                practice,
                Optional.empty(),
                "");
    }

    /// The same server, reached by another link.
    public Target withLink(Optional<SshLink> other) {
        return new Target(
                name,
                host,
                port,
                user,
                keyFile,
                jump,
                privilege,
                environment,
                practice,
                other,
                copy);
    }

    /// A copy of the server that lies beside it; an empty name is the server itself.
    public Target withCopy(String other) {
        return new Target(
                name,
                host,
                port,
                user,
                keyFile,
                jump,
                privilege,
                environment,
                practice,
                link,
                other);
    }

    public boolean isCopy() {
        return !copy.isEmpty();
    }

    /// Whether the other one is this server or a copy of it.
    public boolean isServerOf(Target other) {
        return !isCopy() && equals(other.withCopy(""));
    }

    /// Whether the other one leads to the same account by the same servers in between, whatever it
    /// is called.
    public boolean isReachedAs(Target other) {
        return pathText().equals(other.pathText());
    }

    private String pathText() {
        return jump.map(between -> between.pathText() + " ").orElse("") + addressText();
    }

    public static Target of(String user, String host, int port) {
        return new Target(
                host, host, port, user, Optional.empty(), Optional.empty(), Privilege.NONE, "");
    }

    /// `user@host`, with the port where it is not 22; the host alone where the SSH configuration
    /// knows the user.
    public String addressText() {
        return (user.isEmpty() ? "" : user + "@") + host + (port == 22 ? "" : ":" + port);
    }
}
