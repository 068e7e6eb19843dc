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

/// Shells run as root through sudo.
///
/// A password goes over sudo's stdin, once per start, and only after sudo has printed a prompt that
/// we made up; where sudo wants none, a random mark comes instead and nothing is sent. So it can
/// never be read by something else as a command.
public final class ShellLauncher implements PrivilegeEscalation {
    private static final int TRIES = 3;

    private final byte[] password;

    private ShellLauncher(byte[] password) {
        this.password = password;
    }

    public static ShellLauncher withoutPassword() {
        return new ShellLauncher(new byte[0]);
    }

    /// Finds out whether sudo works without a password, and asks for it if not.
    public static ShellLauncher openPrivileged(
            Session session, String who, UserInteraction asker, ConnectDeadline deadline)
            throws ConnectFailedException, ConnectionLostException {
        SudoHandshake first = probe(session, deadline);
        return switch (first.sudoResult()) {
            case READY -> withoutPassword();
            case WANTS_PASSWORD -> withPassword(session, who, asker, deadline);
            case WRONG, DENIED -> throw new ConnectFailedException(first.explainDenial(who));
        };
    }

    /// What sudo says to one who gives no password.
    public static SudoHandshake probe(Session session, ConnectDeadline deadline)
            throws ConnectionLostException {
        SudoHandshake talk = SudoHandshake.startSudo(session, new byte[0], deadline.endNanos());
        talk.close();
        return talk;
    }

    /// Asks for a password until sudo accepts it.
    public static ShellLauncher withPassword(
            Session session, String who, UserInteraction asker, ConnectDeadline deadline)
            throws ConnectFailedException, ConnectionLostException {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            String account = who + ":" + session.getPort();
            SecretRequest ask =
                    new SecretRequest(
                            SecretRequest.RequestKind.SUDO, account, who, "", false, attempt);
            Optional<char[]> answer = deadline.runPaused(() -> asker.askSecret(ask));
            if (answer.isEmpty()) {
                throw new ConnectFailedException(
                        attempt == 1 ? noPassword(who) : wrongPassword(who));
            }
            byte[] password = toBytes(answer.get());
            try (SudoHandshake talk =
                    SudoHandshake.startSudo(session, password, deadline.endNanos())) {
                switch (talk.sudoResult()) {
                    case READY -> {
                        asker.secretAccepted(ask);
                        return new ShellLauncher(password);
                    }
                    case WRONG -> asker.secretRejected(ask);
                    case WANTS_PASSWORD, DENIED ->
                            throw new ConnectFailedException(talk.explainDenial(who));
                }
            }
        }
        throw new ConnectFailedException(wrongPassword(who));
    }

    @Override
    public RemoteCommand startShell(Session session, long deadline) throws ConnectionLostException {
        if (password.length == 0) {
            return new RemoteCommand(session, "exec sudo -n -- /bin/sh");
        }
        SudoHandshake talk = SudoHandshake.startSudo(session, password, deadline);
        if (talk.sudoResult() != SudoHandshake.SudoResult.READY) {
            talk.close();
            throw new ConnectionLostException(Message.of("remote.link.password-refused"));
        }
        return talk.openedShell();
    }

    @Override
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
                Message.of("remote.sudo.no-password.what", who),
                Message.of("remote.sudo.no-password.todo"));
    }

    private static Problem wrongPassword(String who) {
        return new Problem(
                "sudo.wrong-password",
                Message.of("remote.sudo.wrong-password.what", who),
                Message.of("remote.sudo.wrong-password.todo"));
    }
}
