package dev.handrail.remote.ssh.channel;

import dev.handrail.remote.ConnectionLostException;

/// A connection that is logged in to a server and runs commands there, each on a channel of its
/// own. Methods may be called from several threads.
public interface CommandTransport extends AutoCloseable {
    /// Starts a command without a terminal and waits until the server has opened the channel. A
    /// [ChannelRefusedException] is the cause when the server opens no more channels for now.
    RemoteCommand startCommand(String command) throws ConnectionLostException;

    /// The user who is logged in.
    String userName();

    /// The host as the connection names it.
    String hostName();

    int portNumber();

    /// The server's host key as `SHA256:...`.
    String hostKey();

    /// False once the connection was lost or closed.
    boolean isOpen();

    @Override
    void close();

    /// The user and the host, as messages name the account.
    default String accountName() {
        return userName() + "@" + hostName();
    }
}
