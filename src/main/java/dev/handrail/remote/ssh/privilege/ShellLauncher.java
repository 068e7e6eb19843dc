package dev.handrail.remote.ssh.privilege;

import com.jcraft.jsch.Session;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ConnectFailedException;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.remote.ShellConnector.UserInteraction;
import dev.handrail.remote.ssh.auth.ConnectDeadline;
import dev.handrail.remote.ssh.channel.RemoteCommand;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// How shells are started on a server: as the user who logs in, or through sudo.
///
/// A password goes over sudo's stdin, once per start, and only after sudo has printed a prompt that
/// we made up; where sudo wants none, a random mark comes instead and nothing is sent. So it can
/// never be read by something else as a command.
public final class ShellLauncher {
    private static final int TRIES = 3;
    private static final String SHELL = "/bin/sh";

    private final boolean used;
    private final byte[] password;

    private ShellLauncher(boolean used, byte[] password) {
        this.used = used;
        this.password = password;
    }

    public static ShellLauncher asLoginUser() {
        return new ShellLauncher(false, new byte[0]);
    }

    /// Finds out whether sudo works without a password, and asks for it if not.
    public static ShellLauncher openPrivileged(
            Session session, String who, UserInteraction asker, ConnectDeadline deadline)
            throws ConnectFailedException, ConnectionLostException {
        SudoHandshake first = SudoHandshake.startSudo(session, new byte[0], deadline.endNanos());
        first.close();
        if (first.sudoResult() == SudoHandshake.SudoResult.READY) {
            return new ShellLauncher(true, new byte[0]);
        }
        for (int attempt = 1;
                first.sudoResult() == SudoHandshake.SudoResult.WANTS_PASSWORD;
                attempt++) {
            String account = who + ":" + session.getPort();
            SecretRequest ask =
                    new SecretRequest(
                            SecretRequest.RequestKind.SUDO, account, who, "", false, attempt);
            Optional<char[]> answer =
                    attempt > TRIES
                            ? Optional.empty()
                            : deadline.runPaused(() -> asker.askSecret(ask));
            if (answer.isEmpty()) {
                throw new ConnectFailedException(
                        attempt == 1 ? noPassword(who) : wrongPassword(who));
            }
            byte[] password = toBytes(answer.get());
            try (SudoHandshake talk =
                    SudoHandshake.startSudo(session, password, deadline.endNanos())) {
                if (talk.sudoResult() == SudoHandshake.SudoResult.READY) {
                    asker.secretAccepted(ask);
                    return new ShellLauncher(true, password);
                }
                if (talk.sudoResult() == SudoHandshake.SudoResult.WRONG) {
                    asker.secretRejected(ask);
                }
                if (talk.sudoResult() != SudoHandshake.SudoResult.WRONG) {
                    throw new ConnectFailedException(talk.explainDenial(who));
                }
            }
        }
        throw new ConnectFailedException(first.explainDenial(who));
    }

    /// Starts a shell that reads a script from its input.
    public RemoteCommand startShell(Session session, long deadline) throws ConnectionLostException {
        if (!used) {
            return new RemoteCommand(session, "exec " + SHELL);
        }
        if (password.length == 0) {
            return new RemoteCommand(session, "exec sudo -n -- " + SHELL);
        }
        SudoHandshake talk = SudoHandshake.startSudo(session, password, deadline);
        if (talk.sudoResult() != SudoHandshake.SudoResult.READY) {
            talk.close();
            throw new ConnectionLostException("sudo does not accept the password any more.");
        }
        return talk.openedShell();
    }

    public void forgetPassword() {
        Arrays.fill(password, (byte) 0);
    }

    private static byte[] toBytes(char[] secret) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(secret));
        byte[] bytes = Arrays.copyOf(encoded.array(), encoded.limit());
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }

    private static Problem noPassword(String who) {
        return new Problem(
                "sudo.no-answer",
                Message.literal("sudo wants the password of " + who + ", and none was given."),
                Message.literal("Connect again with it, or log in as root."));
    }

    private static Problem wrongPassword(String who) {
        return new Problem(
                "sudo.wrong-password",
                Message.literal("sudo did not accept the password of " + who + "."),
                Message.literal(
                        "It is usually the one that this user logs in with. Connect again."));
    }
}
