package dev.handrail.cli;

import dev.handrail.remote.Connector.Asker;
import dev.handrail.remote.Connector.HostKey;
import dev.handrail.remote.Connector.SecretAsk;
import dev.handrail.report.OutputText;

import java.util.List;
import java.util.Optional;

/// Asks on the terminal while connecting; a script gives host keys as options and secrets on
/// standard input instead.
final class TerminalAsker implements Asker {
    private static final int ATTEMPTS = 3;

    private final Terminal terminal;
    private final List<String> accepted;
    private final boolean fromInput;

    TerminalAsker(Terminal terminal, List<String> accepted, boolean fromInput) {
        this.terminal = terminal;
        this.accepted = accepted;
        this.fromInput = fromInput;
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
    public Optional<char[]> secret(SecretAsk ask) {
        if (ask.attempt() > ATTEMPTS) {
            return Optional.empty();
        }
        if (fromInput) {
            return terminal.input().map(String::toCharArray);
        }
        String prompt = OutputText.plain(prompt(ask)).strip() + " ";
        return ask.visible()
                ? terminal.line(prompt).map(String::toCharArray)
                : terminal.secret(prompt);
    }

    private static String prompt(SecretAsk ask) {
        String again = ask.attempt() > 1 ? "That was not right. " : "";
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
