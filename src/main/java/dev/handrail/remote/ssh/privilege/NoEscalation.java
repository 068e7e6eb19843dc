package dev.handrail.remote.ssh.privilege;

import com.jcraft.jsch.Session;

import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ssh.channel.RemoteCommand;

/// Shells run as the user who logs in.
final class NoEscalation implements PrivilegeEscalation {
    @Override
    public RemoteCommand startShell(Session session, long deadline) throws ConnectionLostException {
        return new RemoteCommand(session, "exec /bin/sh");
    }
}
