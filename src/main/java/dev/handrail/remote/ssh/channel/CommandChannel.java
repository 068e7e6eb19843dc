package dev.handrail.remote.ssh.channel;

import dev.handrail.remote.ConnectionLostException;

import java.io.OutputStream;

/// An open channel on which one command runs, as a transport provides it.
public interface CommandChannel {
    /// Goes to the command's standard input.
    OutputStream input();

    /// Holds what the command prints.
    ChannelBuffer output();

    /// Whether the connection under the channel is open.
    boolean isConnected();

    /// The exit status; 128 plus the signal for a command that a signal ended, as in a shell. It
    /// throws where the connection was lost before the command ended.
    int exitStatus() throws ConnectionLostException;

    void close();
}
