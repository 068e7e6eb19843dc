package com.jcraft.jsch;

import org.jspecify.annotations.NullMarked;

/// Takes the flow control of a channel into our own hands.
///
/// JSch's one reader thread grants a server new window as soon as a sink has taken the bytes. A
/// sink that is full could only block it then, and with it every other channel of the connection
/// and the keepalive, or grow without end. Here the window is granted when the bytes have been
/// used. JSch keeps the fields for that to its package.
///
/// In the other direction JSch waits for the server's window and then sends, even if the channel
/// was closed while it waited; sshd ends the whole connection for such a packet. Here the wait
/// comes first.
@NullMarked
public final class ChannelWindow {
    /// Milliseconds after which a waiting thread looks whether the channel was closed, which wakes
    /// nobody.
    private static final long LOOK_AGAIN = 100;

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

    /// Waits until the server takes input on the channel, and returns how many bytes it takes; 0
    /// once the channel is closed. The caller holds the channel's monitor until it has sent them:
    /// the wait gives it up, and a channel is closed only by who holds it.
    public static int awaitRoom(Channel channel) throws InterruptedException {
        channel.notifyme++;
        try {
            while (channel.rwsize <= 0 && !channel.close && channel.isConnected()) {
                channel.wait(LOOK_AGAIN);
            }
        } finally {
            channel.notifyme--;
        }
        boolean open = !channel.close && channel.isConnected();
        return open ? (int) Math.min(channel.rwsize, Integer.MAX_VALUE) : 0;
    }
}
