package dev.handrail.remote.ssh.system;

import java.util.stream.Collectors;

/// What the log of ssh says of a log-in. The lines are those of `ssh -v`.
record LoginLog(String log) {
    private static final String METHODS = "debug1: Authentications that can continue: ";

    boolean hasOfferedKey() {
        return log.contains("debug1: Offering public key: ");
    }

    /// The server knew the key, before it was proved.
    boolean hasAcceptedKey() {
        return log.contains("debug1: Server accepts key: ");
    }

    /// Whether ssh asked for a password, a code or a passphrase.
    boolean hasAsked() {
        return log.contains("read_passphrase: requested to askpass");
    }

    /// What ssh says without being asked for its progress: instructions of the server beside a
    /// question, and errors.
    String textOfServer() {
        return log.lines()
                .filter(line -> !line.startsWith("debug") && !line.startsWith("OpenSSH_"))
                .collect(Collectors.joining("\n"));
    }

    boolean hasPartialSuccess() {
        return log.contains(" with partial success.");
    }

    /// The methods with which the server would go on, separated by commas.
    String methods() {
        return log.lines()
                .filter(line -> line.startsWith(METHODS))
                .reduce((_, last) -> last)
                .map(line -> line.substring(METHODS.length()).strip())
                .orElse("");
    }

    /// Also where the log does not say it.
    boolean wantsKey() {
        return methods().isEmpty() || methods().contains("publickey");
    }
}
