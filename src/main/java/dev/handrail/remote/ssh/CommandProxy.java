package dev.handrail.remote.ssh;

import com.jcraft.jsch.SocketFactory;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.LocalProgram;
import dev.handrail.remote.ssh.auth.ConnectDeadline;
import dev.handrail.remote.ssh.hostkey.KeyExchangeRecorder;
import dev.handrail.text.ServerText;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// Reaches a server through the input and output of a command of the admin's, as ssh does with a
/// `ProxyCommand`. The command ends with the connection.
final class CommandProxy implements ServerProxy {
    /// How long to wait for the error output of a command that has closed its output.
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final int MOST_ERROR = 4096;

    private final String command;
    private final ConnectDeadline deadline;
    private final KeyExchangeRecorder exchange;
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private @Nullable Process process;
    private @Nullable Thread errorReader;
    private @Nullable TimedInput in;

    /// `command`: for the user's shell, its tokens replaced.
    CommandProxy(String command, ConnectDeadline deadline, KeyExchangeRecorder exchange) {
        this.command = command;
        this.deadline = deadline;
        this.exchange = exchange;
    }

    @Override
    public void connect(@Nullable SocketFactory none, String host, int port, int timeout)
            throws IOException {
        Process started = new ProcessBuilder(shellCommand()).start();
        process = started;
        deadline.closeOnExpiry(() -> LocalProgram.kill(started));
        errorReader =
                Thread.ofVirtual()
                        .name("handrail-proxy-errors")
                        .start(() -> keepErrors(started.getErrorStream()));
        in = new TimedInput(started.getInputStream());
    }

    /// Replaces the shell by the command, as ssh does, so that no shell is left waiting.
    private List<String> shellCommand() {
        if (File.separatorChar == '\\') {
            return List.of("cmd.exe", "/c", command);
        }
        String shell = System.getenv().getOrDefault("SHELL", "");
        return List.of(shell.isEmpty() ? "/bin/sh" : shell, "-c", "exec " + command);
    }

    /// Reads all of it, so that the command never waits, and keeps the beginning.
    private void keepErrors(InputStream from) {
        byte[] bytes = new byte[1024];
        try (from) {
            for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
                synchronized (errors) {
                    errors.write(bytes, 0, Math.min(count, MOST_ERROR - errors.size()));
                }
            }
        } catch (IOException e) {
            // It was ended; what came until then is kept.
        }
    }

    /// The command's own error output explains a connection that ended early.
    @Override
    public Problem explain(Problem problem, String host) {
        if (!problem.key().matches("net\\..*|protocol\\.garbage")) {
            return problem;
        }
        String said = errorText();
        return new Problem(
                "net.proxy-command",
                said.isEmpty()
                        ? Message.of("remote.net.proxy-command.what", host, command)
                        : Message.of("remote.net.proxy-command-said.what", host, command, said),
                Message.of("remote.net.proxy-command.todo"));
    }

    private String errorText() {
        Thread reader = errorReader;
        try {
            if (reader != null) {
                reader.join(GRACE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (errors) {
            return ServerText.toPlainLine(errors.toString(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void setReadTimeout(long nanos) {
        TimedInput reading = in;
        if (reading != null) {
            reading.setTimeout(nanos);
        }
    }

    @Override
    public @Nullable InputStream getInputStream() {
        TimedInput reading = in;
        return reading == null ? null : exchange.record(reading);
    }

    @Override
    public @Nullable OutputStream getOutputStream() {
        Process running = process;
        return running == null ? null : running.getOutputStream();
    }

    @Override
    public @Nullable Socket getSocket() {
        return null;
    }

    @Override
    public void close() {
        Process running = process;
        if (running != null) {
            LocalProgram.kill(running);
        }
    }
}
