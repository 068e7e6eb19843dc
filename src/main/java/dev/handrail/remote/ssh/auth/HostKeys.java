package dev.handrail.remote.ssh.auth;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.UserInfo;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ShellConnector;
import dev.handrail.remote.ShellConnector.UserInteraction;
import dev.handrail.remote.ssh.config.KnownHosts;
import dev.handrail.text.ServerText;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Decides about a server's key before anything else is sent: known, new (the admin is asked), or
/// refused.
public final class HostKeys implements HostKeyRepository {
    private final KnownHosts known;
    private final UserInteraction asker;
    private final ConnectDeadline deadline;
    private final String host;
    private final int port;
    private String fingerprint = "";
    private @Nullable Problem problem;

    public HostKeys(
            KnownHosts known,
            UserInteraction asker,
            ConnectDeadline deadline,
            String host,
            int port) {
        this.known = known;
        this.asker = asker;
        this.deadline = deadline;
        this.host = host;
        this.port = port;
    }

    /// The fingerprint of the checked key, as `SHA256:...`; empty before the check.
    public String checkedFingerprint() {
        return fingerprint;
    }

    /// Why the key was refused; empty while it was not.
    public Optional<Problem> refusalProblem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public int check(String name, byte[] key) {
        String type = keyType(key);
        String encoded = KnownHosts.encodeKey(key);
        fingerprint = fingerprintOf(key);
        List<KnownHosts.KnownHostLine> lines = known.linesFor(name);
        if (lines.stream()
                .anyMatch(line -> line.marker().equals("@revoked") && line.key().equals(encoded))) {
            return refuseKey(revokedKey());
        }
        List<KnownHosts.KnownHostLine> plain =
                lines.stream().filter(line -> line.marker().isEmpty()).toList();
        if (plain.stream().anyMatch(line -> line.key().equals(encoded))) {
            return OK;
        }
        return plain.isEmpty()
                ? firstContact(name, type, key)
                : refuseKey(changedKey(type, plain.getFirst()));
    }

    /// Asks the admin and saves the key. A key that cannot be saved is refused.
    private int firstContact(String name, String type, byte[] key) {
        ShellConnector.HostKey asked =
                new ShellConnector.HostKey(host, port, ServerText.toPlainLine(type), fingerprint);
        if (!deadline.runPaused(() -> asker.trustHostKey(asked))) {
            return refuseKey(keyNotTrusted(asked));
        }
        try {
            known.addKey(name, type, key);
            return OK;
        } catch (IOException e) {
            return refuseKey(keyNotSaved(e));
        }
    }

    private Problem keyNotTrusted(ShellConnector.HostKey asked) {
        return new Problem(
                "host-key.unknown-refused",
                Message.of("remote.host-key.not-trusted.what", host, fingerprint),
                Message.of("remote.host-key.not-trusted.todo", asked.toCompare()));
    }

    private Problem keyNotSaved(IOException reason) {
        return new Problem(
                "host-key.not-saved",
                Message.of(
                        "remote.host-key.not-saved.what",
                        host,
                        known.firstFile().toString(),
                        String.valueOf(reason.getMessage())),
                Message.of("remote.host-key.not-saved.todo"));
    }

    private Problem changedKey(String type, KnownHosts.KnownHostLine line) {
        return new Problem(
                "host-key.changed",
                Message.of(
                        "remote.host-key.changed.what",
                        host,
                        line.type(),
                        knownFingerprint(line),
                        ServerText.toPlainLine(type),
                        fingerprint),
                Message.of("remote.host-key.changed.todo", removeCommand()));
    }

    /// Says that the saved key is unreadable when its base64 is broken.
    private static Message knownFingerprint(KnownHosts.KnownHostLine line) {
        try {
            return Message.literal(fingerprintOf(Base64.getDecoder().decode(line.key())));
        } catch (IllegalArgumentException e) {
            return Message.of("remote.host-key.unreadable");
        }
    }

    /// The command with which the admin removes the old key after checking the new one.
    private String removeCommand() {
        return "ssh-keygen -R %s -f '%s'"
                .formatted(port == 22 ? host : "'[" + host + "]:" + port + "'", known.firstFile());
    }

    private Problem revokedKey() {
        return new Problem(
                "host-key.revoked",
                Message.of(
                        "remote.host-key.revoked.what",
                        host,
                        fingerprint,
                        known.firstFile().toString()),
                Message.of("remote.host-key.revoked.todo"));
    }

    private int refuseKey(Problem why) {
        problem = why;
        return NOT_INCLUDED;
    }

    /// The known keys of this server; JSch prefers their types, so that no second key is new.
    @Override
    public HostKey[] getHostKey(@Nullable String name, @Nullable String type) {
        List<HostKey> keys = new ArrayList<>();
        if (name != null && type == null) {
            for (KnownHosts.KnownHostLine line : known.linesFor(name)) {
                try {
                    keys.add(new HostKey(name, Base64.getDecoder().decode(line.key())));
                } catch (JSchException | RuntimeException e) {
                    // A line that JSch cannot read tells it nothing.
                }
            }
        }
        return keys.toArray(HostKey[]::new);
    }

    @Override
    public HostKey[] getHostKey() {
        return new HostKey[0];
    }

    @Override
    public void add(HostKey key, UserInfo user) {}

    @Override
    public void remove(String name, String type) {}

    @Override
    public void remove(String name, String type, byte[] key) {}

    @Override
    public String getKnownHostsRepositoryID() {
        return known.firstFile().toString();
    }

    /// The type is the first field of the key; `unknown` if that field is broken.
    private static String keyType(byte[] key) {
        ByteBuffer buffer = ByteBuffer.wrap(key);
        int length = buffer.remaining() < 4 ? 0 : buffer.getInt();
        return length <= 0 || length > buffer.remaining()
                ? "unknown"
                : new String(key, 4, length, StandardCharsets.ISO_8859_1);
    }

    static String fingerprintOf(byte[] key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
