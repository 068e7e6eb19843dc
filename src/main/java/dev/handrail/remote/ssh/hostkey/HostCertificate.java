package dev.handrail.remote.ssh.hostkey;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A key of a server that an authority has signed, in OpenSSH's format.
public final class HostCertificate {
    private static final String SUFFIX = "-cert-v01@openssh.com";
    private static final int HOST = 2;

    private final String type;
    private final byte[] bytes;
    private final byte[] key;
    private final CertificateTerms terms;
    private final CertificateSignature signature;

    /// Throws [BufferUnderflowException] where the bytes are no certificate.
    private HostCertificate(byte[] bytes) {
        SshDataReader data = new SshDataReader(bytes);
        this.bytes = bytes;
        this.type = data.readText();
        this.key = readKey(type.replace(SUFFIX, ""), bytes, data);
        this.terms = readTerms(data);
        byte[] authority = data.readString();
        byte[] signed = Arrays.copyOf(bytes, data.position());
        this.signature = new CertificateSignature(authority, signed, data.readString());
    }

    /// Why a certificate does not prove the identity of a server.
    public enum Flaw {
        NOT_FOR_HOSTS,
        NOT_YET_VALID,
        EXPIRED,
        OTHER_NAME,
        UNKNOWN_OPTION,
        BAD_SIGNATURE
    }

    /// Empty where the bytes are no certificate.
    static Optional<HostCertificate> parse(byte[] bytes) {
        try {
            return new SshDataReader(bytes).readText().endsWith(SUFFIX)
                    ? Optional.of(new HostCertificate(bytes))
                    : Optional.empty();
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    /// The plain key: its type and the fields after a random one.
    private static byte[] readKey(String type, byte[] bytes, SshDataReader data) {
        data.readString();
        int from = data.position();
        for (int i = 0; i < keyFields(type); i++) {
            data.readString();
        }
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        byte[] fields = Arrays.copyOfRange(bytes, from, data.position());
        ByteBuffer key = ByteBuffer.allocate(4 + name.length + fields.length);
        return key.putInt(name.length).put(name).put(fields).array();
    }

    /// How many strings make up a key of this type.
    private static int keyFields(String type) {
        return type.equals("ssh-dss") ? 4 : type.equals("ssh-ed25519") ? 1 : 2;
    }

    private static CertificateTerms readTerms(SshDataReader data) {
        data.readLong();
        boolean forHost = data.readInt() == HOST;
        data.readString();
        List<String> names = new SshDataReader(data.readString()).readTexts();
        Instant after = toInstant(data.readLong());
        Instant before = toInstant(data.readLong());
        boolean options = data.readString().length > 0;
        data.readString();
        data.readString();
        return new CertificateTerms(forHost, names, after, before, options);
    }

    /// The greatest number means that a certificate never expires.
    private static Instant toInstant(long seconds) {
        return seconds < 0 || seconds > Instant.MAX.getEpochSecond()
                ? Instant.MAX
                : Instant.ofEpochSecond(seconds);
    }

    /// What keeps it from proving that a server is `name`; empty if it does. `algorithms`: those
    /// that an authority may sign with.
    public Optional<Flaw> findFlaw(String name, Instant now, List<String> algorithms) {
        return signature.isValid(algorithms)
                ? terms.findFlaw(name, now)
                : Optional.of(Flaw.BAD_SIGNATURE);
    }

    /// Such as `ssh-ed25519-cert-v01@openssh.com`.
    public String type() {
        return type;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /// The plain key in it.
    byte[] key() {
        return key.clone();
    }

    /// The key of the authority that signed it.
    public byte[] authority() {
        return signature.authority();
    }

    public String authorityType() {
        return signature.authorityType();
    }
}
