package dev.handrail.store.history.integrity;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A SHA-256 over the columns of a row, each with its length, so that no byte can move from one
/// column to the next.
public final class RowDigest {
    private final MessageDigest digest;

    private RowDigest(MessageDigest digest) {
        this.digest = digest;
    }

    /// `table`: what the row is, so that a row of one kind never passes for one of another.
    public static RowDigest forTable(String table) {
        try {
            return new RowDigest(MessageDigest.getInstance("SHA-256")).addText(table);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    public RowDigest addNumber(long number) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
        return this;
    }

    public RowDigest addBytes(byte @Nullable [] bytes) {
        addNumber(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            digest.update(bytes);
        }
        return this;
    }

    public RowDigest addText(@Nullable String text) {
        return addBytes(text == null ? null : text.getBytes(UTF_8));
    }

    public byte[] computeSum() {
        return digest.digest();
    }
}
