package dev.handrail.practice;

import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;

/// One exec channel: a real `/bin/sh` that runs the command, as sshd would start it. When the
/// channel closes, the shell loses its input and output; what it detached keeps running.
final class PracticeShell implements Command {
    private final String command;
    private final Path home;
    private final Map<String, String> environment;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private @Nullable OutputStream err;
    private @Nullable ExitCallback exit;
    private volatile @Nullable Process process;

    PracticeShell(String command, Path home, Map<String, String> environment) {
        this.command = command;
        this.home = home;
        this.environment = environment;
    }

    @Override
    public void setInputStream(InputStream in) {
        this.in = in;
    }

    @Override
    public void setOutputStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void setErrorStream(OutputStream err) {
        this.err = err;
    }

    @Override
    public void setExitCallback(ExitCallback exit) {
        this.exit = exit;
    }

    @Override
    public void start(ChannelSession channel, Environment env) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder("/bin/sh", "-c", command).directory(home.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process started = builder.start();
        process = started;
        Thread.ofVirtual().name("practice-in").start(() -> feedInput(started));
        Thread.ofVirtual().name("practice-out").start(() -> serveOutput(started));
    }

    @Override
    public void destroy(ChannelSession channel) {
        Process running = process;
        if (running != null) {
            running.destroy();
        }
    }

    /// Runs on a thread of its own and reports the exit code after all output is sent.
    private void serveOutput(Process running) {
        try {
            Thread errors =
                    Thread.ofVirtual().start(() -> copyBytes(running.getErrorStream(), err));
            copyBytes(running.getInputStream(), out);
            errors.join();
            int code = running.waitFor();
            if (exit != null) {
                exit.onExit(code);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Closes the shell's input when the channel's input ends.
    private void feedInput(Process running) {
        try (OutputStream to = running.getOutputStream()) {
            copyBytes(in, to);
        } catch (IOException e) {
            // The shell has ended, or needs no input: as with sshd, this is no error.
        }
    }

    /// Flushes each piece, so that output arrives while a step still runs. It ends quietly when
    /// either side is closed.
    private static void copyBytes(@Nullable InputStream from, @Nullable OutputStream to) {
        if (from == null || to == null) {
            return;
        }
        byte[] bytes = new byte[32 * 1024];
        try {
            for (int length = from.read(bytes); length >= 0; length = from.read(bytes)) {
                to.write(bytes, 0, length);
                to.flush();
            }
        } catch (IOException e) {
            closeQuietly(from);
        }
    }

    /// Makes a process that keeps writing get SIGPIPE.
    private static void closeQuietly(InputStream from) {
        try {
            from.close();
        } catch (IOException e) {
            // It is closed.
        }
    }
}
