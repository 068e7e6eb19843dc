package dev.handrail.store.keychain;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// What a kept secret is for. `account`: as `user@host:port`. `keyFile`: whose passphrase it is, or
/// empty.
public record SecretName(String account, Kind kind, String keyFile) {
    public enum Kind {
        PASSWORD,
        SUDO,
        PASSPHRASE
    }

    /// The name of the entry: printable ASCII without quotes, whatever the account and file are
    /// called.
    public String entry() {
        return encoded(account)
                + " "
                + kind.name().toLowerCase(Locale.ROOT)
                + (keyFile.isEmpty() ? "" : " " + encoded(keyFile));
    }

    /// From the name of an entry; empty when it is none of ours.
    public static Optional<SecretName> of(String entry) {
        String[] parts = entry.split(" ");
        for (Kind kind : Kind.values()) {
            int expected = kind == Kind.PASSPHRASE ? 3 : 2;
            if (parts.length == expected && parts[1].equals(kind.name().toLowerCase(Locale.ROOT))) {
                return Optional.of(
                        new SecretName(
                                decoded(parts[0]), kind, expected == 3 ? decoded(parts[2]) : ""));
            }
        }
        return Optional.empty();
    }

    private static String encoded(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "@:._/-".indexOf(c) >= 0);
            out.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return out.toString();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
