package dev.handrail.remote.ssh.config;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Names of hosts with `*`, `?` and `!`, as in `known_hosts` and `config`.
final class HostPatterns {
    private HostPatterns() {}

    /// Whether the first field of a line in `known_hosts` names this server.
    static boolean matchesKnownHost(String field, String name) {
        return field.startsWith("|1|")
                ? matchesHash(field, name)
                : matchesAny(List.of(field.split(",")), name);
    }

    /// Whether one of the patterns fits and none that begins with `!` does.
    static boolean matchesAny(List<String> patterns, String name) {
        boolean found = false;
        for (String pattern : patterns) {
            if (pattern.startsWith("!")) {
                if (matchesPattern(pattern.substring(1), name)) {
                    return false;
                }
            } else {
                found |= matchesPattern(pattern, name);
            }
        }
        return found;
    }

    /// Ignores case, as OpenSSH does for host names.
    private static boolean matchesPattern(String pattern, String name) {
        StringBuilder regex = new StringBuilder();
        pattern.toLowerCase(Locale.ROOT)
                .chars()
                .forEach(c ->
                        regex.append(
                                switch (c) {
                                    case '*' -> ".*";
                                    case '?' -> ".";
                                    default -> Pattern.quote(Character.toString(c));
                                }));
        return name.toLowerCase(Locale.ROOT).matches(regex.toString());
    }

    /// For names that `HashKnownHosts` hides: `|1|salt|hash`. A malformed field matches nothing.
    private static boolean matchesHash(String field, String name) {
        String[] parts = field.split("\\|");
        if (parts.length != 4) {
            return false;
        }
        try {
            byte[] hash = hash(Base64.getDecoder().decode(parts[2]), name);
            return MessageDigest.isEqual(hash, Base64.getDecoder().decode(parts[3]));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// Hides a name as `HashKnownHosts` does.
    static String hashName(String name) {
        byte[] salt = new byte[20];
        new SecureRandom().nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder();
        return "|1|" + base64.encodeToString(salt) + "|" + base64.encodeToString(hash(salt, name));
    }

    private static byte[] hash(byte[] salt, String name) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(salt, "HmacSHA1"));
            return mac.doFinal(name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
