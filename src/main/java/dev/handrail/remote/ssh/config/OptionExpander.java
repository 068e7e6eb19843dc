package dev.handrail.remote.ssh.config;

import dev.handrail.model.Message;
import dev.handrail.remote.ConnectFailedException;
import dev.handrail.text.ServerText;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Replaces the tokens (`%h`) and the variables (`${NAME}`) in options, as ssh does.
final class OptionExpander {
    private static final Pattern TOKEN = Pattern.compile("%(.)");
    private static final Pattern TOKEN_OR_VARIABLE =
            Pattern.compile("%(.)|\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private final SshHostSettings settings;
    private final Map<String, String> environment;
    private final Map<String, String> more;

    OptionExpander(SshHostSettings settings, Map<String, String> environment) {
        this(settings, environment, Map.of());
    }

    /// `more`: tokens that only one option knows, by their letters.
    OptionExpander(
            SshHostSettings settings, Map<String, String> environment, Map<String, String> more) {
        this.settings = settings;
        this.environment = environment;
        this.more = more;
    }

    /// For a path or a command that is no shell's: tokens and variables.
    String expandPath(String text) throws ConnectFailedException {
        return expand(TOKEN_OR_VARIABLE, text);
    }

    /// For a command that a shell runs: variables are left to the shell.
    String expandCommand(String text) throws ConnectFailedException {
        return expand(TOKEN, text);
    }

    private String expand(Pattern pattern, String text) throws ConnectFailedException {
        StringBuilder out = new StringBuilder();
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            String value =
                    found.group(1) == null ? variable(found.group(2)) : token(found.group(1), text);
            found.appendReplacement(out, Matcher.quoteReplacement(value));
        }
        return found.appendTail(out).toString();
    }

    private String variable(String name) throws ConnectFailedException {
        String value = environment.get(name);
        if (value == null) {
            throw new ConnectFailedException(
                    "config.invalid",
                    Message.of("remote.config.no-variable.what", name),
                    Message.of("remote.config.no-variable.todo"));
        }
        return value;
    }

    private String token(String letter, String option) throws ConnectFailedException {
        return switch (letter) {
            case "%" -> "%";
            case "h" -> settings.hostName();
            case "n" -> settings.target().host();
            case "p" -> Integer.toString(settings.portNumber());
            case "r" -> settings.userName();
            case "k" -> settings.hostKeyAlias().orElse(settings.target().host());
            case "j" -> settings.jumpText();
            case "C" -> connectionHash();
            default -> more.containsKey(letter) ? more.get(letter) : localToken(letter, option);
        };
    }

    /// Tokens about this workstation.
    private String localToken(String letter, String option) throws ConnectFailedException {
        return switch (letter) {
            case "d" -> settings.home().toString();
            case "u" -> System.getProperty("user.name", "");
            case "i" -> userId(settings.home());
            case "l" -> localHost();
            case "L" -> localHost().replaceFirst("\\..*", "");
            default -> throw unknownToken(letter, option);
        };
    }

    private static ConnectFailedException unknownToken(String letter, String option) {
        return new ConnectFailedException(
                "config.invalid",
                Message.of(
                        "remote.config.unknown-token.what",
                        "%" + letter,
                        ServerText.toPlainLine(option)),
                Message.of("remote.config.invalid.todo"));
    }

    private String connectionHash() {
        String where = settings.hostName() + settings.portNumber() + settings.userName();
        byte[] text = (localHost() + where + settings.jumpText()).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String localHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /// The owner of the home folder; 0 where the system has no such numbers.
    private static String userId(Path home) {
        try {
            return Files.getAttribute(home, "unix:uid").toString();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return "0";
        }
    }
}
