package dev.handrail.remote.ssh;

import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchSessionDisconnectException;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ssh.channel.ChannelRefusedException;
import dev.handrail.text.ServerText;

import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/// Explains why connecting to one port of a host failed.
final class ConnectProblems {
    /// The SSH reason code "protocol error", with which OpenSSH ends a log-in after too many tries.
    private static final int PROTOCOL_ERROR = 2;

    private final String host;
    private final String port;

    private ConnectProblems(String host, int port) {
        this.host = host;
        this.port = Integer.toString(port);
    }

    static Problem timedOut(String host, int port) {
        return new ConnectProblems(host, port).timedOut();
    }

    /// A connection that was open and ended, whatever noticed it; a refused channel is something
    /// else.
    static Problem ofLostLink(ConnectionLostException lost, String host, int port) {
        return lost.getCause() instanceof ChannelRefusedException
                ? of(lost, host, port)
                : new ConnectProblems(host, port).closed();
    }

    /// `thrown`: the exception of JSch or the network; its innermost cause decides.
    static Problem of(Throwable thrown, String host, int port) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return new ConnectProblems(host, port).explainCause(root);
    }

    private Problem explainCause(Throwable root) {
        return switch (root) {
            case UnknownHostException _ -> unknownHost();
            case ConnectException _ -> refused();
            case BindException _ -> notBound();
            case NoRouteToHostException _, PortUnreachableException _ -> unreachable();
            case SocketTimeoutException _ -> timedOut();
            case JSchAlgoNegoFailException e -> noCommonAlgorithm(e);
            case JSchSessionDisconnectException e -> disconnected(e);
            case EOFException _, SocketException _ -> closed();
            default -> explainMessage(root);
        };
    }

    /// JSch has no exception types for these cases, so the words of its message decide.
    private Problem explainMessage(Throwable root) {
        String message = String.valueOf(root.getMessage());
        if (root instanceof JSchException && message.startsWith("channel is not opened")) {
            return timedOut();
        }
        if (message.equals("verify: false")) {
            return notProved();
        }
        boolean ended = root instanceof IOException && message.contains("End of IO");
        return ended || message.contains("closed by foreign host") ? closed() : notSsh(root);
    }

    /// The signature of the key exchange does not fit the key.
    private Problem notProved() {
        return new Problem(
                "host-key.not-proved",
                Message.of("remote.host-key.not-proved.what", host, port),
                Message.of("remote.host-key.not-proved.todo"));
    }

    private Problem unknownHost() {
        return new Problem(
                "net.unknown-host",
                Message.of("remote.net.unknown-host.what", host),
                Message.of("remote.net.unknown-host.todo"));
    }

    private Problem notBound() {
        return new Problem(
                "net.local-address",
                Message.of("remote.net.local-address.what", host),
                Message.of("remote.net.local-address.todo"));
    }

    private Problem refused() {
        return new Problem(
                "net.refused",
                Message.of("remote.net.refused.what", host, port),
                Message.of("remote.net.refused.todo"));
    }

    private Problem unreachable() {
        return new Problem(
                "net.unreachable",
                Message.of("remote.net.unreachable.what", host, port),
                Message.of("remote.net.unreachable.todo"));
    }

    private Problem timedOut() {
        return new Problem(
                "net.timeout",
                Message.of("remote.net.timeout.what", host, port),
                Message.of("remote.net.timeout.todo"));
    }

    private Problem noCommonAlgorithm(JSchAlgoNegoFailException e) {
        return new Problem(
                "protocol.no-common-algorithm",
                Message.of(
                        "remote.net.no-common-algorithm.what",
                        host,
                        port,
                        ServerText.toPlainLine(e.getAlgorithmName()),
                        ServerText.toPlainLine(e.getServerProposal())),
                Message.of("remote.net.no-common-algorithm.todo"));
    }

    /// The server ended the connection and gave a reason.
    private Problem disconnected(JSchSessionDisconnectException e) {
        if (e.getReasonCode() == PROTOCOL_ERROR && e.getDescription().contains("uthentication")) {
            return new Problem(
                    "auth.too-many",
                    Message.of("remote.net.too-many-attempts.what", host, port),
                    Message.of("remote.net.too-many-attempts.todo"));
        }
        String reason = ServerText.toPlainLine(e.getDescription());
        return closedBecause(Message.of("remote.net.closed-with-reason.what", host, port, reason));
    }

    private Problem closed() {
        return closedBecause(Message.of("remote.net.closed.what", host, port));
    }

    private static Problem closedBecause(Message what) {
        return new Problem("net.closed", what, Message.of("remote.net.closed.todo"));
    }

    /// For answers that are not SSH, such as those of a web server.
    private Problem notSsh(Throwable root) {
        String message = root.getMessage();
        String reason = message == null ? root.getClass().getSimpleName() : message;
        return new Problem(
                "protocol.garbage",
                Message.of("remote.net.not-ssh.what", host, port, ServerText.toPlainLine(reason)),
                Message.of("remote.net.not-ssh.todo"));
    }
}
