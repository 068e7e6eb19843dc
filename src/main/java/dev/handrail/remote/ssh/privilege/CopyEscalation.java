package dev.handrail.remote.ssh.privilege;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ConnectFailedException;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.copy.CopyProblems;
import dev.handrail.remote.copy.CopyScripts;
import dev.handrail.remote.ssh.auth.ConnectDeadline;
import dev.handrail.remote.ssh.channel.CommandTransport;
import dev.handrail.remote.ssh.channel.RemoteCommand;
import dev.handrail.remote.ssh.channel.StartMarker;

import java.util.Map;
import java.util.Optional;

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
        Optional<Problem> refused = entry.enterCopy(shell, deadline.endNanos());
        if (refused.isPresent()) {
            shell.close();
            throw new ConnectFailedException(refused.get());
        }
        shell.finishAndClose(deadline.endNanos());
        return entry;
    }

    @Override
    public RemoteCommand startShell(CommandTransport transport, long deadline)
            throws ConnectionLostException {
        RemoteCommand shell = root.startShell(transport, deadline);
        Optional<Problem> refused = enterCopy(shell, deadline);
        if (refused.isEmpty()) {
            return shell;
        }
        shell.close();
        throw new ConnectionLostException(refused.get().what());
    }

    /// The shell reads nothing more before it is in the copy. Returns why it did not get there.
    private Optional<Problem> enterCopy(RemoteCommand shell, long deadline)
            throws ConnectionLostException {
        String word = StartMarker.randomWord();
        String script =
                CopyScripts.onServer("enter.sh", Map.of("COPY_NAME", copy, "COPY_WORD", word));
        shell.sendInput(script.getBytes(UTF_8));
        StartMarker marker = new StartMarker(word);
        StringBuilder printed = new StringBuilder();
        byte[] next = new byte[1];
        while (!marker.wasFound() && !shell.hasEnded()) {
            if (!shell.awaitOutput(deadline)) {
                throw new ConnectionLostException(Message.of("remote.link.channel-timeout"));
            }
            while (!marker.wasFound() && shell.takeOut(next) > 0) {
                marker.indexAfter(next, 1);
                printed.append((char) next[0]);
            }
            shell.takeErr(new byte[256]);
        }
        return marker.wasFound()
                ? Optional.empty()
                : Optional.of(CopyProblems.ofEntry(printed.toString()));
    }

    @Override
    public void forgetPassword() {
        root.forgetPassword();
    }
}
