package dev.handrail.remote.ssh.privilege;

import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ssh.channel.CommandTransport;
import dev.handrail.remote.ssh.channel.RemoteCommand;

/// Shells run as the user who logs in.
final class NoEscalation implements PrivilegeEscalation {
    @Override
    public RemoteCommand startShell(CommandTransport transport, long deadline)
            throws ConnectionLostException {
        return transport.startCommand("exec /bin/sh");
    }
}
