package dev.handrail.remote.ssh.privilege;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;

/// A program that gives root rights, and how it is started here.
///
/// `title`: its name. `shellCommand`: starts a shell where no password is needed. `starter`: starts
/// one with a password.
record RootProgram(String title, String shellCommand, RootHandshake.HandshakeStarter starter) {

    /// `terminal`: sudoers has `requiretty`.
    static RootProgram sudo(boolean terminal) {
        String command = "sudo -n -- /bin/sh";
        return new RootProgram(
                "sudo",
                terminal ? TerminalCommand.withTerminal(command) : "exec " + command,
                (transport, password, deadline) ->
                        SudoHandshake.startSudo(transport, password, terminal, deadline));
    }

    /// A program that asks for its password on a terminal. `quiet`: the program with the options
    /// that make it fail instead of asking, for a time in which it needs no password again.
    static RootProgram onTerminal(String title, String quiet, String command) {
        return new RootProgram(
                title,
                "exec " + quiet + " /bin/sh",
                (transport, password, deadline) ->
                        TerminalHandshake.start(title, command, transport, password, deadline));
    }

    Problem noPassword(String who) {
        return new Problem(
                title + ".no-answer",
                Message.of("remote.root.no-password.what", title, who),
                Message.of("remote.sudo.no-password.todo"));
    }

    Problem wrongPassword(String who) {
        return new Problem(
                title + ".wrong-password",
                Message.of("remote.root.wrong-password.what", title, who),
                Message.of("remote.sudo.wrong-password.todo"));
    }
}
