package dev.handrail.remote.ssh.hostkey;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.Signature;
import com.jcraft.jsch.SignatureECDSA;
import com.jcraft.jsch.SignatureEdDSA;
import com.jcraft.jsch.SignatureRSA;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A key of a server that an authority has signed, in OpenSSH's format.
///
/// `type`: such as `ssh-ed25519-cert-v01@openssh.com`. `key`: the plain key in it. `signed`: the
/// bytes that the signature is for.
public record HostCertificate(
        String type,
        byte[] bytes,
        byte[] key,
        String id,
        boolean forHost,
        List<String> principals,
        Instant validAfter,
        Instant validBefore,
        boolean critical,
        byte[] authority,
        byte[] signed,
        byte[] signature) {
    private static final String SUFFIX = "-cert-v01@openssh.com";
    private static final int HOST = 2;

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
            SshDataReader data = new SshDataReader(bytes);
            String type = data.readText();
            return type.endsWith(SUFFIX) ? Optional.of(parse(type, bytes, data)) : Optional.empty();
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static HostCertificate parse(String type, byte[] bytes, SshDataReader data) {
        data.readString();
        int from = data.position();
        String plain = type.substring(0, type.length() - SUFFIX.length());
        for (int i = 0; i < keyFields(plain); i++) {
            data.readString();
        }
        byte[] key = joinKey(plain, Arrays.copyOfRange(bytes, from, data.position()));
        data.readLong();
        boolean forHost = data.readInt() == HOST;
        String id = data.readText();
        List<String> principals = new SshDataReader(data.readString()).readTexts();
        Instant after = instant(data.readLong());
        Instant before = instant(data.readLong());
        boolean critical = data.readString().length > 0;
        data.readString();
        data.readString();
        byte[] authority = data.readString();
        byte[] signed = Arrays.copyOf(bytes, data.position());
        return new HostCertificate(
                type,
                bytes,
                key,
                id,
                forHost,
                principals,
                after,
                before,
                critical,
                authority,
                signed,
                data.readString());
    }

    /// How many strings make up a key of this type.
    private static int keyFields(String type) {
        return type.equals("ssh-dss") ? 4 : type.equals("ssh-ed25519") ? 1 : 2;
    }

    private static byte[] joinKey(String type, byte[] fields) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(4 + name.length + fields.length)
                .putInt(name.length)
                .put(name)
                .put(fields)
                .array();
    }

    /// The greatest number means that a certificate never expires.
    private static Instant instant(long seconds) {
        return seconds < 0 || seconds > Instant.MAX.getEpochSecond()
                ? Instant.MAX
                : Instant.ofEpochSecond(seconds);
    }

    /// What keeps it from proving that a server is `name`; empty if it does. A certificate without
    /// names is for every server, as for ssh. `algorithms`: those that an authority may sign with.
    public Optional<Flaw> findFlaw(String name, Instant now, List<String> algorithms) {
        if (!forHost) {
            return Optional.of(Flaw.NOT_FOR_HOSTS);
        }
        if (!hasValidSignature(algorithms)) {
            return Optional.of(Flaw.BAD_SIGNATURE);
        }
        if (now.isBefore(validAfter)) {
            return Optional.of(Flaw.NOT_YET_VALID);
        }
        if (!now.isBefore(validBefore)) {
            return Optional.of(Flaw.EXPIRED);
        }
        if (!principals.isEmpty() && !principals.contains(name.toLowerCase(Locale.ROOT))) {
            return Optional.of(Flaw.OTHER_NAME);
        }
        return critical ? Optional.of(Flaw.UNKNOWN_OPTION) : Optional.empty();
    }

    /// The type of the authority's key; empty if that is broken.
    public String authorityType() {
        try {
            return new SshDataReader(authority).readText();
        } catch (BufferUnderflowException e) {
            return "";
        }
    }

    private boolean hasValidSignature(List<String> algorithms) {
        try {
            SshDataReader keyData = new SshDataReader(authority);
            String keyType = keyData.readText();
            String algorithm = new SshDataReader(signature).readText();
            boolean fits =
                    algorithm.equals(keyType)
                            || keyType.equals("ssh-rsa") && algorithm.startsWith("rsa-sha2-");
            return fits && algorithms.contains(algorithm) && verify(algorithm, keyData);
        } catch (BufferUnderflowException e) {
            return false;
        }
    }

    private boolean verify(String algorithm, SshDataReader keyData) {
        try {
            Signature check =
                    Class.forName(JSch.getConfig(algorithm))
                            .asSubclass(Signature.class)
                            .getDeclaredConstructor()
                            .newInstance();
            check.init();
            setKey(check, keyData);
            check.update(signed);
            return check.verify(signature);
        } catch (Exception e) {
            // JSch declares no narrower type; a signature that it cannot check counts as none.
            return false;
        }
    }

    private static void setKey(Signature check, SshDataReader keyData) throws Exception {
        switch (check) {
            case SignatureEdDSA eddsa -> eddsa.setPubKey(keyData.readString());
            case SignatureRSA rsa -> rsa.setPubKey(keyData.readString(), keyData.readString());
            case SignatureECDSA ecdsa -> {
                keyData.readString();
                byte[] point = keyData.readString();
                int half = (point.length - 1) / 2;
                ecdsa.setPubKey(
                        Arrays.copyOfRange(point, 1, 1 + half),
                        Arrays.copyOfRange(point, 1 + half, point.length));
            }
            default -> throw new IllegalArgumentException();
        }
    }
}
