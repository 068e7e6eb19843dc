package dev.handrail.remote.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;

import dev.handrail.model.Message;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ssh.channel.ChannelBuffer;
import dev.handrail.remote.ssh.channel.CommandChannel;
import dev.handrail.remote.ssh.channel.JschChannelInput;

import java.io.IOException;
import java.io.OutputStream;

/// One command on a channel of JSch.
final class JschCommandChannel implements CommandChannel {
    /// The largest packet that JSch takes without growing its buffer, and OpenSSH sends.
    private static final int PACKET = 32 * 1024;

    private final Session session;
    private final ChannelExec channel;
    private final ChannelBuffer flow;
    private final OutputStream in;

    private JschCommandChannel(
            Session session, ChannelExec channel, ChannelBuffer flow, OutputStream in) {
        this.session = session;
        this.channel = channel;
        this.flow = flow;
        this.in = in;
    }

    /// Starts the command and waits until the server has opened the channel.
    static JschCommandChannel connect(ChannelExec channel, Session session, String command)
            throws JSchException, IOException {
        ChannelBuffer flow = new ChannelBuffer(channel);
        channel.setLocalWindowSizeMax(ChannelBuffer.WINDOW);
        channel.setLocalPacketSize(PACKET);
        channel.setCommand(command);
        channel.setOutputStream(flow.outSink());
        channel.setErrStream(flow.errSink());
        OutputStream in = new JschChannelInput(channel);
        // Without a time-out: with one, JSch looks for the answer only every 10 ms.
        channel.connect();
        return new JschCommandChannel(session, channel, flow, in);
    }

    @Override
    public OutputStream input() {
        return in;
    }

    @Override
    public ChannelBuffer output() {
        return flow;
    }

    @Override
    public boolean isConnected() {
        return session.isConnected();
    }

    /// Without a status and a signal the connection counts as lost.
    @Override
    public int exitStatus() throws ConnectionLostException {
        int status = channel.getExitStatus();
        if (status >= 0) {
            return status;
        }
        String signal = channel.getExitSignal();
        if (signal == null) {
            throw new ConnectionLostException(Message.of("remote.link.lost"));
        }
        return statusOfSignal(signal);
    }

    /// SSH names signals, and shells number them; 255 stands for all others.
    private static int statusOfSignal(String signal) {
        return switch (signal) {
            case "HUP" -> 129;
            case "INT" -> 130;
            case "KILL" -> 137;
            case "PIPE" -> 141;
            case "TERM" -> 143;
            default -> 255;
        };
    }

    @Override
    public void close() {
        channel.disconnect();
    }
}
