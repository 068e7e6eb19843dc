package dev.handrail.remote.ssh.system;

import dev.handrail.model.Message;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ssh.channel.ChannelBuffer;
import dev.handrail.remote.ssh.channel.ChannelRefusedException;
import dev.handrail.remote.ssh.channel.CommandChannel;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// One command on a channel of the master, as one process of ssh. The master reads and writes the
/// pipes of that process itself, so a full pipe slows down this channel only.
final class SystemCommandChannel implements CommandChannel {
    /// With this ssh also reports that the connection was lost.
    private static final int FAILED = 255;

    private static final int PIECE = 64 * 1024;

    private final SystemTransport transport;
    private final Process process;
    private final ChannelBuffer flow = new ChannelBuffer();

    private SystemCommandChannel(SystemTransport transport, Process process) {
        this.transport = transport;
        this.process = process;
    }

    /// Starts the process and waits until the server has opened its channel.
    static SystemCommandChannel open(SystemTransport transport, ProcessBuilder builder, Path log)
            throws IOException {
        Process process = builder.start();
        try {
            awaitOpened(transport, process, log);
        } catch (IOException e) {
            process.destroy();
            throw e;
        } finally {
            Files.deleteIfExists(log);
        }
        SystemCommandChannel channel = new SystemCommandChannel(transport, process);
        Thread out = channel.startReader("out", channel::readOutput);
        channel.startReader("err", () -> channel.readErrors(out));
        return channel;
    }

    /// Reads the log of this process, since what the server prints cannot get into that.
    private static void awaitOpened(SystemTransport transport, Process process, Path log)
            throws IOException {
        while (true) {
            boolean ended = !process.isAlive();
            String text = MasterFolder.readText(log);
            if (text.contains("master session id")) {
                return;
            }
            if (ended) {
                throw text.contains("session request failed") && transport.isCarrying()
                        ? new ChannelRefusedException("Session open refused by peer")
                        : new IOException("ssh: " + text);
            }
            pause();
        }
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private Thread startReader(String name, Runnable reader) {
        return Thread.ofPlatform().daemon().name("handrail-ssh-" + name).start(reader);
    }

    private void readOutput() {
        try (OutputStream sink = flow.outSink()) {
            copy(process.getInputStream(), sink);
        } catch (IOException | InterruptedException e) {
            // The channel was closed here.
        }
    }

    /// Reports the end of the channel after both streams and the process have ended.
    private void readErrors(Thread out) {
        try (OutputStream sink = flow.errSink()) {
            copy(process.getErrorStream(), sink);
            out.join();
            process.waitFor();
        } catch (IOException | InterruptedException e) {
            // The channel was closed here.
        }
    }

    private void copy(InputStream from, OutputStream to) throws IOException, InterruptedException {
        byte[] buffer = new byte[PIECE];
        while (flow.awaitRoom()) {
            int length = from.read(buffer);
            if (length < 0) {
                return;
            }
            to.write(buffer, 0, length);
        }
    }

    @Override
    public OutputStream input() {
        return process.getOutputStream();
    }

    @Override
    public ChannelBuffer output() {
        return flow;
    }

    @Override
    public boolean isConnected() {
        return transport.isOpen();
    }

    @Override
    public int exitStatus() throws ConnectionLostException {
        if (process.isAlive()) {
            throw new ConnectionLostException(Message.of("remote.link.lost"));
        }
        int status = process.exitValue();
        if (status == FAILED && !transport.isCarrying()) {
            throw new ConnectionLostException(Message.of("remote.link.lost"));
        }
        return status;
    }

    @Override
    public void close() {
        flow.markClosed();
        process.destroy();
    }
}
