package dev.handrail.remote.ssh.auth;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ShellConnector;
import dev.handrail.remote.ssh.config.KnownHosts;
import dev.handrail.remote.ssh.hostkey.HostCertificate.Flaw;
import dev.handrail.remote.ssh.problem.LoginProblems;
import dev.handrail.text.ServerText;

import java.io.IOException;
import java.util.Base64;

/// Explains why Handrail does not accept the key of a server.
final class HostKeyProblems {
    private final KnownHosts known;
    private final ShellConnector.HostKey shown;

    /// `shown`: the key that the server shows.
    HostKeyProblems(KnownHosts known, ShellConnector.HostKey shown) {
        this.known = known;
        this.shown = shown;
    }

    ShellConnector.HostKey shown() {
        return shown;
    }

    Problem notTrusted() {
        return LoginProblems.hostKeyNotTrusted(shown);
    }

    /// The configuration allows no new key, so nobody is asked.
    Problem strict() {
        return new Problem(
                "host-key.unknown-refused",
                Message.of(
                        "remote.host-key.strict.what",
                        shown.host(),
                        shown.fingerprint(),
                        ServerText.toPlainLine(shown.type())),
                Message.of("remote.host-key.strict.todo", known.firstFile().toString()));
    }

    /// An authority that is known signed it, but its certificate proves nothing.
    Problem flawed(Flaw flaw) {
        return new Problem(
                "host-key.certificate",
                Message.of("remote.host-key.certificate.what", shown.host(), reason(flaw)),
                Message.of("remote.host-key.certificate.todo"));
    }

    private static Message reason(Flaw flaw) {
        return switch (flaw) {
            case NOT_FOR_HOSTS -> Message.of("remote.host-key.certificate.not-for-hosts");
            case NOT_YET_VALID -> Message.of("remote.host-key.certificate.not-yet-valid");
            case EXPIRED -> Message.of("remote.host-key.certificate.expired");
            case OTHER_NAME -> Message.of("remote.host-key.certificate.other-name");
            case UNKNOWN_OPTION -> Message.of("remote.host-key.certificate.unknown-option");
            case BAD_SIGNATURE -> Message.of("remote.host-key.certificate.bad-signature");
        };
    }

    Message flawedWarning(Flaw flaw) {
        return Message.of("remote.host-key.certificate.what", shown.host(), reason(flaw));
    }

    Message notSavedWarning(IOException reason) {
        return Message.of(
                "remote.host-key.not-saved.what",
                shown.host(),
                known.firstFile().toString(),
                String.valueOf(reason.getMessage()));
    }

    Message uncheckedWarning() {
        return Message.of("remote.host-key.unchecked.what", shown.host(), shown.fingerprint());
    }

    /// `refused`: the changed or revoked key that the configuration accepts all the same.
    static Message unsafeWarning(Problem refused) {
        return Message.sentences(refused.what(), Message.of("remote.host-key.unsafe.what"));
    }

    Problem changed(KnownHosts.KnownHostLine line) {
        return new Problem(
                "host-key.changed",
                Message.of(
                        "remote.host-key.changed.what",
                        shown.host(),
                        line.type(),
                        knownFingerprint(line),
                        shown.type(),
                        shown.fingerprint()),
                Message.of("remote.host-key.changed.todo", removeCommand()));
    }

    /// Says that the saved key is unreadable when its base64 is broken.
    private static Message knownFingerprint(KnownHosts.KnownHostLine line) {
        try {
            byte[] key = Base64.getDecoder().decode(line.key());
            return Message.literal(HostKeys.fingerprintOf(key));
        } catch (IllegalArgumentException e) {
            return Message.of("remote.host-key.unreadable");
        }
    }

    /// The command with which the admin removes the old key after checking the new one.
    private String removeCommand() {
        String name =
                shown.port() == 22 ? shown.host() : "'[" + shown.host() + "]:" + shown.port() + "'";
        return "ssh-keygen -R %s -f '%s'".formatted(name, known.firstFile());
    }

    Problem tooShort(int bits) {
        return new Problem(
                "host-key.too-short",
                Message.of("remote.host-key.too-short.what", shown.host(), Integer.toString(bits)),
                Message.of("remote.host-key.too-short.todo"));
    }

    Problem revoked() {
        return new Problem(
                "host-key.revoked",
                Message.of(
                        "remote.host-key.revoked.what",
                        shown.host(),
                        shown.fingerprint(),
                        known.firstFile().toString()),
                Message.of("remote.host-key.revoked.todo"));
    }
}
