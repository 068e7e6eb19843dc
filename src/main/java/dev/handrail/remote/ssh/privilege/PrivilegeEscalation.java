package dev.handrail.remote.ssh.privilege;

import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ssh.channel.CommandTransport;
import dev.handrail.remote.ssh.channel.RemoteCommand;

/// How shells on a server get the rights that a target names.
public interface PrivilegeEscalation {
    /// Starts a shell that reads a script from its input.
    RemoteCommand startShell(CommandTransport transport, long deadline)
            throws ConnectionLostException;

    /// Wipes a password that it holds.
    default void forgetPassword() {
        // Most hold none.
    }
}
