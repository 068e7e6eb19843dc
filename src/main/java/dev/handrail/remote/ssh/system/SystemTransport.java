package dev.handrail.remote.ssh.system;

import dev.handrail.model.Message;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ssh.channel.ChannelRefusedException;
import dev.handrail.remote.ssh.channel.CommandTransport;
import dev.handrail.remote.ssh.channel.RemoteCommand;
import dev.handrail.remote.ssh.config.SshHostSettings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Runs commands over a master connection of ssh, each as one process that shares it.
public final class SystemTransport implements CommandTransport {
    private final SshProgram ssh;
    private final SshHostSettings settings;
    private final MasterLink master;
    private final MasterFolder folder;
    private final String hostKey;
    private volatile boolean closed;

    SystemTransport(
            SshProgram ssh,
            SshHostSettings settings,
            MasterLink master,
            MasterFolder folder,
            String hostKey) {
        this.ssh = ssh;
        this.settings = settings;
        this.master = master;
        this.folder = folder;
        this.hostKey = hostKey;
    }

    @Override
    public RemoteCommand startCommand(String command) throws ConnectionLostException {
        if (!isOpen()) {
            throw new ConnectionLostException(Message.of("remote.link.lost"));
        }
        try {
            Path log = folder.channelLog();
            ProcessBuilder builder = ssh.detached(arguments(command, log));
            return new RemoteCommand(SystemCommandChannel.open(this, builder, log));
        } catch (ChannelRefusedException e) {
            throw new ConnectionLostException(
                    Message.of("remote.link.channel-refused", String.valueOf(e.getMessage())), e);
        } catch (IOException e) {
            throw new ConnectionLostException(Message.of("remote.link.lost"), e);
        }
    }

    /// Without the master ssh would connect anew by itself; a proxy that fails prevents it. The
    /// configuration was applied by the master.
    private List<String> arguments(String command, Path log) {
        return List.of(
                ssh.path().toString(),
                "-F",
                "none",
                "-S",
                master.socket().toString(),
                "-o",
                "ControlMaster=no",
                "-o",
                "ProxyCommand=false",
                "-T",
                "-v",
                "-E",
                log.toString(),
                "--",
                "handrail",
                command);
    }

    /// Whether the master still carries sessions, asked from the master itself.
    boolean isCarrying() {
        return !closed && master.isListening();
    }

    @Override
    public String userName() {
        return settings.userName();
    }

    @Override
    public String hostName() {
        return settings.hostName();
    }

    @Override
    public int portNumber() {
        return settings.portNumber();
    }

    @Override
    public String hostKey() {
        return hostKey;
    }

    @Override
    public boolean isOpen() {
        return !closed && master.isAlive();
    }

    @Override
    public void close() {
        closed = true;
        master.close();
        folder.close();
    }
}
