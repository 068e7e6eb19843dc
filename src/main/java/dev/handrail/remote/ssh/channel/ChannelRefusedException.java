package dev.handrail.remote.ssh.channel;

import java.io.IOException;

/// The server opened no channel, while the connection stays open; it may open one later.
public final class ChannelRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    public ChannelRefusedException(String reason) {
        super(reason);
    }

    public ChannelRefusedException(Throwable cause) {
        super(cause);
    }
}
