package dev.handrail.remote.ssh.privilege;

import com.jcraft.jsch.Session;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ssh.channel.RemoteCommand;
import dev.handrail.remote.ssh.channel.StartMarker;
import dev.handrail.text.ServerText;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// One start of a shell through sudo, until the shell is there or sudo has said no.
public final class SudoHandshake implements AutoCloseable {
    public enum SudoResult {
        READY,
        WANTS_PASSWORD,
        WRONG,
        DENIED
    }

    private static final int MOST_TEXT = 64 * 1024;

    private final RemoteCommand exec;
    private final String prompt;
    private final StartMarker mark;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private SudoResult result = SudoResult.DENIED;
    private int exit = -1;

    private SudoHandshake(RemoteCommand exec, String prompt, String word) {
        this.exec = exec;
        this.prompt = prompt;
        this.mark = new StartMarker(word);
    }

    /// With an empty password: finds out whether one is wanted, whatever sudo remembers of earlier
    /// ones.
    static SudoHandshake startSudo(Session session, byte[] password, long deadline)
            throws ConnectionLostException {
        String prompt = "[handrail-" + StartMarker.randomWord() + "]";
        String word = StartMarker.randomWord();
        String command =
                "exec sudo "
                        + (password.length == 0 ? "-k " : "")
                        + "-S -p '"
                        + prompt
                        + "' -- /bin/sh -c 'echo; echo "
                        + word
                        + "; exec /bin/sh'";
        SudoHandshake talk = new SudoHandshake(new RemoteCommand(session, command), prompt, word);
        talk.exchangePrompts(password, deadline);
        return talk;
    }

    public SudoResult sudoResult() {
        return result;
    }

    /// The shell; it is the caller's to close.
    RemoteCommand openedShell() {
        return exec;
    }

    private void exchangePrompts(byte[] password, long deadline) throws ConnectionLostException {
        byte[] buffer = new byte[4096];
        int prompts = 0;
        while (!exec.hasEnded() && exec.awaitOutput(deadline)) {
            int out = exec.takeOut(buffer);
            mark.indexAfter(buffer, out);
            if (mark.wasFound()) {
                result = SudoResult.READY;
                return;
            }
            int err = exec.takeErr(buffer);
            if (said.size() < MOST_TEXT) {
                said.write(buffer, 0, err);
            }
            int seen = countPrompts();
            if (seen > prompts) {
                prompts = seen;
                if (password.length == 0 || prompts > 1) {
                    result = prompts > 1 ? SudoResult.WRONG : SudoResult.WANTS_PASSWORD;
                    return;
                }
                exec.sendInput(password);
                exec.sendInput(new byte[] {'\n'});
            }
        }
        exit = exec.hasEnded() ? exec.exitStatus() : -1;
        if (said.toString(StandardCharsets.UTF_8).matches("(?is).*(incorrect|try again).*")) {
            result = SudoResult.WRONG;
        }
    }

    private int countPrompts() {
        String text = said.toString(StandardCharsets.ISO_8859_1);
        return (text.length() - text.replace(prompt, "").length()) / prompt.length();
    }

    /// Why there is no shell.
    public Problem explainDenial(String who) {
        String text =
                ServerText.toPlainLine(
                        said.toString(StandardCharsets.UTF_8).replace(prompt, "")
                                + " "
                                + mark.textBefore());
        if (exit == 127 || text.contains("not found")) {
            return new Problem(
                    "sudo.missing",
                    Message.literal("There is no sudo on the server."),
                    Message.literal("Log in as root, or install sudo."));
        }
        if (text.contains("tty")) {
            return new Problem(
                    "sudo.needs-terminal",
                    Message.literal(
                            "sudo on the server insists on a terminal for " + who + ": " + text),
                    Message.literal(
                            "Add `Defaults:"
                                    + who.replaceFirst("@.*", "")
                                    + " !requiretty` to /etc/sudoers with visudo."));
        }
        if (exit < 0) {
            return new Problem(
                    "sudo.no-answer",
                    Message.literal(
                            "sudo did not come to an end" + (text.isEmpty() ? "." : ": " + text)),
                    Message.literal(
                            "Try `sudo -v` on the server; one-time codes for sudo are not"
                                    + " supported."));
        }
        return new Problem(
                "sudo.denied",
                Message.literal("sudo does not let " + who + " run commands as root: " + text),
                Message.literal("Ask who looks after the server to allow it, or log in as root."));
    }

    @Override
    public void close() {
        exec.close();
    }
}
