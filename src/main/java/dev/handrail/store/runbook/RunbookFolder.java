package dev.handrail.store.runbook;

import dev.handrail.model.Message;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// A runbook's folder on disk, whose author may be a stranger: it gives small files of its own, and
/// nothing that lies elsewhere.
record RunbookFolder(Path folder) {
    /// The largest file that a runbook may have.
    static final Message.ByteCount LARGEST_FILE = new Message.ByteCount(1 << 20);

    /// A file that Handrail does not read. `reason`: the error for the author of the runbook.
    static final class FileRefusedException extends IOException {
        private static final long serialVersionUID = 1;

        private final transient Message reason;

        FileRefusedException(Message reason) {
            this.reason = reason;
        }

        Message reason() {
            return reason;
        }
    }

    /// The contents of a file, or null if there is no such file. Asks for its size before it reads,
    /// and follows no link below the folder.
    byte @Nullable [] readFile(String file) throws IOException {
        Path path = folder.resolve(file);
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        refuseLinks(file, path);
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? readSmall(file, path) : null;
    }

    /// The folder itself may be a link, because the admin put it there.
    private void refuseLinks(String file, Path path) throws IOException {
        boolean linked = !path.toRealPath().startsWith(folder.toRealPath());
        for (Path part = path; !linked && !part.equals(folder); part = parentOf(part)) {
            linked = Files.isSymbolicLink(part);
        }
        if (linked) {
            throw new FileRefusedException(Message.of("store.runbook.file-link", file));
        }
    }

    private Path parentOf(Path part) {
        Path parent = part.getParent();
        return parent == null ? folder : parent;
    }

    private static byte[] readSmall(String file, Path path) throws IOException {
        var options = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try (var channel = Files.newByteChannel(path, options);
                InputStream in = Channels.newInputStream(channel)) {
            int limit = (int) LARGEST_FILE.bytes();
            byte[] bytes = channel.size() > limit ? new byte[0] : in.readNBytes(limit + 1);
            if (channel.size() > limit || bytes.length > limit) {
                throw new FileRefusedException(
                        Message.of("store.runbook.file-large", file, LARGEST_FILE));
            }
            return bytes;
        }
    }
}
