package dev.handrail.remote.ssh.auth;

import com.jcraft.jsch.AgentConnector;
import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.AgentProxyException;
import com.jcraft.jsch.Identity;
import com.jcraft.jsch.SSHAgentConnector;
import com.jcraft.jsch.WindowsSSHAgentConnector;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A key that the SSH agent holds. Signing may wait for a person who confirms it there or touches a
/// token.
record AgentKey(SshPublicKey key, Identity identity, AuthPrompts prompts) implements KeySigner {
    private static final String PIPE = "\\\\.\\pipe\\";

    /// None where there is no socket.
    static List<AgentKey> list(Optional<String> socket, AuthPrompts prompts) {
        return socket.map(path -> list(path, prompts)).orElse(List.of());
    }

    /// In the agent's order; none when no agent answers on this socket.
    private static List<AgentKey> list(String socket, AuthPrompts prompts) {
        try {
            List<Identity> held = new AgentIdentityRepository(connectorFor(socket)).getIdentities();
            return held.stream().flatMap(one -> of(one, prompts).stream()).toList();
        } catch (AgentProxyException | RuntimeException e) {
            // No agent there; keys from files are offered.
            return List.of();
        }
    }

    private static Optional<AgentKey> of(Identity held, AuthPrompts prompts) {
        return SshPublicKey.ofBlob(held.getPublicKeyBlob())
                .map(key -> new AgentKey(key, held, prompts));
    }

    private static AgentConnector connectorFor(String socket) throws AgentProxyException {
        return socket.startsWith(PIPE)
                ? new WindowsSSHAgentConnector(socket)
                : new SSHAgentConnector(Path.of(socket));
    }

    String name() {
        return identity.getName();
    }

    @Override
    public Optional<byte[]> sign(byte[] data, String algorithm) {
        Optional<byte[]> signature =
                prompts.waitForPerson(
                        () -> Optional.ofNullable(identity.getSignature(data, algorithm)));
        if (signature.isEmpty()) {
            prompts.progress().reportUnusable(KeyProblems.agentRefused(name()));
        }
        return signature;
    }
}
