package dev.handrail.remote.ssh.auth;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// A public key or certificate as SSH sends it. `type`: such as `ssh-ed25519`. `plain`: the key
/// without its certificate, to compare it.
record SshPublicKey(String type, byte[] blob, byte[] plain) {
    private static final String CERTIFICATE = "-cert-v01@openssh.com";
    private static final String PRIVATE_BEGIN = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private static final String PRIVATE_END = "-----END OPENSSH PRIVATE KEY-----";
    private static final String PRIVATE_MAGIC = "openssh-key-v1\0";

    /// The number of fields of a key after its type.
    private static final Map<String, Integer> FIELDS =
            Map.of(
                    "ssh-ed25519", 1,
                    "ssh-rsa", 2,
                    "ssh-dss", 4,
                    "ecdsa-sha2-nistp256", 2,
                    "ecdsa-sha2-nistp384", 2,
                    "ecdsa-sha2-nistp521", 2,
                    "sk-ssh-ed25519", 2,
                    "sk-ecdsa-sha2-nistp256", 3);

    /// A certificate of this kind belongs to a user, not to a host.
    private static final int USER_CERTIFICATE = 1;

    /// Empty for bytes that are no key, or a certificate that is not for users.
    static Optional<SshPublicKey> ofBlob(byte @Nullable [] blob) {
        try {
            return blob == null ? Optional.empty() : parseBlob(blob);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<SshPublicKey> parseBlob(byte[] blob) {
        ByteBuffer in = ByteBuffer.wrap(blob);
        String type = new String(nextField(in), StandardCharsets.US_ASCII);
        return type.endsWith(CERTIFICATE)
                ? parseCertificate(type, blob, in)
                : Optional.of(new SshPublicKey(type, blob, blob));
    }

    /// After the type stand a nonce, the fields of the key, a serial number and the kind.
    private static Optional<SshPublicKey> parseCertificate(
            String type, byte[] blob, ByteBuffer in) {
        nextField(in);
        String bare = type.substring(0, type.length() - CERTIFICATE.length());
        int from = in.position();
        for (int i = FIELDS.getOrDefault(bare, 0); i > 0; i--) {
            nextField(in);
        }
        byte[] plain = joinFields(plainType(bare), Arrays.copyOfRange(blob, from, in.position()));
        in.getLong();
        return Optional.of(new SshPublicKey(type, blob, plain))
                .filter(_ -> in.getInt() == USER_CERTIFICATE);
    }

    /// The type of the key in a certificate of type `bare`.
    private static String plainType(String bare) {
        return bare.startsWith("sk-") ? bare + "@openssh.com" : bare;
    }

    private static byte[] joinFields(String type, byte[] fields) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(4 + name.length + fields.length)
                .putInt(name.length)
                .put(name)
                .put(fields)
                .array();
    }

    private static byte[] nextField(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] field = new byte[length];
        in.get(field);
        return field;
    }

    /// Where ssh looks for the public part of a key: in the file itself, in FILE.pub, and in the
    /// readable part of a private key.
    static Optional<SshPublicKey> findFor(Path file) {
        return readPublic(file)
                .or(() -> readPublic(file.resolveSibling(file.getFileName() + ".pub")))
                .or(() -> readPrivate(file));
    }

    /// Reads a file like `id_ed25519.pub`. Empty if there is none or it holds no key.
    static Optional<SshPublicKey> readPublic(Path file) {
        return readText(file)
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > 1 && !words[0].startsWith("#"))
                .limit(1)
                .flatMap(words ->
                        decodeText(words[1])
                                .flatMap(SshPublicKey::ofBlob)
                                .filter(key -> key.type.equals(words[0]))
                                .stream())
                .findFirst();
    }

    /// Reads the part of a private key in OpenSSH's own format that no passphrase locks.
    private static Optional<SshPublicKey> readPrivate(Path file) {
        String text = readText(file).strip();
        if (!text.startsWith(PRIVATE_BEGIN) || !text.endsWith(PRIVATE_END)) {
            return Optional.empty();
        }
        String inner = text.substring(PRIVATE_BEGIN.length(), text.length() - PRIVATE_END.length());
        return decodeText(inner.replaceAll("\\s", ""))
                .flatMap(SshPublicKey::parsePrivate)
                .flatMap(SshPublicKey::ofBlob);
    }

    private static Optional<byte[]> parsePrivate(byte[] bytes) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            byte[] magic = new byte[PRIVATE_MAGIC.length()];
            in.get(magic);
            boolean known = new String(magic, StandardCharsets.US_ASCII).equals(PRIVATE_MAGIC);
            return known ? Optional.of(publicPart(in)) : Optional.empty();
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    /// Before it stand cipher, key derivation and its options, and the number of keys.
    private static byte[] publicPart(ByteBuffer in) {
        for (int i = 0; i < 3; i++) {
            nextField(in);
        }
        in.getInt();
        return nextField(in);
    }

    private static Optional<byte[]> decodeText(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Empty for a file that cannot be read or is too large for a key.
    private static String readText(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) < 1 << 20
                    ? Files.readString(file, StandardCharsets.ISO_8859_1)
                    : "";
        } catch (IOException e) {
            return "";
        }
    }

    boolean isCertificate() {
        return type.endsWith(CERTIFICATE);
    }

    /// Whether both are the same, with the same certificate.
    boolean isSame(SshPublicKey other) {
        return Arrays.equals(blob, other.blob);
    }

    /// Whether one private key signs for both.
    boolean hasSameKey(SshPublicKey other) {
        return Arrays.equals(plain, other.plain);
    }

    /// The algorithm with which the key of a certificate signs.
    static String signatureAlgorithm(String algorithm) {
        return algorithm.endsWith(CERTIFICATE)
                ? plainType(algorithm.substring(0, algorithm.length() - CERTIFICATE.length()))
                : algorithm;
    }
}
