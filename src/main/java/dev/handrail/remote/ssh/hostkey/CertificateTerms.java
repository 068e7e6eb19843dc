package dev.handrail.remote.ssh.hostkey;

import dev.handrail.remote.ssh.hostkey.HostCertificate.Flaw;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a certificate is for. `options`: it has some that must be understood; there are none for
/// servers.
record CertificateTerms(
        boolean forHost,
        List<String> names,
        Instant validAfter,
        Instant validBefore,
        boolean options) {
    /// What keeps it from being for the server `name`. One without names is for every server, as
    /// for ssh.
    Optional<Flaw> findFlaw(String name, Instant now) {
        if (!forHost) {
            return Optional.of(Flaw.NOT_FOR_HOSTS);
        }
        if (now.isBefore(validAfter) || !now.isBefore(validBefore)) {
            return Optional.of(now.isBefore(validAfter) ? Flaw.NOT_YET_VALID : Flaw.EXPIRED);
        }
        boolean named = names.isEmpty() || names.contains(name.toLowerCase(Locale.ROOT));
        return named
                ? Optional.of(Flaw.UNKNOWN_OPTION).filter(_ -> options)
                : Optional.of(Flaw.OTHER_NAME);
    }
}
