package dev.handrail.store.history.archive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Counts lines and computes a SHA-256 over them.
final class LineDigest {
    private final MessageDigest digest;
    private long lines;

    LineDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    void addLine(String line) {
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
        lines++;
    }

    ArchiveLine.End end() {
        return new ArchiveLine.End(lines, HexFormat.of().formatHex(digest.digest()));
    }
}
