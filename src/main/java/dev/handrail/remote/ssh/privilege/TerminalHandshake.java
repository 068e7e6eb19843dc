package dev.handrail.remote.ssh.privilege;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ssh.channel.CommandTransport;
import dev.handrail.remote.ssh.channel.RemoteCommand;
import dev.handrail.remote.ssh.channel.StartMarker;
import dev.handrail.text.ServerText;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// One start of a shell through a program that reads a password from its terminal.
///
/// The password is sent once, as soon as the program reads it: when the terminal shows no input any
/// more. The shell then writes a last line to the terminal, so that nothing of the terminal comes
/// after it.
final class TerminalHandshake implements RootHandshake {
    /// Bytes of the program's own output that are kept.
    private static final int MOST_TEXT = 64 * 1024;

    private static final Pattern REFUSED =
            Pattern.compile("(?is).*(authentication fail|incorrect|try again).*");

    private final String program;
    private final RemoteCommand exec;
    private final StartMarker begun;
    private final String asks;
    private final String last;
    private final StartMarker mark;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private HandshakeResult result = HandshakeResult.DENIED;
    private boolean sent;

    private TerminalHandshake(
            String program, RemoteCommand exec, StartMarker begun, String asks, String last) {
        this.program = program;
        this.exec = exec;
        this.begun = begun;
        this.asks = asks;
        this.last = last;
        this.mark = new StartMarker(last);
    }

    /// `command`: the program and its options, which a shell follows.
    static TerminalHandshake start(
            String program,
            String command,
            CommandTransport transport,
            byte[] password,
            long deadline)
            throws ConnectionLostException {
        String first = StartMarker.randomWord();
        String asks = StartMarker.randomWord();
        String word = StartMarker.randomWord();
        String tell = "{ echo " + word + " >/dev/tty; } 2>/dev/null || echo " + word + " >&2; ";
        String shell = command + " /bin/sh -c '" + tell + "echo; echo " + word + "; exec /bin/sh'";
        TerminalHandshake talk =
                new TerminalHandshake(
                        program,
                        transport.startCommand(TerminalCommand.withPassword(shell, first, asks)),
                        new StartMarker(first),
                        asks,
                        word);
        talk.exchangePrompts(password, deadline);
        return talk;
    }

    /// A shell that comes before the question has no input of its own yet, so it is not used.
    private void exchangePrompts(byte[] password, long deadline) throws ConnectionLostException {
        while (!exec.hasEnded() && exec.awaitOutput(deadline)) {
            takeOutput();
            if (mark.wasFound() && text().indexOf('\n', indexOfLast()) >= 0) {
                result = sent ? HandshakeResult.READY : HandshakeResult.UNASKED;
                return;
            }
            if (!sent && text().contains(asks)) {
                exec.sendInput(password);
                exec.sendInput(new byte[] {'\n'});
                sent = true;
            }
        }
        if (sent && REFUSED.matcher(text()).matches()) {
            result = HandshakeResult.WRONG;
        }
    }

    private void takeOutput() {
        byte[] buffer = new byte[4096];
        mark.indexAfter(buffer, exec.takeOut(buffer));
        int length = exec.takeErr(buffer);
        int from = begun.indexAfter(buffer, length);
        if (printed.size() < MOST_TEXT) {
            printed.write(buffer, from, length - from);
        }
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    /// What the program itself has shown.
    private String shownText() {
        return ServerText.toPlainLine(text().replace(asks, ""));
    }

    /// Where the last line begins that the terminal shows; the end of the text before it comes.
    private int indexOfLast() {
        int index = text().indexOf(last);
        return index < 0 ? text().length() : index;
    }

    @Override
    public HandshakeResult result() {
        return result;
    }

    @Override
    public RemoteCommand openedShell() {
        return exec;
    }

    @Override
    public Problem explainDenial(String who) {
        return new Problem(
                program + ".denied",
                Message.of("remote.root.denied.what", program, who, shownText()),
                Message.of("remote.root.denied.todo"));
    }

    @Override
    public void close() {
        exec.close();
    }
}
