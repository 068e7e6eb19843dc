package dev.handrail.store.runbook;

import dev.handrail.model.Message;
import dev.handrail.model.Runbook;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;

/// A runbook from the admin's own folder. `hash`: of all its files that Handrail reads. `files`:
/// the names of those that may run on a server, perhaps as root.
public record OwnRunbook(Path folder, Runbook runbook, String hash, List<String> files) {

    /// `seen`: the contents of all files that were read, by name.
    static OwnRunbook of(Path folder, Runbook runbook, SortedMap<String, byte[]> seen) {
        List<String> files =
                seen.keySet().stream()
                        .filter(name -> !name.matches("runbook(_..)?[.]json"))
                        .toList();
        return new OwnRunbook(folder.toAbsolutePath().normalize(), runbook, hashOf(seen), files);
    }

    /// Says where the runbook is and which of its files may run on a server.
    public Message description() {
        return Message.of(
                "store.runbook.untrusted",
                runbook.id(),
                folder.toString(),
                String.join(", ", files));
    }

    private static String hashOf(SortedMap<String, byte[]> seen) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            seen.forEach((name, bytes) -> {
                addPart(digest, name.getBytes(StandardCharsets.UTF_8));
                addPart(digest, bytes);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The length in front keeps the end of one part from passing for the beginning of the next.
    private static void addPart(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }
}
