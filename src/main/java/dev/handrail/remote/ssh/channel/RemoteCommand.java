package dev.handrail.remote.ssh.channel;

import dev.handrail.model.Message;
import dev.handrail.remote.ConnectionLostException;

import java.io.IOException;
import java.io.InterruptedIOException;

/// One command on the server, on a channel of its own.
public final class RemoteCommand implements AutoCloseable {
    /// Nanoseconds after which a waiting thread checks the connection.
    private static final long LOOK_AGAIN = 1_000_000_000;

    private final CommandChannel channel;
    private final ChannelBuffer flow;

    public RemoteCommand(CommandChannel channel) {
        this.channel = channel;
        this.flow = channel.output();
    }

    /// Sends bytes to the command's input.
    public void sendInput(byte[] bytes) throws ConnectionLostException {
        try {
            channel.input().write(bytes);
            channel.input().flush();
        } catch (IOException e) {
            if (!channel.isConnected()) {
                throw new ConnectionLostException(Message.of("remote.link.lost"), e);
            }
            // The command ended without reading all of it; its exit status tells.
        }
    }

    /// The command reads the end of its input.
    public void closeInput() {
        try {
            channel.input().close();
        } catch (IOException e) {
            // The channel is closed already.
        }
    }

    /// Waits for output, errors or the end, at most until `deadline` (of the nano clock). Returns
    /// false if nothing came in time.
    public boolean awaitOutput(long deadline) throws ConnectionLostException {
        try {
            while (true) {
                long left = deadline - System.nanoTime();
                if (flow.awaitData(Math.min(left, LOOK_AGAIN))) {
                    return true;
                }
                if (!channel.isConnected()) {
                    throw new ConnectionLostException(Message.of("remote.link.lost"));
                }
                if (left <= 0) {
                    return false;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionLostException(
                    Message.of("remote.link.interrupted"), new InterruptedIOException());
        }
    }

    /// Waits for the end and closes the channel; the server counts a channel for as long as it is
    /// open, and allows few.
    public void finishAndClose(long deadline) throws ConnectionLostException {
        closeInput();
        byte[] nothing = new byte[64];
        while (!hasEnded() && awaitOutput(deadline)) {
            takeOut(nothing);
            takeErr(nothing);
        }
        close();
    }

    /// Takes output that is there, without waiting; returns the number of bytes.
    public int takeOut(byte[] into) {
        return flow.takeOut(into);
    }

    /// Takes errors that are there, without waiting; returns the number of bytes.
    public int takeErr(byte[] into) {
        return flow.takeErr(into);
    }

    /// Whether the command has ended and all it printed was taken. Only then is the exit status
    /// known.
    public boolean hasEnded() {
        return flow.hasEnded();
    }

    /// The exit status; 128 plus the signal for a command that a signal ended, as in a shell.
    /// Without either the connection counts as lost.
    public int exitStatus() throws ConnectionLostException {
        return channel.exitStatus();
    }

    @Override
    public void close() {
        channel.close();
    }
}
