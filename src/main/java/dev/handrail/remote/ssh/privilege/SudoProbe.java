package dev.handrail.remote.ssh.privilege;

import dev.handrail.model.Problem;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ssh.auth.ConnectDeadline;
import dev.handrail.remote.ssh.channel.CommandTransport;

/// What sudo does without a password, with a terminal where sudoers has `requiretty`.
record SudoProbe(RootProgram program, SudoHandshake handshake) {

    /// Starts sudo and closes the shell again.
    static SudoProbe run(CommandTransport transport, ConnectDeadline deadline)
            throws ConnectionLostException {
        SudoHandshake plain = start(transport, false, deadline);
        if (!plain.wantsTerminal()) {
            return new SudoProbe(RootProgram.sudo(false), plain);
        }
        SudoHandshake other = start(transport, true, deadline);
        boolean helps = other.result() != RootHandshake.HandshakeResult.DENIED;
        return new SudoProbe(RootProgram.sudo(helps), helps ? other : plain);
    }

    private static SudoHandshake start(
            CommandTransport transport, boolean terminal, ConnectDeadline deadline)
            throws ConnectionLostException {
        SudoHandshake talk =
                SudoHandshake.startSudo(transport, new byte[0], terminal, deadline.endNanos());
        talk.close();
        return talk;
    }

    RootHandshake.HandshakeResult result() {
        return handshake.result();
    }

    Problem explainDenial(String who) {
        return handshake.explainDenial(who);
    }
}
