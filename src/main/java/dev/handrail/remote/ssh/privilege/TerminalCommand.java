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
        return inShell(KEEP + "exec " + inTerminal(exec(command)) + " </dev/null >/dev/null");
    }

    /// For a command that asks for a password on the terminal. What the terminal shows goes to the
    /// error output, after a line with `word`; the first line of the input goes to the terminal.
    ///
    /// `asks`: a line with it comes once the terminal shows no input. A program that reads a
    /// password drops what was typed before that.
    static String withPassword(String command, String word, String asks) {
        return inShell(
                KEEP
                        + "printf '\\n%s\\n' "
                        + word
                        + " >&2; { IFS= read -r line <&3; printf '%s\\n' \"$line\"; } | "
                        + inTerminal(awaitHiddenInput(asks) + exec(command))
                        + " >&2");
    }

    /// Ends with the terminal, or after a minute or more.
    private static String awaitHiddenInput(String asks) {
        return "{ n=0; until stty -a </dev/tty | grep -q -e ' -echo '; do"
                + " n=$((n + 1)); [ $n -lt 1200 ] || exit; sleep 0.05 || sleep 1; done;"
                + " printf '\\n%s\\n' "
                + asks
                + " >&5; } 2>/dev/null & ";
    }

    private static String inTerminal(String commands) {
        return "script -qec " + ShellQuote.quoteWord(commands) + " /dev/null";
    }

    private static String exec(String command) {
        return "exec " + command + " <&3 >&4 2>&5";
    }

    /// The log-in shell need not be a Bourne shell.
    private static String inShell(String text) {
        return "exec /bin/sh -c " + ShellQuote.quoteWord(text);
    }
}
