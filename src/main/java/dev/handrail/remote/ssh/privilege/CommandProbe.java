package dev.handrail.remote.ssh.privilege;

import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ssh.channel.CappedOutput;
import dev.handrail.remote.ssh.channel.CommandTransport;
import dev.handrail.remote.ssh.channel.RemoteCommand;

/// A short command that ran to its end, without input. `exit`: -1 if it did not end in time.
record CommandProbe(int exit, String out, String err) {

    /// Waits for the end, at most until `deadline` (of the nano clock).
    static CommandProbe run(CommandTransport transport, String command, long deadline)
            throws ConnectionLostException {
        CappedOutput out = new CappedOutput();
        CappedOutput err = new CappedOutput();
        byte[] buffer = new byte[4096];
        try (RemoteCommand exec = transport.startCommand(command)) {
            exec.closeInput();
            while (!exec.hasEnded() && exec.awaitOutput(deadline)) {
                out.acceptBytes(buffer, 0, exec.takeOut(buffer));
                err.acceptBytes(buffer, 0, exec.takeErr(buffer));
            }
            int exit = exec.hasEnded() ? exec.exitStatus() : -1;
            return new CommandProbe(exit, out.toString(), err.toString());
        }
    }
}
