package dev.handrail.remote.ssh.privilege;

import dev.handrail.model.Message;
import dev.handrail.remote.ConnectFailedException;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.remote.ShellConnector.SecretRequest.RequestKind;
import dev.handrail.remote.ShellConnector.UserInteraction;
import dev.handrail.remote.ssh.auth.ConnectDeadline;
import dev.handrail.remote.ssh.channel.CommandTransport;
import dev.handrail.remote.ssh.channel.RemoteCommand;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Shells run as root through a program that may ask for a password.
///
/// Handrail sends a password to sudo's stdin, once per start, and only after sudo has printed a
/// random prompt; where sudo asks for none, it prints a random mark instead and Handrail sends
/// nothing. So nothing else can read the password as a command. doas and run0 get it through a
/// terminal, once they have asked there.
public final class ShellLauncher implements PrivilegeEscalation {
    /// How often the admin may enter the password.
    private static final int TRIES = 3;

    /// Empty when the program needs none.
    private final byte[] password;

    private final RootProgram program;

    private ShellLauncher(RootProgram program, byte[] password) {
        this.program = program;
        this.password = password;
    }

    /// For servers on which the program asks for no password.
    public static ShellLauncher withoutPassword(RootProgram program) {
        return new ShellLauncher(program, new byte[0]);
    }

    /// Finds out whether sudo works without a password, and asks for it if not.
    public static ShellLauncher openSudo(
            CommandTransport transport, String who, UserInteraction asker, ConnectDeadline deadline)
            throws ConnectFailedException, ConnectionLostException {
        SudoProbe first = SudoProbe.run(transport, deadline);
        return switch (first.result()) {
            case READY -> withoutPassword(first.program());
            case WANTS_PASSWORD -> withPassword(first.program(), transport, who, asker, deadline);
            case WRONG, UNASKED, DENIED ->
                    throw new ConnectFailedException(first.explainDenial(who));
        };
    }

    /// Asks for a password until sudo accepts it.
    public static ShellLauncher withPassword(
            RootProgram program,
            CommandTransport transport,
            String who,
            UserInteraction asker,
            ConnectDeadline deadline)
            throws ConnectFailedException, ConnectionLostException {
        String account = who + ":" + transport.portNumber();
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            SecretRequest request =
                    new SecretRequest(
                            RequestKind.SUDO, account, who, program.title(), false, attempt);
            Optional<char[]> answer = deadline.runPaused(() -> asker.askSecret(request));
            if (answer.isEmpty()) {
                throw new ConnectFailedException(
                        attempt == 1 ? program.noPassword(who) : program.wrongPassword(who));
            }
            byte[] password = toBytes(answer.get());
            if (isAccepted(program, transport, password, deadline.endNanos(), who)) {
                asker.secretAccepted(request);
                return new ShellLauncher(program, password);
            }
            asker.secretRejected(request);
        }
        throw new ConnectFailedException(program.wrongPassword(who));
    }

    /// Starts one shell with the password and closes it again.
    private static boolean isAccepted(
            RootProgram program,
            CommandTransport transport,
            byte[] password,
            long deadline,
            String who)
            throws ConnectFailedException, ConnectionLostException {
        try (RootHandshake talk = program.starter().startHandshake(transport, password, deadline)) {
            return switch (talk.result()) {
                case READY, UNASKED -> true;
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
            return transport.startCommand(program.shellCommand());
        }
        RootHandshake talk = program.starter().startHandshake(transport, password, deadline);
        if (talk.result() == RootHandshake.HandshakeResult.READY) {
            return talk.openedShell();
        }
        talk.close();
        if (talk.result() == RootHandshake.HandshakeResult.UNASKED) {
            return transport.startCommand(program.shellCommand());
        }
        throw new ConnectionLostException(explainRefusal(talk, transport.accountName()));
    }

    private Message explainRefusal(RootHandshake talk, String who) {
        return talk.result() == RootHandshake.HandshakeResult.WRONG
                ? Message.of("remote.link.password-refused", program.title())
                : talk.explainDenial(who).what();
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
}
