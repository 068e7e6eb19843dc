package dev.handrail.remote.ssh;

import com.jcraft.jsch.ChannelDirectTCPIP;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SocketFactory;

import dev.handrail.remote.ssh.auth.ConnectDeadline;
import dev.handrail.remote.ssh.channel.ChannelBuffer;
import dev.handrail.remote.ssh.channel.JschChannelInput;
import dev.handrail.remote.ssh.hostkey.KeyExchangeRecorder;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;

/// Reaches a server through another one that is connected already.
final class JumpProxy implements ServerProxy {
    /// Nanoseconds after which a waiting read checks the connection to the jump host.
    private static final long LOOK_AGAIN = 1_000_000_000;

    private final Session jump;
    private final ConnectDeadline deadline;
    private final KeyExchangeRecorder exchange;
    private @Nullable ChannelDirectTCPIP channel;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private volatile long patience = Long.MAX_VALUE;

    JumpProxy(Session jump, ConnectDeadline deadline, KeyExchangeRecorder exchange) {
        this.jump = jump;
        this.deadline = deadline;
        this.exchange = exchange;
    }

    @Override
    public void setReadTimeout(long nanos) {
        patience = nanos;
    }

    @Override
    public void connect(@Nullable SocketFactory none, String host, int port, int timeout)
            throws Exception {
        ChannelDirectTCPIP opened = (ChannelDirectTCPIP) jump.openChannel("direct-tcpip");
        ChannelBuffer flow = new ChannelBuffer(opened);
        configureChannel(opened, flow);
        opened.setHost(host);
        opened.setPort(port);
        deadline.closeOnExpiry(opened::disconnect);
        out = new JschChannelInput(opened);
        channel = opened;
        connectChannel(opened, host);
        in = exchange.record(new BufferInput(flow));
    }

    private void connectChannel(ChannelDirectTCPIP opened, String host) throws IOException {
        try {
            opened.connect(deadline.millisLeft());
        } catch (JSchException e) {
            throw deadline.hasExpired() ? new SocketTimeoutException(host) : refused(e);
        }
    }

    /// Sets the window before connecting, because the server learns it when the channel opens.
    private static void configureChannel(ChannelDirectTCPIP opened, ChannelBuffer flow)
            throws JSchException {
        opened.setOrgIPAddress("127.0.0.1");
        opened.setOrgPort(0);
        opened.setLocalWindowSizeMax(ChannelBuffer.WINDOW);
        opened.setOutputStream(flow.outSink());
        opened.setExtOutputStream(flow.errSink());
    }

    private static ConnectException refused(JSchException reason) {
        ConnectException refused = new ConnectException("Refused by the jump host");
        // Suppressed, not the cause: the admin is told the innermost cause.
        refused.addSuppressed(reason);
        return refused;
    }

    @Override
    public @Nullable InputStream getInputStream() {
        return in;
    }

    @Override
    public @Nullable OutputStream getOutputStream() {
        return out;
    }

    @Override
    public @Nullable Socket getSocket() {
        return null;
    }

    @Override
    public void close() {
        ChannelDirectTCPIP opened = channel;
        if (opened != null) {
            opened.disconnect();
        }
    }

    /// Lets JSch read from the channel of the jump host as from a socket.
    private final class BufferInput extends InputStream {
        private final ChannelBuffer flow;

        BufferInput(ChannelBuffer flow) {
            this.flow = flow;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return awaitBytes(bytes, offset, length);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }

        private int awaitBytes(byte[] bytes, int offset, int length)
                throws IOException, InterruptedException {
            long began = System.nanoTime();
            int taken = flow.readOutput(bytes, offset, length, LOOK_AGAIN);
            while (taken == 0 && jump.isConnected()) {
                if (System.nanoTime() - began > patience) {
                    throw new SocketTimeoutException();
                }
                taken = flow.readOutput(bytes, offset, length, LOOK_AGAIN);
            }
            return taken == 0 ? -1 : taken;
        }
    }
}
