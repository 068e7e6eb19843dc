package dev.handrail.remote.ssh;

import dev.handrail.model.Target;
import dev.handrail.remote.ConnectFailedException;
import dev.handrail.remote.ServerShell;
import dev.handrail.remote.ShellConnector.UserInteraction;
import dev.handrail.remote.ssh.auth.ConnectDeadline;
import dev.handrail.remote.ssh.channel.CommandTransport;

/// Opens the product's own shell over any transport.
public final class TransportShells {
    private TransportShells() {}

    public static ServerShell openShell(
            Target target,
            CommandTransport transport,
            UserInteraction asker,
            ConnectDeadline deadline)
            throws ConnectFailedException {
        return SshShell.openShell(target, transport, asker, deadline);
    }
}
