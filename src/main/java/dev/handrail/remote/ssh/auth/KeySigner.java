package dev.handrail.remote.ssh.auth;

import java.util.Optional;

/// Signs with one private key, in a file or in the agent; it may wait for a person.
interface KeySigner {
    /// Empty if the key is not opened or the agent refuses to sign.
    Optional<byte[]> sign(byte[] data, String algorithm);
}
