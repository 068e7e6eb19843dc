package dev.handrail.remote.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;

import dev.handrail.model.Message;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ssh.channel.ChannelRefusedException;
import dev.handrail.remote.ssh.channel.CommandTransport;
import dev.handrail.remote.ssh.channel.RemoteCommand;

import java.io.IOException;

/// Runs commands over a connection of JSch.
record JschTransport(SshConnection connection) implements CommandTransport {

    @Override
    public RemoteCommand startCommand(String command) throws ConnectionLostException {
        Session session = connection.session();
        try {
            ChannelExec channel = (ChannelExec) session.openChannel("exec");
            return new RemoteCommand(JschCommandChannel.connect(channel, session, command));
        } catch (JSchException | IOException e) {
            throw session.isConnected() ? refused(e) : lost(e);
        } catch (RuntimeException e) {
            // JSch has no channel when the connection ends while it makes one.
            throw lost(e);
        }
    }

    private static ConnectionLostException lost(Exception cause) {
        return new ConnectionLostException(Message.of("remote.link.lost"), cause);
    }

    private static ConnectionLostException refused(Exception cause) {
        return new ConnectionLostException(
                Message.of("remote.link.channel-refused", String.valueOf(cause.getMessage())),
                new ChannelRefusedException(cause));
    }

    @Override
    public String userName() {
        return connection.session().getUserName();
    }

    @Override
    public String hostName() {
        return connection.session().getHost();
    }

    @Override
    public int portNumber() {
        return connection.session().getPort();
    }

    @Override
    public String hostKey() {
        return connection.hostKey();
    }

    @Override
    public boolean isOpen() {
        return connection.session().isConnected();
    }

    @Override
    public void close() {
        connection.close();
    }
}
