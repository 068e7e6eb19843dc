package dev.handrail.remote.ssh.auth;

import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.AgentProxyException;
import com.jcraft.jsch.Identity;
import com.jcraft.jsch.IdentityRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.SSHAgentConnector;

import dev.handrail.model.Message;
import dev.handrail.remote.ConnectFailedException;
import dev.handrail.remote.ssh.config.SshHostSettings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Vector;

/// The keys to offer, the named ones first. A key that the agent holds is taken from there, since
/// it needs no passphrase then.
public final class KeyIdentities implements IdentityRepository {
    private final List<Identity> keys;

    private KeyIdentities(List<Identity> keys) {
        this.keys = List.copyOf(keys);
    }

    /// `named`: a key file that the target names; it must be readable.
    public static KeyIdentities of(
            Optional<Path> named, SshHostSettings settings, Optional<String> agentSocket)
            throws ConnectFailedException {
        List<Identity> agent = agentSocket.map(KeyIdentities::fromAgent).orElse(List.of());
        List<Identity> keys = new ArrayList<>();
        if (named.isPresent()) {
            addKey(keys, fromFile(named.get()), agent);
        }
        List<Identity> files = readableKeys(settings.keyFiles());
        if (settings.onlyNamedKeys()) {
            files.forEach(file -> addKey(keys, file, agent));
        } else {
            agent.forEach(key -> addKey(keys, key, List.of()));
            files.forEach(file -> addKey(keys, file, agent));
        }
        return new KeyIdentities(keys);
    }

    /// Skips files that do not exist or hold no key.
    private static List<Identity> readableKeys(List<Path> files) {
        List<Identity> keys = new ArrayList<>();
        for (Path file : files) {
            if (Files.isReadable(file)) {
                try {
                    keys.add(fromFile(file));
                } catch (ConnectFailedException e) {
                    // It has one of the usual names, but is no key that we can use; others may be.
                }
            }
        }
        return keys;
    }

    /// Adds each key once, and prefers the agent's copy.
    private static void addKey(List<Identity> keys, Identity key, List<Identity> agent) {
        if (keys.stream().noneMatch(known -> isSameKey(known, key))) {
            keys.add(agent.stream().filter(held -> isSameKey(held, key)).findFirst().orElse(key));
        }
    }

    /// False when the public part is unknown, as in some encrypted files.
    private static boolean isSameKey(Identity one, Identity other) {
        byte[] blob = one.getPublicKeyBlob();
        return blob != null && Arrays.equals(blob, other.getPublicKeyBlob());
    }

    /// Reads the file without its passphrase, which JSch asks for only when it needs the key.
    private static Identity fromFile(Path file) throws ConnectFailedException {
        if (!Files.isReadable(file)) {
            throw missingKey(file);
        }
        try {
            JSch reader = new JSch();
            reader.addIdentity(file.toString());
            return reader.getIdentityRepository().getIdentities().getFirst();
        } catch (JSchException | RuntimeException e) {
            throw new ConnectFailedException(
                    "key.unreadable",
                    Message.of("remote.key-file.invalid.what", file.toString()),
                    Message.of("remote.key-file.invalid.todo"));
        }
    }

    private static ConnectFailedException missingKey(Path file) {
        return new ConnectFailedException(
                "key.missing",
                Files.exists(file)
                        ? Message.of("remote.key-file.not-readable.what", file.toString())
                        : Message.of("remote.key-file.missing.what", file.toString()),
                Message.of("remote.key-file.missing.todo"));
    }

    /// Empty when no agent answers on this socket.
    private static List<Identity> fromAgent(String socket) {
        try {
            return List.copyOf(
                    new AgentIdentityRepository(new SSHAgentConnector(Path.of(socket)))
                            .getIdentities());
        } catch (AgentProxyException | RuntimeException e) {
            // No agent there; keys from files are offered.
            return List.of();
        }
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    @Override
    public Vector<Identity> getIdentities() {
        return new Vector<>(keys);
    }

    @Override
    public String getName() {
        return "Handrail";
    }

    @Override
    public int getStatus() {
        return RUNNING;
    }

    @Override
    public boolean add(byte[] identity) {
        return false;
    }

    @Override
    public boolean remove(byte[] blob) {
        return false;
    }

    @Override
    public void removeAll() {}
}
