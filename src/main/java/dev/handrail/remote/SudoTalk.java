package dev.handrail.remote;

import com.jcraft.jsch.Session;

import dev.handrail.model.Problem;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// One start of a shell through sudo, until the shell is there or sudo has said no.
final class SudoTalk implements AutoCloseable {
    enum Result {
        READY,
        WANTS_PASSWORD,
        WRONG,
        DENIED
    }

    private static final int MOST_TEXT = 64 * 1024;

    private final Exec exec;
    private final String prompt;
    private final Mark mark;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Result result = Result.DENIED;
    private int exit = -1;

    private SudoTalk(Exec exec, String prompt, String word) {
        this.exec = exec;
        this.prompt = prompt;
        this.mark = new Mark(word);
    }

    /// With an empty password: finds out whether one is wanted, whatever sudo remembers of earlier
    /// ones.
    static SudoTalk begin(Session session, byte[] password, long deadline) throws LinkLost {
        String prompt = "[handrail-" + Mark.word() + "]";
        String word = Mark.word();
        String command =
                "exec sudo "
                        + (password.length == 0 ? "-k " : "")
                        + "-S -p '"
                        + prompt
                        + "' -- /bin/sh -c 'echo; echo "
                        + word
                        + "; exec /bin/sh'";
        SudoTalk talk = new SudoTalk(new Exec(session, command), prompt, word);
        talk.talk(password, deadline);
        return talk;
    }

    Result result() {
        return result;
    }

    /// The shell; it is the caller's to close.
    Exec exec() {
        return exec;
    }

    private void talk(byte[] password, long deadline) throws LinkLost {
        byte[] buffer = new byte[4096];
        int prompts = 0;
        while (!exec.ended() && exec.await(deadline)) {
            int out = exec.takeOut(buffer);
            mark.after(buffer, out);
            if (mark.found()) {
                result = Result.READY;
                return;
            }
            int err = exec.takeErr(buffer);
            if (said.size() < MOST_TEXT) {
                said.write(buffer, 0, err);
            }
            int seen = prompts();
            if (seen > prompts) {
                prompts = seen;
                if (password.length == 0 || prompts > 1) {
                    result = prompts > 1 ? Result.WRONG : Result.WANTS_PASSWORD;
                    return;
                }
                exec.send(password);
                exec.send(new byte[] {'\n'});
            }
        }
        exit = exec.ended() ? exec.exit() : -1;
        if (said.toString(StandardCharsets.UTF_8).matches("(?is).*(incorrect|try again).*")) {
            result = Result.WRONG;
        }
    }

    private int prompts() {
        String text = said.toString(StandardCharsets.ISO_8859_1);
        return (text.length() - text.replace(prompt, "").length()) / prompt.length();
    }

    /// Why there is no shell.
    Problem denied(String who) {
        String text =
                ServerText.plain(
                        said.toString(StandardCharsets.UTF_8).replace(prompt, "")
                                + " "
                                + mark.noise());
        if (exit == 127 || text.contains("not found")) {
            return new Problem(
                    "sudo.missing",
                    "There is no sudo on the server.",
                    "Log in as root, or install sudo.");
        }
        if (text.contains("tty")) {
            return new Problem(
                    "sudo.needs-terminal",
                    "sudo on the server insists on a terminal for " + who + ": " + text,
                    "Add `Defaults:"
                            + who.replaceFirst("@.*", "")
                            + " !requiretty` to /etc/sudoers with visudo.");
        }
        if (exit < 0) {
            return new Problem(
                    "sudo.no-answer",
                    "sudo did not come to an end" + (text.isEmpty() ? "." : ": " + text),
                    "Try `sudo -v` on the server; one-time codes for sudo are not supported.");
        }
        return new Problem(
                "sudo.denied",
                "sudo does not let " + who + " run commands as root: " + text,
                "Ask who looks after the server to allow it, or log in as root.");
    }

    @Override
    public void close() {
        exec.close();
    }
}
