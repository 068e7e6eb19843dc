package dev.handrail.remote.ssh.channel;

import dev.handrail.remote.ConnectionLostException;

import java.nio.charset.StandardCharsets;

/// A script that runs on the server on a channel of its own. It is sent as one group of commands,
/// so that the shell runs none of it before all of it has come.
public final class ScriptExecution {
    /// The most bytes that a sink gets at once.
    private static final int PIECE = 64 * 1024;

    /// Adds the usual folders where a server gives a PATH without them, as a secure_path of sudo
    /// can.
    private static final String USABLE_PATH =
            "command -v id >/dev/null || { PATH=\"${PATH:+$PATH:}/usr/local/sbin:/usr/local/bin:"
                    + "/usr/sbin:/usr/bin:/sbin:/bin\"; export PATH; }";

    private final RemoteCommand exec;
    private final StartMarker outMark;
    private final StartMarker errMark;
    private final byte[] buffer = new byte[PIECE];

    private ScriptExecution(RemoteCommand exec, String word) {
        this.exec = exec;
        this.outMark = new StartMarker(word);
        this.errMark = new StartMarker(word);
    }

    /// Takes what the script prints, in order; the buffer is used again.
    public interface ScriptSink {
        void acceptBytes(byte[] bytes, int offset, int length) throws ConnectionLostException;
    }

    /// Sends a script to a shell that has read nothing yet; `fed`: the script reads descriptor 3,
    /// and [#sendInput] follows.
    public static ScriptExecution start(RemoteCommand exec, String script, boolean fed)
            throws ConnectionLostException {
        String word = StartMarker.randomWord();
        exec.sendInput(wrapScript(script, word, fed).getBytes(StandardCharsets.UTF_8));
        if (!fed) {
            exec.closeInput();
        }
        return new ScriptExecution(exec, word);
    }

    /// The text that the shell reads: a group that prints `word` to both outputs and then runs the
    /// script.
    public static String wrapScript(String script, String word, boolean fed) {
        String mark = "printf '\\n%s\\n' " + word;
        String input = fed ? "exec 3<&0 </dev/null" : "exec </dev/null";
        return "{\n%s; %s >&2\n%s\n%s\n%s\nexit\n}\n"
                .formatted(mark, mark, input, USABLE_PATH, script);
    }

    /// Waits until the script has begun, then sends the bytes for descriptor 3 on a thread of its
    /// own. Sent earlier, they could be read by the shell, which may read ahead.
    public void sendInput(byte[] input, ScriptSink out, ScriptSink err, long deadline)
            throws ConnectionLostException {
        while (!outMark.wasFound() && !exec.hasEnded() && exec.awaitOutput(deadline)) {
            forwardAvailable(out, err);
        }
        if (outMark.wasFound()) {
            Thread.startVirtualThread(() -> {
                try {
                    exec.sendInput(input);
                } catch (ConnectionLostException e) {
                    // The thread that reads notices the same.
                }
                exec.closeInput();
            });
        }
    }

    /// Passes on what the script prints until it has ended. False: the deadline came first.
    public boolean forwardOutput(ScriptSink out, ScriptSink err, long deadline)
            throws ConnectionLostException {
        while (!exec.hasEnded()) {
            if (!exec.awaitOutput(deadline)) {
                return false;
            }
            forwardAvailable(out, err);
        }
        return true;
    }

    /// Passes on what has come, without waiting.
    private void forwardAvailable(ScriptSink out, ScriptSink err) throws ConnectionLostException {
        forwardAvailable(exec.takeOut(buffer), outMark, out);
        forwardAvailable(exec.takeErr(buffer), errMark, err);
    }

    /// Drops everything before the marker.
    private void forwardAvailable(int length, StartMarker mark, ScriptSink sink)
            throws ConnectionLostException {
        int from = mark.indexAfter(buffer, length);
        if (from < length) {
            sink.acceptBytes(buffer, from, length - from);
        }
    }

    /// Whether the script began at all.
    public boolean hasBegun() {
        return outMark.wasFound();
    }

    /// What the server printed before the script began.
    public String textBefore() {
        return errMark.textBefore() + outMark.textBefore();
    }

    /// Only known after the script has ended.
    public int exitStatus() throws ConnectionLostException {
        return exec.exitStatus();
    }
}
