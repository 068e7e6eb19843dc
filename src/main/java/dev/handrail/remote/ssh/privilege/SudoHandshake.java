package dev.handrail.remote.ssh.privilege;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ssh.auth.AccountProblems;
import dev.handrail.remote.ssh.channel.CommandTransport;
import dev.handrail.remote.ssh.channel.RemoteCommand;
import dev.handrail.remote.ssh.channel.StartMarker;
import dev.handrail.text.ServerText;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// One start of a shell through sudo, until the shell is there or sudo refuses.
public final class SudoHandshake implements RootHandshake {
    /// Bytes of sudo's own output that are kept.
    private static final int MOST_TEXT = 64 * 1024;

    /// Printed with the word by a shell that may start no program.
    private static final String NO_EXEC = "no-exec-";

    private final RemoteCommand exec;
    private final String prompt;
    private final StartMarker mark;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private HandshakeResult result = HandshakeResult.DENIED;
    private int exit = -1;

    private SudoHandshake(RemoteCommand exec, String prompt, String word) {
        this.exec = exec;
        this.prompt = prompt;
        this.mark = new StartMarker(word);
    }

    /// With an empty password: finds out whether sudo asks for one, even if it remembers an earlier
    /// one.
    static SudoHandshake startSudo(
            CommandTransport transport, byte[] password, boolean terminal, long deadline)
            throws ConnectionLostException {
        String prompt = "[handrail-" + StartMarker.randomWord() + "]";
        String word = StartMarker.randomWord();
        String command =
                "sudo "
                        + (password.length == 0 ? "-k " : "")
                        + "-S -p '"
                        + prompt
                        + "' -- /bin/sh -c '/bin/sh -c : || { echo "
                        + NO_EXEC
                        + word
                        + " >&2; exit 1; }; echo; echo "
                        + word
                        + "; exec /bin/sh'";
        SudoHandshake talk =
                new SudoHandshake(
                        transport.startCommand(
                                terminal
                                        ? TerminalCommand.withTerminal(command)
                                        : "exec " + command),
                        prompt,
                        word);
        talk.exchangePrompts(password, deadline);
        return talk;
    }

    @Override
    public HandshakeResult result() {
        return result;
    }

    @Override
    public RemoteCommand openedShell() {
        return exec;
    }

    /// Sends the password at the first prompt only; a second prompt means that it is wrong.
    private void exchangePrompts(byte[] password, long deadline) throws ConnectionLostException {
        int prompts = 0;
        while (!exec.hasEnded() && exec.awaitOutput(deadline)) {
            takeOutput();
            if (mark.wasFound()) {
                result = HandshakeResult.READY;
                return;
            }
            int seen = countPrompts();
            if (seen > prompts) {
                prompts = seen;
                if (password.length == 0 || prompts > 1) {
                    result = prompts > 1 ? HandshakeResult.WRONG : HandshakeResult.WANTS_PASSWORD;
                    return;
                }
                exec.sendInput(password);
                exec.sendInput(new byte[] {'\n'});
            }
        }
        readEnd();
    }

    private void takeOutput() {
        byte[] buffer = new byte[4096];
        mark.indexAfter(buffer, exec.takeOut(buffer));
        if (!mark.wasFound()) {
            int length = exec.takeErr(buffer);
            if (printed.size() < MOST_TEXT) {
                printed.write(buffer, 0, length);
            }
        }
    }

    /// Called when sudo ended or the deadline came without a shell or a prompt.
    private void readEnd() throws ConnectionLostException {
        exit = exec.hasEnded() ? exec.exitStatus() : -1;
        if (printed.toString(StandardCharsets.UTF_8).matches("(?is).*(incorrect|try again).*")) {
            result = HandshakeResult.WRONG;
        }
    }

    /// How often sudo has printed its prompt so far.
    private int countPrompts() {
        String text = printed.toString(StandardCharsets.ISO_8859_1);
        return (text.length() - text.replace(prompt, "").length()) / prompt.length();
    }

    /// Whether sudo wants the user to have a terminal, as `requiretty` in sudoers says.
    boolean wantsTerminal() {
        return result == HandshakeResult.DENIED && sudoOutput().contains("tty");
    }

    private String sudoOutput() {
        return ServerText.toPlainLine(
                printed.toString(StandardCharsets.UTF_8).replace(prompt, "")
                        + " "
                        + mark.textBefore());
    }

    @Override
    public Problem explainDenial(String who) {
        String output = sudoOutput();
        if (exit == 127 || output.contains("not found")) {
            return new Problem(
                    "sudo.missing",
                    Message.of("remote.sudo.missing.what"),
                    Message.of("remote.sudo.missing.todo"));
        }
        if (output.contains(NO_EXEC)) {
            return startsNoProgram(who);
        }
        if (AccountProblems.ofOutput(who, output).isPresent()) {
            return AccountProblems.ofOutput(who, output).get();
        }
        if (output.contains("tty")) {
            return needsTerminal(who, output);
        }
        return exit < 0 ? noAnswer(output) : denied(who, output);
    }

    /// Names the line for sudoers that lifts `requiretty` for this user.
    private static Problem needsTerminal(String who, String output) {
        String line = "Defaults:" + who.replaceFirst("@.*", "") + " !requiretty";
        return new Problem(
                "sudo.needs-terminal",
                Message.of("remote.sudo.needs-terminal.what", who, output),
                Message.of("remote.sudo.needs-terminal.todo", line));
    }

    /// Names the line for sudoers that lifts `noexec` for this user.
    private static Problem startsNoProgram(String who) {
        String line = "Defaults:" + who.replaceFirst("@.*", "") + " !noexec";
        return new Problem(
                "sudo.no-exec",
                Message.of("remote.sudo.no-exec.what", who),
                Message.of("remote.sudo.no-exec.todo", line));
    }

    private static Problem noAnswer(String output) {
        return new Problem(
                "sudo.no-answer",
                output.isEmpty()
                        ? Message.of("remote.sudo.no-answer.what")
                        : Message.of("remote.sudo.no-end.what", output),
                Message.of("remote.sudo.no-answer.todo"));
    }

    private static Problem denied(String who, String output) {
        return new Problem(
                "sudo.denied",
                Message.of("remote.root.denied.what", "sudo", who, output),
                Message.of("remote.root.denied.todo"));
    }

    @Override
    public void close() {
        exec.close();
    }
}
