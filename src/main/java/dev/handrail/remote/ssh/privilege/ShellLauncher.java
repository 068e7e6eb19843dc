package dev.handrail.remote.ssh.privilege;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ConnectFailedException;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.remote.ShellConnector.UserInteraction;
import dev.handrail.remote.ssh.auth.ConnectDeadline;
import dev.handrail.remote.ssh.channel.CommandTransport;
import dev.handrail.remote.ssh.channel.RemoteCommand;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Shells run as root through sudo.
///
/// Handrail sends a password to sudo's stdin, once per start, and only after sudo has printed a
/// random prompt; where sudo asks for none, it prints a random mark instead and Handrail sends
/// nothing. So nothing else can read the password as a command.
public final class ShellLauncher implements PrivilegeEscalation {
    /// How often the admin may enter the password.
    private static final int TRIES = 3;

    /// Empty when sudo needs none.
    private final byte[] password;

    private ShellLauncher(byte[] password) {
        this.password = password;
    }

    /// For servers on which sudo asks for no password.
    public static ShellLauncher withoutPassword() {
        return new ShellLauncher(new byte[0]);
    }

    /// Finds out whether sudo works without a password, and asks for it if not.
    public static ShellLauncher openPrivileged(
            CommandTransport transport, String who, UserInteraction asker, ConnectDeadline deadline)
            throws ConnectFailedException, ConnectionLostException {
        SudoHandshake first = probe(transport, deadline);
        return switch (first.sudoResult()) {
            case READY -> withoutPassword();
            case WANTS_PASSWORD -> withPassword(transport, who, asker, deadline);
            case WRONG, DENIED -> throw new ConnectFailedException(first.explainDenial(who));
        };
    }

    /// Starts sudo without a password and closes the shell again; the result tells what sudo did.
    public static SudoHandshake probe(CommandTransport transport, ConnectDeadline deadline)
            throws ConnectionLostException {
        SudoHandshake talk = SudoHandshake.startSudo(transport, new byte[0], deadline.endNanos());
        talk.close();
        return talk;
    }

    /// Asks for a password until sudo accepts it.
    public static ShellLauncher withPassword(
            CommandTransport transport, String who, UserInteraction asker, ConnectDeadline deadline)
            throws ConnectFailedException, ConnectionLostException {
        String account = who + ":" + transport.portNumber();
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            SecretRequest request =
                    new SecretRequest(
                            SecretRequest.RequestKind.SUDO, account, who, "", false, attempt);
            Optional<char[]> answer = deadline.runPaused(() -> asker.askSecret(request));
            if (answer.isEmpty()) {
                throw new ConnectFailedException(
                        attempt == 1 ? noPassword(who) : wrongPassword(who));
            }
            byte[] password = toBytes(answer.get());
            if (isAccepted(transport, who, password, deadline)) {
                asker.secretAccepted(request);
                return new ShellLauncher(password);
            }
            asker.secretRejected(request);
        }
        throw new ConnectFailedException(wrongPassword(who));
    }

    /// Starts one shell with the password and closes it again.
    private static boolean isAccepted(
            CommandTransport transport, String who, byte[] password, ConnectDeadline deadline)
            throws ConnectFailedException, ConnectionLostException {
        try (SudoHandshake talk =
                SudoHandshake.startSudo(transport, password, deadline.endNanos())) {
            return switch (talk.sudoResult()) {
                case READY -> true;
                case WRONG -> false;
                case WANTS_PASSWORD, DENIED ->
                        throw new ConnectFailedException(talk.explainDenial(who));
            };
        }
    }

    @Override
    public RemoteCommand startShell(CommandTransport transport, long deadline)
            throws ConnectionLostException {
        if (password.length == 0) {
            return transport.startCommand("exec sudo -n -- /bin/sh");
        }
        SudoHandshake talk = SudoHandshake.startSudo(transport, password, deadline);
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

    /// Wipes its intermediate copy of the secret.
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
