package dev.handrail.remote;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.UserInfo;

import dev.handrail.model.Problem;
import dev.handrail.remote.Connector.Asker;

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
final class HostKeys implements HostKeyRepository {
    private final KnownHosts known;
    private final Asker asker;
    private final Deadline deadline;
    private final String host;
    private final int port;
    private String fingerprint = "";
    private @Nullable Problem problem;

    HostKeys(KnownHosts known, Asker asker, Deadline deadline, String host, int port) {
        this.known = known;
        this.asker = asker;
        this.deadline = deadline;
        this.host = host;
        this.port = port;
    }

    /// Of the key that was checked, as `SHA256:...`.
    String fingerprint() {
        return fingerprint;
    }

    Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public int check(String name, byte[] key) {
        String type = type(key);
        String encoded = KnownHosts.encoded(key);
        fingerprint = fingerprint(key);
        List<KnownHosts.Line> lines = known.linesFor(name);
        if (lines.stream()
                .anyMatch(line -> line.marker().equals("@revoked") && line.key().equals(encoded))) {
            return refuse(revoked());
        }
        List<KnownHosts.Line> plain =
                lines.stream().filter(line -> line.marker().isEmpty()).toList();
        if (plain.stream().anyMatch(line -> line.key().equals(encoded))) {
            return OK;
        }
        return plain.isEmpty()
                ? firstContact(name, type, key)
                : refuse(changed(type, plain.getFirst()));
    }

    private int firstContact(String name, String type, byte[] key) {
        Connector.HostKey asked =
                new Connector.HostKey(host, port, ServerText.plain(type), fingerprint);
        if (!deadline.paused(() -> asker.trust(asked))) {
            return refuse(
                    new Problem(
                            "host-key.unknown-refused",
                            "The key of "
                                    + host
                                    + " is not known here, and was not trusted: "
                                    + fingerprint
                                    + ".",
                            "Compare it with what `"
                                    + asked.toCompare()
                                    + "` says on the server, then connect again."));
        }
        try {
            known.add(name, type, key);
            return OK;
        } catch (IOException e) {
            return refuse(
                    new Problem(
                            "host-key.not-saved",
                            "The key of "
                                    + host
                                    + " could not be written to "
                                    + known.first()
                                    + ": "
                                    + e.getMessage()
                                    + ".",
                            "Make that file writable for you, then connect again."));
        }
    }

    private Problem changed(String type, KnownHosts.Line line) {
        String old;
        try {
            old = fingerprint(Base64.getDecoder().decode(line.key()));
        } catch (IllegalArgumentException e) {
            old = "(not readable)";
        }
        return new Problem(
                "host-key.changed",
                "The key of "
                        + host
                        + " has changed. Known: "
                        + line.type()
                        + " "
                        + old
                        + ". Now: "
                        + ServerText.plain(type)
                        + " "
                        + fingerprint
                        + ". Someone may stand between you and the server. Nothing was sent.",
                "If you know that the server got a new key, remove the old one with `ssh-keygen -R "
                        + (port == 22 ? host : "'[" + host + "]:" + port + "'")
                        + " -f '"
                        + known.first()
                        + "'`, then connect again.");
    }

    private Problem revoked() {
        return new Problem(
                "host-key.revoked",
                "The key of "
                        + host
                        + " ("
                        + fingerprint
                        + ") is marked as revoked in "
                        + known.first()
                        + ".",
                "Ask who looks after the server for its new key.");
    }

    private int refuse(Problem why) {
        problem = why;
        return NOT_INCLUDED;
    }

    /// What JSch asks the server to prefer: the types that are known of it.
    @Override
    public HostKey[] getHostKey(@Nullable String name, @Nullable String type) {
        List<HostKey> keys = new ArrayList<>();
        if (name != null && type == null) {
            for (KnownHosts.Line line : known.linesFor(name)) {
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
        return known.first().toString();
    }

    private static String type(byte[] key) {
        ByteBuffer buffer = ByteBuffer.wrap(key);
        int length = buffer.remaining() < 4 ? 0 : buffer.getInt();
        return length <= 0 || length > buffer.remaining()
                ? "unknown"
                : new String(key, 4, length, StandardCharsets.ISO_8859_1);
    }

    static String fingerprint(byte[] key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
