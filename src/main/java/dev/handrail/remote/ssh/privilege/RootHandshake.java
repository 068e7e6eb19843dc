package dev.handrail.remote.ssh.privilege;

import dev.handrail.model.Problem;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ssh.channel.CommandTransport;
import dev.handrail.remote.ssh.channel.RemoteCommand;

/// One start of a shell as root, until the shell is there or the program refuses.
public interface RootHandshake extends AutoCloseable {
    /// READY: the shell runs. WANTS_PASSWORD: none was given. WRONG: the program refused the one
    /// given. UNASKED: it asked for none this time, and the shell does not run. DENIED: it ended
    /// without a shell, or did not answer in time.
    enum HandshakeResult {
        READY,
        WANTS_PASSWORD,
        WRONG,
        UNASKED,
        DENIED
    }

    HandshakeResult result();

    /// The shell; the caller closes it.
    RemoteCommand openedShell();

    /// Why the program gave no shell.
    Problem explainDenial(String who);

    @Override
    void close();

    /// Starts a handshake; an empty password finds out whether the program wants one.
    interface HandshakeStarter {
        RootHandshake startHandshake(CommandTransport transport, byte[] password, long deadline)
                throws ConnectionLostException;
    }
}
