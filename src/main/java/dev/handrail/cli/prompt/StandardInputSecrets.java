package dev.handrail.cli.prompt;

import dev.handrail.app.PromptKind;
import dev.handrail.cli.output.CommandTerminal;
import dev.handrail.model.Message;
import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.remote.ShellConnector.SecretRequest.RequestKind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The secrets on standard input, each for one receiver. Handrail sends none of them twice, unless
/// the receiver has accepted it.
///
/// A line such as `sudo@web=...` names its receiver. The first line without a name goes to the
/// first who asks and has no line of its own.
public final class StandardInputSecrets {
    private final CommandTerminal terminal;
    private final SecretReceivers receivers;
    private final List<String> unused = new ArrayList<>();
    private final Map<SecretRequest, String> given = new HashMap<>();
    private final Set<SecretRequest> accepted = new HashSet<>();
    private boolean namelessRead;

    public StandardInputSecrets(CommandTerminal terminal, SecretReceivers receivers) {
        this.terminal = terminal;
        this.receivers = receivers;
    }

    /// The secret for this request; empty if no line is for it, or its line was tried before.
    public synchronized Optional<char[]> takeSecret(SecretRequest ask) {
        SecretRequest receiver = toReceiver(ask);
        if (accepted.contains(receiver)) {
            return Optional.of(given.getOrDefault(receiver, "").toCharArray());
        }
        Optional<String> secret = ask.attempt() > 1 ? Optional.empty() : findSecret(ask);
        secret.ifPresentOrElse(
                text -> given.put(receiver, text),
                () ->
                        terminal.printWarning(
                                Message.of("cli.secret.no-line", receivers.nameOf(ask))));
        return secret.map(String::toCharArray);
    }

    /// The receiver may get it again on another connection, unless it is a code for one time.
    public synchronized void confirmAccepted(SecretRequest ask) {
        boolean code =
                ask.kind() == RequestKind.KEYBOARD_INTERACTIVE
                        && PromptKind.of(ask) != PromptKind.PASSWORD;
        if (given.containsKey(toReceiver(ask)) && !code) {
            accepted.add(toReceiver(ask));
        }
    }

    /// The same for each attempt.
    private static SecretRequest toReceiver(SecretRequest ask) {
        return new SecretRequest(
                ask.kind(), ask.account(), ask.who(), ask.prompt(), ask.visible(), 1);
    }

    private Optional<String> findSecret(SecretRequest ask) {
        return takeUnused(ask).or(() -> readSecret(ask));
    }

    private Optional<String> takeUnused(SecretRequest ask) {
        for (String line : unused) {
            Optional<String> secret = receivers.secretIn(line, ask);
            if (secret.isPresent()) {
                unused.remove(line);
                return secret;
            }
        }
        return Optional.empty();
    }

    /// Reads on until a line is for the request. Other named lines stay for who asks later.
    private Optional<String> readSecret(SecretRequest ask) {
        Optional<String> line = terminal.readInput();
        while (line.isPresent()) {
            String text = line.get();
            Optional<String> secret =
                    SecretReceivers.isNamed(text)
                            ? receivers.secretIn(text, ask)
                            : takeNameless(text);
            if (secret.isPresent()) {
                return secret;
            }
            if (SecretReceivers.isNamed(text)) {
                unused.add(text);
            }
            line = terminal.readInput();
        }
        return Optional.empty();
    }

    private Optional<String> takeNameless(String line) {
        boolean first = !namelessRead;
        namelessRead = true;
        return Optional.of(line).filter(_ -> first);
    }
}
