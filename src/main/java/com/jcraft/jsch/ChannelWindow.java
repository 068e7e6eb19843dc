package com.jcraft.jsch;

import org.jspecify.annotations.NullMarked;

/// Takes the flow control of a channel into our own hands.
///
/// JSch's one reader thread grants a server new window as soon as a sink has taken the bytes. A
/// sink that is full could only block it then, and with it every other channel of the connection
/// and the keepalive, or grow without end. Here the window is granted when the bytes have been
/// used. JSch keeps the fields for that to its package.
@NullMarked
public final class ChannelWindow {
    private ChannelWindow() {}

    /// Makes JSch grant nothing by itself. To be called on the reader thread, before each piece it
    /// hands over is counted.
    public static void hold(Channel channel) {
        channel.lwsize_max = 0;
        channel.lwsize = Integer.MAX_VALUE;
    }

    /// Lets the server send so many bytes more.
    public static void grant(Channel channel, int bytes) throws Exception {
        Packet packet = new Packet(new Buffer(100));
        packet.reset();
        packet.buffer.putByte((byte) Session.SSH_MSG_CHANNEL_WINDOW_ADJUST);
        packet.buffer.putInt(channel.getRecipient());
        packet.buffer.putInt(bytes);
        synchronized (channel) {
            if (!channel.isClosed()) {
                channel.getSession().write(packet);
            }
        }
    }
}
