package dev.handrail.cli.prompt;

import dev.handrail.app.CredentialPrompt;
import dev.handrail.cli.output.CommandTerminal;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ShellConnector.HostKey;
import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.report.OutputSanitizer;

import java.util.List;
import java.util.Optional;

/// Asks for host keys and secrets on the terminal while Handrail connects. Scripts give host keys
/// as options and secrets on standard input instead.
public final class TerminalCredentialPrompt implements CredentialPrompt {
    private static final int ATTEMPTS = 3;

    private final CommandTerminal terminal;
    private final List<String> accepted;
    private final boolean fromInput;
    private final boolean keep;

    /// `accepted`: fingerprints that need no question. `fromInput`: read secrets from standard
    /// input. `keep`: store in the keychain what a person types.
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
        String port = Integer.toString(key.port());
        terminal.printWarning(
                Message.of("cli.hostkey.new", key.host(), port, key.type(), key.fingerprint()));
        if (!terminal.isInteractive()) {
            terminal.printWarning(Message.of("cli.hostkey.accept", key.fingerprint()));
            return false;
        }
        return terminal.confirm(Message.of("cli.hostkey.confirm"));
    }

    /// A line of standard input is tried once: the next one may be for someone else.
    @Override
    public Optional<GivenSecret> askSecret(SecretRequest ask, KeychainOffer keeping) {
        if (ask.attempt() > (fromInput ? 1 : ATTEMPTS)) {
            return Optional.empty();
        }
        return readFromTerminal(ask, keeping).map(secret -> new GivenSecret(secret, keep));
    }

    /// Reads the secret without showing it, unless the server says that it may be visible. The
    /// prompt may come from the server, so its control characters are removed.
    private Optional<char[]> readFromTerminal(SecretRequest ask, KeychainOffer keeping) {
        if (fromInput) {
            return terminal.readInput().map(String::toCharArray);
        }
        String prompt =
                OutputSanitizer.toPlainText(terminal.words(promptText(ask, keeping))).strip() + " ";
        return ask.visible()
                ? terminal.readLine(prompt).map(String::toCharArray)
                : terminal.readSecret(prompt);
    }

    @Override
    public void secretNotStored(Problem problem) {
        terminal.printWarning(problem.message());
    }

    @Override
    public void showWarning(Message warning) {
        terminal.printWarning(warning);
    }

    /// Secrets from standard input come in an order that a stored one would change.
    @Override
    public boolean mayUseStored() {
        return !fromInput;
    }

    /// Says first that the secret before was wrong, if it was.
    private static Message promptText(SecretRequest ask, KeychainOffer keeping) {
        Message again =
                keeping == KeychainOffer.REFUSED
                        ? Message.of("cli.secret.stored-wrong")
                        : ask.attempt() > 1 ? Message.of("cli.secret.wrong") : Message.EMPTY;
        return Message.sentences(again, secretName(ask));
    }

    /// Names the secret; a server's own prompt is shown as it is.
    private static Message secretName(SecretRequest ask) {
        return switch (ask.kind()) {
            case PASSWORD -> Message.of("cli.secret.password", ask.who());
            case PASSPHRASE -> Message.of("cli.secret.passphrase", ask.who());
            case SUDO -> Message.of("cli.secret.sudo", ask.who());
            case KEYBOARD_INTERACTIVE ->
                    ask.prompt().isBlank()
                            ? Message.of("cli.secret.code", ask.who())
                            : Message.literal(ask.prompt());
        };
    }
}
