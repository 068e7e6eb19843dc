package dev.handrail.remote.ssh.problem;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.text.ServerText;

/// The sentences for one port of a host that cannot be connected to.
public final class LinkProblems {
    private final String host;
    private final String port;

    public LinkProblems(String host, int port) {
        this.host = host;
        this.port = Integer.toString(port);
    }

    public Problem unknownHost() {
        return new Problem(
                "net.unknown-host",
                Message.of("remote.net.unknown-host.what", host),
                Message.of("remote.net.unknown-host.todo"));
    }

    public Problem localAddress() {
        return new Problem(
                "net.local-address",
                Message.of("remote.net.local-address.what", host),
                Message.of("remote.net.local-address.todo"));
    }

    public Problem refused() {
        return new Problem(
                "net.refused",
                Message.of("remote.net.refused.what", host, port),
                Message.of("remote.net.refused.todo"));
    }

    public Problem unreachable() {
        return new Problem(
                "net.unreachable",
                Message.of("remote.net.unreachable.what", host, port),
                Message.of("remote.net.unreachable.todo"));
    }

    public Problem timedOut() {
        return new Problem(
                "net.timeout",
                Message.of("remote.net.timeout.what", host, port),
                Message.of("remote.net.timeout.todo"));
    }

    public Problem closed() {
        return closedBecause(Message.of("remote.net.closed.what", host, port));
    }

    /// The server says why it closes the connection.
    public Problem closedFor(String reason) {
        String plain = ServerText.toPlainLine(reason);
        return closedBecause(Message.of("remote.net.closed-with-reason.what", host, port, plain));
    }

    private static Problem closedBecause(Message what) {
        return new Problem("net.closed", what, Message.of("remote.net.closed.todo"));
    }

    public Problem tooManyAttempts() {
        return new Problem(
                "auth.too-many",
                Message.of("remote.net.too-many-attempts.what", host, port),
                Message.of("remote.net.too-many-attempts.todo"));
    }

    /// The signature of the key exchange does not fit the key.
    public Problem hostKeyNotProved() {
        return new Problem(
                "host-key.not-proved",
                Message.of("remote.host-key.not-proved.what", host, port),
                Message.of("remote.host-key.not-proved.todo"));
    }

    /// `kind`: of the algorithms. `offered`: those of the server.
    public Problem noCommonAlgorithm(String kind, String offered) {
        return new Problem(
                "protocol.no-common-algorithm",
                Message.of(
                        "remote.net.no-common-algorithm.what",
                        host,
                        port,
                        ServerText.toPlainLine(kind),
                        ServerText.toPlainLine(offered)),
                Message.of("remote.net.no-common-algorithm.todo"));
    }

    /// For answers that are not SSH, such as those of a web server.
    public Problem notSsh(String reason) {
        return new Problem(
                "protocol.garbage",
                Message.of("remote.net.not-ssh.what", host, port, ServerText.toPlainLine(reason)),
                Message.of("remote.net.not-ssh.todo"));
    }
}
