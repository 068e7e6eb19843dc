package dev.handrail.remote.ssh.privilege;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.model.Message;
import dev.handrail.remote.ConnectFailedException;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.copy.CopyProblems;
import dev.handrail.remote.copy.CopyScripts;
import dev.handrail.remote.ssh.auth.ConnectDeadline;
import dev.handrail.remote.ssh.channel.CommandTransport;
import dev.handrail.remote.ssh.channel.RemoteCommand;
import dev.handrail.remote.ssh.channel.StartMarker;

import java.util.Map;

/// Shells that run as root in a throw-away copy of the server.
///
/// A shell counts as opened only after it has said a random word from within the copy; otherwise it
/// ends, so that nothing meant for the copy runs on the server itself.
public final class CopyEscalation implements PrivilegeEscalation {
    private final PrivilegeEscalation root;
    private final String copy;

    private CopyEscalation(PrivilegeEscalation root, String copy) {
        this.root = root;
        this.copy = copy;
    }

    /// Checks that the copy is there. `root`: how to become root on the server.
    public static CopyEscalation open(
            PrivilegeEscalation root,
            String copy,
            CommandTransport transport,
            ConnectDeadline deadline)
            throws ConnectFailedException, ConnectionLostException {
        CopyEscalation entry = new CopyEscalation(root, copy);
        RemoteCommand shell = root.startShell(transport, deadline.endNanos());
        if (!entry.enterCopy(shell, deadline.endNanos())) {
            shell.close();
            throw new ConnectFailedException(CopyProblems.gone());
        }
        shell.finishAndClose(deadline.endNanos());
        return entry;
    }

    @Override
    public RemoteCommand startShell(CommandTransport transport, long deadline)
            throws ConnectionLostException {
        RemoteCommand shell = root.startShell(transport, deadline);
        if (enterCopy(shell, deadline)) {
            return shell;
        }
        shell.close();
        throw new ConnectionLostException(CopyProblems.gone().what());
    }

    /// The shell reads nothing more before it is in the copy. False if it did not get there.
    private boolean enterCopy(RemoteCommand shell, long deadline) throws ConnectionLostException {
        String word = StartMarker.randomWord();
        String script =
                CopyScripts.onServer("enter.sh", Map.of("COPY_NAME", copy, "COPY_WORD", word));
        shell.sendInput(script.getBytes(UTF_8));
        StartMarker marker = new StartMarker(word);
        byte[] next = new byte[1];
        while (!marker.wasFound() && !shell.hasEnded()) {
            if (!shell.awaitOutput(deadline)) {
                throw new ConnectionLostException(Message.of("remote.link.channel-timeout"));
            }
            while (!marker.wasFound() && shell.takeOut(next) > 0) {
                marker.indexAfter(next, 1);
            }
            shell.takeErr(new byte[256]);
        }
        return marker.wasFound();
    }

    @Override
    public void forgetPassword() {
        root.forgetPassword();
    }
}
