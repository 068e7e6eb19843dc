package dev.handrail.remote.ssh;

import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchSessionDisconnectException;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.text.ServerText;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/// Says why connecting failed.
final class ConnectProblems {
    private ConnectProblems() {}

    static Problem timedOut(String host, int port) {
        return new Problem(
                "net.timeout",
                Message.literal(host + " port " + port + " did not answer in time."),
                Message.literal(
                        "See whether the server is up and no firewall stands between, then try"
                                + " again."));
    }

    /// From what JSch or the network threw.
    static Problem of(Throwable thrown, String host, int port) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String at = host + " port " + port;
        return switch (root) {
            case UnknownHostException _ ->
                    new Problem(
                            "net.unknown-host",
                            Message.literal("There is no host named " + host + "."),
                            Message.literal("See if the name is right."));
            case ConnectException _ ->
                    new Problem(
                            "net.refused",
                            Message.literal(at + " refused the connection."),
                            Message.literal(
                                    "See whether an SSH server runs there and listens on this"
                                            + " port."));
            case NoRouteToHostException _, PortUnreachableException _ ->
                    new Problem(
                            "net.unreachable",
                            Message.literal("There is no way to " + at + "."),
                            Message.literal("See if the network or VPN is up."));
            case SocketTimeoutException _ -> timedOut(host, port);
            case JSchException e
                    when String.valueOf(e.getMessage()).startsWith("channel is not opened") ->
                    timedOut(host, port);
            case JSchAlgoNegoFailException e ->
                    new Problem(
                            "protocol.no-common-algorithm",
                            Message.literal(
                                    at
                                            + " and Handrail have no algorithm in common ("
                                            + ServerText.toPlainLine(e.getAlgorithmName())
                                            + "): the"
                                            + " server offers "
                                            + ServerText.toPlainLine(e.getServerProposal())
                                            + "."),
                            Message.literal(
                                    "Update the SSH server, or allow a newer algorithm in its"
                                            + " configuration."));
            case JSchSessionDisconnectException e
                    when e.getReasonCode() == 2 && e.getDescription().contains("uthentication") ->
                    new Problem(
                            "auth.too-many",
                            Message.literal(
                                    at
                                            + " closed the connection after too many keys or"
                                            + " passwords."),
                            Message.literal("Name the one key file that belongs to this server."));
            case JSchSessionDisconnectException e ->
                    connectionClosed(at, ": " + ServerText.toPlainLine(e.getDescription()));
            case EOFException _, SocketException _ -> connectionClosed(at, "");
            case IOException e when String.valueOf(e.getMessage()).contains("End of IO") ->
                    connectionClosed(at, "");
            default ->
                    String.valueOf(root.getMessage()).contains("closed by foreign host")
                            ? connectionClosed(at, "")
                            : notSsh(at, root);
        };
    }

    private static Problem connectionClosed(String at, String why) {
        return new Problem(
                "net.closed",
                Message.literal(at + " closed the connection" + why + "."),
                Message.literal(
                        "Look into the server's log (`journalctl -u ssh`); it may bar this address"
                                + " or take no more connections."));
    }

    private static Problem notSsh(String at, Throwable root) {
        String said =
                root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return new Problem(
                "protocol.garbage",
                Message.literal(
                        "What answers at "
                                + at
                                + " does not speak SSH as it should: "
                                + ServerText.toPlainLine(said)
                                + "."),
                Message.literal("See if the port is that of the SSH server."));
    }
}
