package dev.handrail.remote.ssh.config;

import dev.handrail.remote.LocalProgram;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The file that `RevokedHostKeys` names: a list of public keys, or OpenSSH's binary list, which
/// only `ssh-keygen` can read.
public final class RevokedHostKeys {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Path file;

    public RevokedHostKeys(Path file) {
        this.file = file;
    }

    /// Whether a key or certificate is revoked. As for ssh, every key is revoked by a file that
    /// cannot be read.
    public boolean isRevoked(String type, byte[] key) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return text.startsWith("SSHKRL")
                    ? isListed(type, key)
                    : List.of(text.split("\\s+")).contains(KnownHosts.encodeKey(key));
        } catch (IOException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private boolean isListed(String type, byte[] key) throws IOException, InterruptedException {
        Path asked = Files.createTempFile("handrail-key-", ".pub");
        try {
            Files.writeString(asked, type + " " + KnownHosts.encodeKey(key) + "\n");
            List<String> command =
                    List.of("ssh-keygen", "-Q", "-f", file.toString(), asked.toString());
            return LocalProgram.run(new ProcessBuilder(command), new byte[0], LIMIT)
                    .map(ended -> ended.exit() != 0)
                    .orElse(true);
        } finally {
            Files.deleteIfExists(asked);
        }
    }
}
