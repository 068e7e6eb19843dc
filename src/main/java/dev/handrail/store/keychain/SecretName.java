package dev.handrail.store.keychain;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// What a kept secret is for. `account`: as `user@host:port`. `keyFile`: whose passphrase it is, or
/// empty.
public record SecretName(String account, SecretKind kind, String keyFile) {
    /// What the secret unlocks: the login, sudo, or a private key.
    public enum SecretKind {
        PASSWORD,
        SUDO,
        PASSPHRASE
    }

    /// The name of the entry: printable ASCII without quotes, whatever the account and file are
    /// called.
    public String entryName() {
        return encodeText(account)
                + " "
                + kind.name().toLowerCase(Locale.ROOT)
                + (keyFile.isEmpty() ? "" : " " + encodeText(keyFile));
    }

    /// From the name of an entry; empty when it is none of ours.
    public static Optional<SecretName> of(String entry) {
        String[] parts = entry.split(" ");
        for (SecretKind kind : SecretKind.values()) {
            int expected = kind == SecretKind.PASSPHRASE ? 3 : 2;
            if (parts.length == expected && parts[1].equals(kind.name().toLowerCase(Locale.ROOT))) {
                String keyFile = expected == 3 ? decodeText(parts[2]) : "";
                return Optional.of(new SecretName(decodeText(parts[0]), kind, keyFile));
            }
        }
        return Optional.empty();
    }

    /// Writes every byte outside a small safe set as `%XX`.
    private static String encodeText(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "@:._/-".indexOf(c) >= 0);
            out.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return out.toString();
    }

    /// Reverses [#encodeText]; a text that is not encoded stays as it is.
    private static String decodeText(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
