package dev.handrail.remote.ssh.channel;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.ChannelWindow;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;

/// The input of a channel of JSch, which sends nothing after the channel was closed.
public final class JschChannelInput extends OutputStream {
    /// The most bytes that are sent at once.
    private static final int PIECE = 32 * 1024;

    private final Channel channel;
    private final OutputStream to;

    public JschChannelInput(Channel channel) throws IOException {
        this.channel = channel;
        this.to = channel.getOutputStream();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /// Sends the bytes at once. Throws when the channel closes before it has sent all.
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int sent = 0;
        while (sent < length) {
            sent += sendPiece(bytes, offset + sent, Math.min(PIECE, length - sent));
        }
    }

    /// Returns how many bytes the server took.
    private int sendPiece(byte[] bytes, int offset, int most) throws IOException {
        synchronized (channel) {
            int length = Math.min(most, awaitRoom());
            if (length == 0) {
                throw new IOException("The channel is closed");
            }
            to.write(bytes, offset, length);
            to.flush();
            return length;
        }
    }

    private int awaitRoom() throws IOException {
        try {
            return ChannelWindow.awaitRoom(channel);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /// The command reads the end of its input.
    @Override
    public void close() throws IOException {
        to.close();
    }
}
