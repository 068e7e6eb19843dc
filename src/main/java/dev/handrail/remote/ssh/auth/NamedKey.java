package dev.handrail.remote.ssh.auth;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A key or certificate that a file is for. `key`: empty where the private key must be opened
/// first. `own`: the private key, if it is in a file.
record NamedKey(Path file, Optional<SshPublicKey> key, Optional<PrivateKeyFile> own) {

    /// The key of a file and, unless certificates are named, the one beside it as `FILE-cert.pub`.
    static List<NamedKey> read(Path file, boolean certificatesAreNamed, AuthPrompts prompts) {
        Optional<PrivateKeyFile> own = PrivateKeyFile.read(file, prompts);
        NamedKey plain = new NamedKey(file, SshPublicKey.findFor(file), own);
        Path beside = file.resolveSibling(file.getFileName() + "-cert.pub");
        Optional<SshPublicKey> certificate =
                certificatesAreNamed ? Optional.empty() : readCertificate(beside);
        return Stream.concat(
                        Stream.of(plain),
                        certificate.map(key -> new NamedKey(file, Optional.of(key), own)).stream())
                .toList();
    }

    /// Empty where the file holds no certificate of a user.
    static Optional<SshPublicKey> readCertificate(Path file) {
        return SshPublicKey.readPublic(file).filter(SshPublicKey::isCertificate);
    }

    boolean isSame(SshPublicKey other) {
        return key.isPresent() && key.get().isSame(other);
    }

    /// Whether its private key signs for the other one.
    boolean hasSameKey(SshPublicKey other) {
        return key.isPresent() && key.get().hasSameKey(other);
    }
}
