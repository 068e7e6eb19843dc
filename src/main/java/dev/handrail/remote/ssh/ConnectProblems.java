package dev.handrail.remote.ssh;

import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchSessionDisconnectException;

import dev.handrail.model.Problem;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ssh.channel.ChannelRefusedException;
import dev.handrail.remote.ssh.problem.ConnectFailure;
import dev.handrail.remote.ssh.problem.LinkProblems;

import java.io.IOException;
import java.util.Objects;

/// Finds out why connecting to one port of a host failed, by the exceptions of JSch and the
/// network.
final class ConnectProblems {
    /// The SSH reason code "protocol error", with which OpenSSH ends a log-in after too many tries.
    private static final int PROTOCOL_ERROR = 2;

    private final LinkProblems problems;

    private ConnectProblems(LinkProblems problems) {
        this.problems = problems;
    }

    /// A connection that was open and ended, whatever noticed it; a refused channel is something
    /// else.
    static Problem ofLostLink(ConnectionLostException lost, String host, int port) {
        return lost.getCause() instanceof ChannelRefusedException
                ? of(lost, host, port)
                : new LinkProblems(host, port).closed();
    }

    /// `thrown`: the exception of JSch or the network; its innermost cause decides.
    static Problem of(Throwable thrown, String host, int port) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return new ConnectProblems(new LinkProblems(host, port)).explainCause(root);
    }

    private Problem explainCause(Throwable root) {
        return switch (root) {
            case JSchAlgoNegoFailException e ->
                    problems.noCommonAlgorithm(e.getAlgorithmName(), e.getServerProposal());
            case JSchSessionDisconnectException e -> disconnected(e);
            default ->
                    ConnectFailure.ofException(root)
                            .map(failure -> failure.explain(problems))
                            .orElseGet(() -> explainMessage(root));
        };
    }

    /// JSch has no exception types for these cases, so the words of its message decide.
    private Problem explainMessage(Throwable root) {
        String message = String.valueOf(root.getMessage());
        if (root instanceof JSchException && message.startsWith("channel is not opened")) {
            return problems.timedOut();
        }
        if (message.equals("verify: false")) {
            return problems.hostKeyNotProved();
        }
        boolean ended = root instanceof IOException && message.contains("End of IO");
        return ended || message.contains("closed by foreign host")
                ? problems.closed()
                : notSsh(root);
    }

    private Problem notSsh(Throwable root) {
        String type = root.getClass().getSimpleName();
        return problems.notSsh(Objects.requireNonNullElse(root.getMessage(), type));
    }

    /// The server ended the connection and gave a reason.
    private Problem disconnected(JSchSessionDisconnectException e) {
        boolean tooMany =
                e.getReasonCode() == PROTOCOL_ERROR && e.getDescription().contains("uthentication");
        return tooMany ? problems.tooManyAttempts() : problems.closedFor(e.getDescription());
    }
}
