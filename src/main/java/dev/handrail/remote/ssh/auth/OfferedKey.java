package dev.handrail.remote.ssh.auth;

import com.jcraft.jsch.Identity;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Supplier;

/// One key or certificate that the server is offered. JSch takes it for open, so that it asks for
/// no passphrase before the server has accepted the key.
final class OfferedKey implements Identity {
    private final String name;
    private final Supplier<Optional<SshPublicKey>> key;
    private final KeySigner signer;
    private final AuthProgress progress;
    private boolean offered;

    /// `key`: may have to open the private key first.
    OfferedKey(
            String name,
            Supplier<Optional<SshPublicKey>> key,
            KeySigner signer,
            AuthProgress progress) {
        this.name = name;
        this.key = key;
        this.signer = signer;
        this.progress = progress;
    }

    /// Whether the server has seen it, so that it must not be offered again.
    boolean wasOffered() {
        return offered;
    }

    @Override
    public String getAlgName() {
        return key.get().map(SshPublicKey::type).orElse("");
    }

    @Override
    public byte @Nullable [] getPublicKeyBlob() {
        offered = true;
        return key.get().map(SshPublicKey::blob).orElse(null);
    }

    /// JSch calls this once the server has said that it accepts the key.
    @Override
    public byte @Nullable [] getSignature(byte[] data, String algorithm) {
        Optional<byte[]> signature = signer.sign(data, SshPublicKey.signatureAlgorithm(algorithm));
        signature.ifPresent(_ -> progress.reportSent(AuthMethod.PUBLIC_KEY));
        return signature.orElse(null);
    }

    @Override
    public byte @Nullable [] getSignature(byte[] data) {
        return getSignature(data, getAlgName());
    }

    @Override
    public boolean setPassphrase(byte @Nullable [] passphrase) {
        return true;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isEncrypted() {
        return false;
    }

    @Override
    public void clear() {}
}
