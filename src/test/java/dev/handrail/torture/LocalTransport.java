package dev.handrail.torture;

import dev.handrail.model.Message;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ssh.channel.ChannelBuffer;
import dev.handrail.remote.ssh.channel.CommandChannel;
import dev.handrail.remote.ssh.channel.CommandTransport;
import dev.handrail.remote.ssh.channel.RemoteCommand;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// A connection to this machine itself: each command is a process of its own, and what it detaches
/// outlives the Handrail that started it, as on a server.
final class LocalTransport implements CommandTransport {
    private final Path base;
    private volatile boolean open = true;

    /// `base`: the folder in which the server keeps its run folders.
    LocalTransport(Path base) {
        this.base = base;
    }

    @Override
    public RemoteCommand startCommand(String command) throws ConnectionLostException {
        if (!open) {
            throw new ConnectionLostException(Message.of("remote.link.lost"));
        }
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command);
        builder.environment().put("HANDRAIL_BASE", base.toString());
        try {
            return new RemoteCommand(new LocalChannel(builder.start()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String userName() {
        return System.getProperty("user.name");
    }

    @Override
    public String hostName() {
        return "localhost";
    }

    @Override
    public int portNumber() {
        return 22;
    }

    @Override
    public String hostKey() {
        return "SHA256:local";
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }

    /// The pipes of one process.
    private final class LocalChannel implements CommandChannel {
        private final ChannelBuffer buffer = new ChannelBuffer();
        private final Process process;

        LocalChannel(Process process) {
            this.process = process;
            Thread out = Thread.ofVirtual().start(() -> copy(process.getInputStream(), true));
            Thread err = Thread.ofVirtual().start(() -> copy(process.getErrorStream(), false));
            Thread.ofVirtual().start(() -> markEnd(out, err));
        }

        private void copy(InputStream from, boolean out) {
            byte[] piece = new byte[8192];
            try (OutputStream to = out ? buffer.outSink() : OutputStream.nullOutputStream()) {
                OutputStream sink = out ? to : buffer.errSink();
                for (int read = from.read(piece); read >= 0; read = from.read(piece)) {
                    sink.write(piece, 0, read);
                    buffer.awaitRoom();
                }
            } catch (IOException | InterruptedException e) {
                // The channel was closed while the process still printed.
            }
        }

        private void markEnd(Thread out, Thread err) {
            try {
                out.join();
                err.join();
                process.waitFor();
                buffer.markClosed();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public OutputStream input() {
            return process.getOutputStream();
        }

        @Override
        public ChannelBuffer output() {
            return buffer;
        }

        @Override
        public boolean isConnected() {
            return open;
        }

        @Override
        public int exitStatus() throws ConnectionLostException {
            try {
                return process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ConnectionLostException(
                        Message.of("remote.link.interrupted"), new InterruptedIOException());
            }
        }

        @Override
        public void close() {
            process.destroy();
            buffer.markClosed();
        }
    }
}
