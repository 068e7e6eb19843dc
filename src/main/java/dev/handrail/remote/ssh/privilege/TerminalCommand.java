package dev.handrail.remote.ssh.privilege;

import dev.handrail.text.ShellQuote;

/// Gives a command a terminal on the server, while its input and both outputs stay the channel's
/// own: no byte of them passes through the terminal. The server's `script` makes the terminal.
final class TerminalCommand {
    /// Keeps the channel's input and outputs under the numbers 3 to 5.
    private static final String KEEP = "export SHELL=/bin/sh; exec 3<&0 4>&1 5>&2; ";

    private TerminalCommand() {}

    /// For a command that only wants a terminal to be there.
    static String withTerminal(String command) {
        return inShell(KEEP + "exec " + scriptFor(command) + " </dev/null >/dev/null");
    }

    /// For a command that asks for a password on the terminal. What the terminal shows goes to the
    /// error output, after a line with `word`; the first line of the input goes to the terminal.
    static String withPassword(String command, String word) {
        return inShell(
                KEEP
                        + "printf '\\n%s\\n' "
                        + word
                        + " >&2; { IFS= read -r line <&3; printf '%s\\n' \"$line\"; } | "
                        + scriptFor(command)
                        + " >&2");
    }

    private static String scriptFor(String command) {
        return "script -qec "
                + ShellQuote.quoteWord("exec " + command + " <&3 >&4 2>&5")
                + " /dev/null";
    }

    /// The log-in shell need not be a Bourne shell.
    private static String inShell(String text) {
        return "exec /bin/sh -c " + ShellQuote.quoteWord(text);
    }
}
