package dev.handrail.cli.prompt;

import dev.handrail.app.PromptKind;
import dev.handrail.remote.ShellConnector.SecretRequest;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Says whom a line such as `password@web=...` is for: a kind of secret, and a server or a key
/// file.
public final class SecretReceivers {
    private static final Pattern NAMED =
            Pattern.compile("(password|passphrase|code|sudo|doas|run0)@([^=]+)=.*");

    private static final Pattern ACCOUNT = Pattern.compile("(.*)@([^@]*):([0-9]+)");

    private final UnaryOperator<String> accounts;

    /// `accounts`: the account that an address or the name of a server means, as `user@host:port`.
    public SecretReceivers(UnaryOperator<String> accounts) {
        this.accounts = accounts;
    }

    static boolean isNamed(String line) {
        return NAMED.matcher(line).matches();
    }

    /// The secret in a line that is for this request.
    Optional<String> secretIn(String line, SecretRequest ask) {
        Matcher named = NAMED.matcher(line);
        if (!named.matches() || !kindsOf(ask).contains(named.group(1))) {
            return Optional.empty();
        }
        String rest = line.substring(named.start(2));
        return ask.kind() == SecretRequest.RequestKind.PASSPHRASE
                ? ofFile(rest, ask.who())
                : Optional.of(rest.substring(named.group(2).length() + 1))
                        .filter(_ -> isServer(named.group(2), ask.account()));
    }

    /// How a line for this request begins.
    String nameOf(SecretRequest ask) {
        Matcher account = ACCOUNT.matcher(ask.account());
        boolean file = ask.kind() == SecretRequest.RequestKind.PASSPHRASE;
        String receiver = file || !account.matches() ? ask.who() : account.group(2);
        return kindsOf(ask).getFirst() + "@" + receiver + "=";
    }

    private static List<String> kindsOf(SecretRequest ask) {
        return switch (ask.kind()) {
            case PASSWORD -> List.of("password");
            case PASSPHRASE -> List.of("passphrase");
            case SUDO -> List.of(ask.programName());
            case KEYBOARD_INTERACTIVE ->
                    switch (PromptKind.of(ask)) {
                        case PASSWORD -> List.of("password");
                        case CODE -> List.of("code");
                        case UNKNOWN -> List.of("password", "code");
                    };
        };
    }

    /// The name of a file may have equals signs, so each of them may be the end of the name.
    private static Optional<String> ofFile(String rest, String file) {
        for (int end = rest.indexOf('='); end >= 0; end = rest.indexOf('=', end + 1)) {
            if (toPath(rest.substring(0, end)).equals(toPath(file))) {
                return Optional.of(rest.substring(end + 1));
            }
        }
        return Optional.empty();
    }

    /// A text that is no path, such as the name of a security key, stands for itself.
    private static Object toPath(String name) {
        String home = System.getProperty("user.home");
        String full = name.startsWith("~/") ? home + name.substring(1) : name;
        try {
            return Path.of(full).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            return full;
        }
    }

    private boolean isServer(String name, String account) {
        Matcher known = ACCOUNT.matcher(account);
        return known.matches() && isAddress(name, known) || accounts.apply(name).equals(account);
    }

    /// With or without the user and the port.
    private static boolean isAddress(String name, Matcher account) {
        String user = account.group(1) + "@";
        String address = name.startsWith(user) ? name.substring(user.length()) : name;
        String host = account.group(2);
        String port = ":" + account.group(3);
        return Stream.of(host, host + port, "[" + host + "]", "[" + host + "]" + port)
                .anyMatch(address::equalsIgnoreCase);
    }
}
