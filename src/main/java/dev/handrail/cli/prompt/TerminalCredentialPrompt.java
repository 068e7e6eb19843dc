package dev.handrail.cli.prompt;

import dev.handrail.app.CredentialPrompt;
import dev.handrail.cli.output.CommandTerminal;
import dev.handrail.model.Problem;
import dev.handrail.remote.ShellConnector.HostKey;
import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.report.OutputSanitizer;

import java.util.List;
import java.util.Optional;

/// Asks on the terminal while connecting; a script gives host keys as options and secrets on
/// standard input instead.
public final class TerminalCredentialPrompt implements CredentialPrompt {
    private static final int ATTEMPTS = 3;

    private final CommandTerminal terminal;
    private final List<String> accepted;
    private final boolean fromInput;
    private final boolean keep;

    /// `keep`: in the keychain, what a person has typed.
    public TerminalCredentialPrompt(
            CommandTerminal terminal, List<String> accepted, boolean fromInput, boolean keep) {
        this.terminal = terminal;
        this.accepted = accepted;
        this.fromInput = fromInput;
        this.keep = keep;
    }

    @Override
    public boolean trustHostKey(HostKey key) {
        if (accepted.contains(key.fingerprint())) {
            return true;
        }
        terminal.printWarning(
                "%s:%d was never seen before. Its %s key is %s."
                        .formatted(key.host(), key.port(), key.type(), key.fingerprint()));
        if (!terminal.isInteractive()) {
            terminal.printWarning(
                    "If this is the right key, add: --accept-host-key " + key.fingerprint());
            return false;
        }
        return terminal.confirm(
                "Compare it with what the server's admin told you. Is it the right one?");
    }

    @Override
    public Optional<GivenSecret> askSecret(SecretRequest ask, KeychainOffer keeping) {
        if (ask.attempt() > ATTEMPTS) {
            return Optional.empty();
        }
        return readFromTerminal(ask, keeping).map(secret -> new GivenSecret(secret, keep));
    }

    private Optional<char[]> readFromTerminal(SecretRequest ask, KeychainOffer keeping) {
        if (fromInput) {
            return terminal.readInput().map(String::toCharArray);
        }
        String prompt = OutputSanitizer.toPlainText(promptText(ask, keeping)).strip() + " ";
        return ask.visible()
                ? terminal.readLine(prompt).map(String::toCharArray)
                : terminal.readSecret(prompt);
    }

    @Override
    public void secretNotStored(Problem problem) {
        terminal.printWarning(problem.message());
    }

    /// What stands on standard input is asked for in an order that must not change.
    @Override
    public boolean mayUseStored() {
        return !fromInput;
    }

    private static String promptText(SecretRequest ask, KeychainOffer keeping) {
        String again =
                keeping == KeychainOffer.REFUSED
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
