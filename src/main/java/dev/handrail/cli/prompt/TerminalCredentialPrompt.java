package dev.handrail.cli.prompt;

import dev.handrail.app.CredentialPrompt;
import dev.handrail.cli.output.CommandTerminal;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ShellConnector.HostKey;
import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.report.OutputSanitizer;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Asks for host keys and secrets on the terminal while Handrail connects. Scripts give host keys
/// as options and secrets on standard input instead.
public final class TerminalCredentialPrompt implements CredentialPrompt {
    private static final int ATTEMPTS = 3;

    private final CommandTerminal terminal;
    private final List<String> accepted;
    private final @Nullable StandardInputSecrets input;
    private final boolean keep;

    /// `accepted`: fingerprints that need no question. `keep`: store in the keychain what a person
    /// types.
    public TerminalCredentialPrompt(CommandTerminal terminal, List<String> accepted, boolean keep) {
        this(terminal, accepted, keep, null);
    }

    private TerminalCredentialPrompt(
            CommandTerminal terminal,
            List<String> accepted,
            boolean keep,
            @Nullable StandardInputSecrets input) {
        this.terminal = terminal;
        this.accepted = accepted;
        this.keep = keep;
        this.input = input;
    }

    /// Takes all secrets from standard input and asks for none.
    public static TerminalCredentialPrompt withInput(
            CommandTerminal terminal, List<String> accepted, StandardInputSecrets input) {
        return new TerminalCredentialPrompt(terminal, accepted, false, input);
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

    @Override
    public void awaitTouch(String request) {
        terminal.printWarning(Message.of("cli.secret.touch", request));
    }

    @Override
    public Optional<GivenSecret> askSecret(SecretRequest ask, KeychainOffer keeping) {
        if (input != null) {
            return input.takeSecret(ask).map(secret -> new GivenSecret(secret, false));
        }
        return ask.attempt() > ATTEMPTS
                ? Optional.empty()
                : readFromTerminal(ask, keeping).map(secret -> new GivenSecret(secret, keep));
    }

    @Override
    public void secretAccepted(SecretRequest ask) {
        if (input != null) {
            input.confirmAccepted(ask);
        }
    }

    /// Reads the secret without showing it, unless the server says that it may be visible. The
    /// prompt may come from the server, so its control characters are removed.
    private Optional<char[]> readFromTerminal(SecretRequest ask, KeychainOffer keeping) {
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

    /// Secrets from standard input are the only ones.
    @Override
    public boolean mayUseStored() {
        return input == null;
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
            case SUDO -> Message.of("cli.secret.sudo", ask.who(), ask.programName());
            case KEYBOARD_INTERACTIVE ->
                    ask.prompt().isBlank()
                            ? Message.of("cli.secret.code", ask.who())
                            : Message.literal(ask.prompt());
        };
    }
}
