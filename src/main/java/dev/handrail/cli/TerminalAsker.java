package dev.handrail.cli;

import dev.handrail.app.Person;
import dev.handrail.model.Problem;
import dev.handrail.remote.Connector.HostKey;
import dev.handrail.remote.Connector.SecretAsk;
import dev.handrail.report.OutputText;

import java.util.List;
import java.util.Optional;

/// Asks on the terminal while connecting; a script gives host keys as options and secrets on
/// standard input instead.
final class TerminalAsker implements Person {
    private static final int ATTEMPTS = 3;

    private final Terminal terminal;
    private final List<String> accepted;
    private final boolean fromInput;
    private final boolean keep;

    /// `keep`: in the keychain, what a person has typed.
    TerminalAsker(Terminal terminal, List<String> accepted, boolean fromInput, boolean keep) {
        this.terminal = terminal;
        this.accepted = accepted;
        this.fromInput = fromInput;
        this.keep = keep;
    }

    @Override
    public boolean trust(HostKey key) {
        if (accepted.contains(key.fingerprint())) {
            return true;
        }
        terminal.warn(
                "%s:%d was never seen before. Its %s key is %s."
                        .formatted(key.host(), key.port(), key.type(), key.fingerprint()));
        if (!terminal.interactive()) {
            terminal.warn("If this is the right key, add: --accept-host-key " + key.fingerprint());
            return false;
        }
        return terminal.confirm(
                "Compare it with what the server's admin told you. Is it the right one?");
    }

    @Override
    public Optional<Given> secret(SecretAsk ask, Keeping keeping) {
        if (ask.attempt() > ATTEMPTS) {
            return Optional.empty();
        }
        return read(ask, keeping).map(secret -> new Given(secret, keep));
    }

    private Optional<char[]> read(SecretAsk ask, Keeping keeping) {
        if (fromInput) {
            return terminal.input().map(String::toCharArray);
        }
        String prompt = OutputText.plain(prompt(ask, keeping)).strip() + " ";
        return ask.visible()
                ? terminal.line(prompt).map(String::toCharArray)
                : terminal.secret(prompt);
    }

    @Override
    public void notKept(Problem problem) {
        terminal.warn(problem.toString());
    }

    /// What stands on standard input is asked for in an order that must not change.
    @Override
    public boolean mayUseKept() {
        return !fromInput;
    }

    private static String prompt(SecretAsk ask, Keeping keeping) {
        String again =
                keeping == Keeping.REFUSED
                        ? "The one that was kept was not right, and is removed. "
                        : ask.attempt() > 1 ? "That was not right. " : "";
        return again
                + switch (ask.kind()) {
                    case PASSWORD -> "Password of " + ask.who() + ":";
                    case PASSPHRASE -> "Passphrase of " + ask.who() + ":";
                    case SUDO -> "sudo password of " + ask.who() + ":";
                    case KEYBOARD_INTERACTIVE ->
                            ask.prompt().isBlank() ? "Code for " + ask.who() + ":" : ask.prompt();
                };
    }
}
