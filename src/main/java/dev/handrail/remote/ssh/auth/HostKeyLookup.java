package dev.handrail.remote.ssh.auth;

import dev.handrail.remote.ssh.config.KnownHosts;
import dev.handrail.remote.ssh.config.KnownHosts.KnownHostLine;
import dev.handrail.remote.ssh.config.RevokedHostKeys;
import dev.handrail.remote.ssh.config.SshHostSettings;
import dev.handrail.remote.ssh.hostkey.HostCertificate;
import dev.handrail.remote.ssh.hostkey.HostCertificate.Flaw;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Compares the key that a server shows with the known ones, in the order in which ssh does.
final class HostKeyLookup {
    private final SshHostSettings settings;
    private final KnownHosts known;
    private final String type;
    private final byte[] key;
    private final Optional<HostCertificate> certificate;

    HostKeyLookup(
            SshHostSettings settings,
            KnownHosts known,
            String type,
            byte[] key,
            Optional<HostCertificate> certificate) {
        this.settings = settings;
        this.known = known;
        this.type = type;
        this.key = key;
        this.certificate = certificate;
    }

    /// What is known of a key.
    sealed interface Status {
        record Known() implements Status {}

        record Revoked() implements Status {}

        /// `line`: the key that is known instead.
        record Changed(KnownHostLine line) implements Status {}

        /// `flaw`: what keeps its certificate, if a known authority signed it, from proving it.
        record New(Optional<Flaw> flaw) implements Status {}
    }

    /// Looks up `host` where `[host]:port` is not known, as ssh does.
    Status lookUp(String name) {
        Status status = isInRevokedFile() ? new Status.Revoked() : compare(name);
        boolean portOnly =
                status instanceof Status.New
                        && settings.hostKeyAlias().isEmpty()
                        && name.startsWith("[");
        return portOnly && compare(settings.hostName()) instanceof Status.Known
                ? new Status.Known()
                : status;
    }

    private boolean isInRevokedFile() {
        return settings.revokedHostKeys()
                .map(RevokedHostKeys::new)
                .filter(file ->
                        file.isRevoked(type, key) || certificate.filter(isIn(file)).isPresent())
                .isPresent();
    }

    private static Predicate<HostCertificate> isIn(RevokedHostKeys file) {
        return one ->
                file.isRevoked(one.type(), one.bytes())
                        || file.isRevoked(one.authorityType(), one.authority());
    }

    private Status compare(String name) {
        List<KnownHostLine> lines = known.linesFor(name);
        if (isRevoked(lines)) {
            return new Status.Revoked();
        }
        Optional<HostCertificate> signed =
                certificate.filter(one -> hasKey(lines, "@cert-authority", one.authority()));
        Optional<Flaw> flaw = signed.flatMap(this::findFlaw);
        return signed.isPresent() && flaw.isEmpty()
                ? new Status.Known()
                : comparePlain(lines, flaw);
    }

    private boolean isRevoked(List<KnownHostLine> lines) {
        return hasKey(lines, "@revoked", key)
                || certificate
                        .filter(one -> hasKey(lines, "@revoked", one.authority()))
                        .isPresent();
    }

    private static boolean hasKey(List<KnownHostLine> lines, String marker, byte[] wanted) {
        String encoded = KnownHosts.encodeKey(wanted);
        return lines.stream()
                .anyMatch(line -> line.marker().equals(marker) && line.key().equals(encoded));
    }

    private Optional<Flaw> findFlaw(HostCertificate one) {
        String name = settings.hostKeyAlias().orElse(settings.hostName());
        return one.findFlaw(name, Instant.now(), settings.authorityAlgorithms());
    }

    private Status comparePlain(List<KnownHostLine> lines, Optional<Flaw> flaw) {
        List<KnownHostLine> plain = lines.stream().filter(line -> line.marker().isEmpty()).toList();
        if (hasKey(plain, "", key)) {
            return new Status.Known();
        }
        return plain.isEmpty() ? new Status.New(flaw) : new Status.Changed(plain.getFirst());
    }
}
