package dev.handrail.remote.ssh.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The admin's `known_hosts` files. They are only read, and one line is added when the admin trusts
/// a new key; JSch itself would write the whole file anew.
public final class KnownHosts {
    private final List<Path> files;

    /// `files`: the first is the one that is added to.
    public KnownHosts(List<Path> files) {
        this.files = List.copyOf(files);
    }

    /// One line: `marker` is `@revoked`, `@cert-authority` or empty.
    public record KnownHostLine(String marker, String type, String key) {}

    /// The lines for a server, named as in these files: `host` or `[host]:port`.
    public List<KnownHostLine> linesFor(String name) {
        List<KnownHostLine> found = new ArrayList<>();
        for (Path file : files) {
            for (String text : readLines(file)) {
                String[] words = text.strip().split("[ \t]+");
                int at = words[0].startsWith("@") ? 1 : 0;
                if (words.length >= at + 3
                        && !words[0].startsWith("#")
                        && HostPatterns.matchesKnownHost(words[at], name)) {
                    found.add(
                            new KnownHostLine(
                                    at == 1 ? words[0] : "", words[at + 1], words[at + 2]));
                }
            }
        }
        return found;
    }

    /// Adds one line and changes neither the rest of the file nor its mode.
    public void addKey(String name, String type, byte[] key) throws IOException {
        Path file = files.getFirst();
        makeFolder(file);
        boolean fresh = !Files.exists(file);
        try (FileChannel channel =
                        FileChannel.open(
                                file,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (fresh) {
                makePrivate(file, "rw-------");
            }
            appendLine(channel, lock, name + " " + type + " " + encodeKey(key) + "\n");
        }
    }

    /// Only the owner may read a folder that this creates.
    private static void makeFolder(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            makePrivate(folder, "rwx------");
        }
    }

    /// Ends the last line first if it lacks its line break.
    private static void appendLine(FileChannel channel, FileLock lock, String line)
            throws IOException {
        long size = channel.size();
        ByteBuffer last = ByteBuffer.allocate(1);
        boolean ragged = size > 0 && channel.read(last, size - 1) == 1 && last.get(0) != '\n';
        ByteBuffer bytes =
                ByteBuffer.wrap(((ragged ? "\n" : "") + line).getBytes(StandardCharsets.UTF_8));
        channel.position(size);
        while (lock.isValid() && bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
    }

    public Path firstFile() {
        return files.getFirst();
    }

    public static String encodeKey(byte[] key) {
        return Base64.getEncoder().encodeToString(key);
    }

    /// Empty for a file that does not exist.
    private static List<String> readLines(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                            .lines()
                            .toList()
                    : List.of();
        } catch (IOException e) {
            // As for ssh: what cannot be read is not known.
            return List.of();
        }
    }

    /// Does nothing on Windows, which has no such modes.
    private static void makePrivate(Path path, String mode) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        }
    }
}
