package dev.handrail.remote.ssh.channel;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.ChannelWindow;

/// The window of a channel of JSch.
record JschWindow(Channel channel) implements WindowControl {
    @Override
    public void holdWindow() {
        ChannelWindow.hold(channel);
    }

    @Override
    public void grantWindow(int bytes) throws Exception {
        ChannelWindow.grant(channel, bytes);
    }
}
