package dev.handrail.remote;

import java.nio.charset.StandardCharsets;

/// A script that runs on the server on a channel of its own. It is sent as one group of commands,
/// so that nothing of it runs before all of it has come, and reads nothing of what follows it.
final class ScriptRun {
    private static final int PIECE = 64 * 1024;

    private final Exec exec;
    private final Mark outMark;
    private final Mark errMark;
    private final byte[] buffer = new byte[PIECE];

    private ScriptRun(Exec exec, String word) {
        this.exec = exec;
        this.outMark = new Mark(word);
        this.errMark = new Mark(word);
    }

    /// Takes what the script prints, in order; the buffer is used again.
    interface Sink {
        void bytes(byte[] bytes, int offset, int length) throws LinkLost;
    }

    /// Sends a script to a shell that has read nothing yet; `fed`: the script reads descriptor 3,
    /// and [#feed] follows.
    static ScriptRun start(Exec exec, String script, boolean fed) throws LinkLost {
        String word = Mark.word();
        exec.send(text(script, word, fed).getBytes(StandardCharsets.UTF_8));
        if (!fed) {
            exec.endOfInput();
        }
        return new ScriptRun(exec, word);
    }

    /// What a shell reads: our mark on both outputs, then the script.
    static String text(String script, String word, boolean fed) {
        String mark = "printf '\\n%s\\n' " + word;
        String input = fed ? "exec 3<&0 </dev/null" : "exec </dev/null";
        return "{\n" + mark + "; " + mark + " >&2\n" + input + "\n" + script + "\nexit\n}\n";
    }

    /// Sends the bytes for descriptor 3 as soon as the script has begun: a shell may read ahead of
    /// what it runs.
    void feed(byte[] input, Sink out, Sink err, long deadline) throws LinkLost {
        while (!outMark.found() && !exec.ended() && exec.await(deadline)) {
            pass(out, err);
        }
        if (outMark.found()) {
            Thread.startVirtualThread(() -> {
                try {
                    exec.send(input);
                } catch (LinkLost e) {
                    // The thread that reads notices the same.
                }
                exec.endOfInput();
            });
        }
    }

    /// Passes on what the script prints until it has ended. False: the deadline came first.
    boolean pump(Sink out, Sink err, long deadline) throws LinkLost {
        while (!exec.ended()) {
            if (!exec.await(deadline)) {
                return false;
            }
            pass(out, err);
        }
        return true;
    }

    private void pass(Sink out, Sink err) throws LinkLost {
        pass(exec.takeOut(buffer), outMark, out);
        pass(exec.takeErr(buffer), errMark, err);
    }

    private void pass(int length, Mark mark, Sink sink) throws LinkLost {
        int from = mark.after(buffer, length);
        if (from < length) {
            sink.bytes(buffer, from, length - from);
        }
    }

    /// Whether the script began at all.
    boolean began() {
        return outMark.found();
    }

    /// What the server printed instead.
    String noise() {
        return errMark.noise() + outMark.noise();
    }

    int exit() throws LinkLost {
        return exec.exit();
    }
}
