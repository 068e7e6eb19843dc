package dev.handrail.remote.ssh.config;

import dev.handrail.model.Message;
import dev.handrail.remote.ConnectFailedException;
import dev.handrail.remote.LocalProgram;
import dev.handrail.text.ServerText;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A command of the SSH configuration that prints lines of known_hosts for a server.
public final class KnownHostsCommand {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final SshHostSettings settings;
    private final String command;

    private KnownHostsCommand(SshHostSettings settings, String command) {
        this.settings = settings;
        this.command = command;
    }

    /// Empty where the configuration has none.
    public static Optional<KnownHostsCommand> of(SshHostSettings settings) {
        return settings.knownHostsCommand().map(text -> new KnownHostsCommand(settings, text));
    }

    /// Before the server has shown a key.
    public List<String> askTypes(String name) throws ConnectFailedException {
        return run(Map.of("H", name, "I", "ORDER", "t", "NONE", "f", "NONE", "K", "NONE"));
    }

    /// For the key that the server shows.
    public List<String> askKey(String name, String type, byte[] key, String fingerprint)
            throws ConnectFailedException {
        String encoded = KnownHosts.encodeKey(key);
        return run(Map.of("H", name, "I", "HOSTNAME", "t", type, "f", fingerprint, "K", encoded));
    }

    /// ssh ends the connection if the command fails, and so does Handrail.
    private List<String> run(Map<String, String> tokens) throws ConnectFailedException {
        ProcessBuilder builder = new ProcessBuilder(expandWords(tokens));
        try {
            Optional<LocalProgram.Ended> ended = LocalProgram.run(builder, new byte[0], LIMIT);
            byte[] out = ended.filter(end -> end.exit() == 0).orElseThrow(() -> failed("")).out();
            return new String(out, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw failed(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("");
        }
    }

    private List<String> expandWords(Map<String, String> tokens) throws ConnectFailedException {
        OptionExpander expander = new OptionExpander(settings, Map.of(), tokens);
        List<String> words = new ArrayList<>();
        for (String word : SshConfigFile.splitWords(command)) {
            words.add(expander.expandCommand(word));
        }
        return words;
    }

    private ConnectFailedException failed(String reason) {
        return new ConnectFailedException(
                "config.known-hosts-command",
                Message.of(
                        "remote.config.known-hosts-command.what",
                        settings.target().host(),
                        command,
                        ServerText.toPlainLine(reason)),
                Message.of("remote.config.known-hosts-command.todo"));
    }
}
