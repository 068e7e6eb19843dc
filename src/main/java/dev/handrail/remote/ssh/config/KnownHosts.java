package dev.handrail.remote.ssh.config;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The admin's `known_hosts` files. They are only read, and one line is added when the admin trusts
/// a new key; JSch itself would write the whole file anew.
public final class KnownHosts {
    private final List<Path> files;
    private final boolean addable;
    private final boolean hashed;
    private final List<String> extraLines;

    /// `files`: the first is the one that is added to.
    public KnownHosts(List<Path> files) {
        this(files, !files.isEmpty(), false, List.of());
    }

    /// `hashed`: new names are hidden.
    private KnownHosts(List<Path> files, boolean addable, boolean hashed, List<String> extraLines) {
        this.files = List.copyOf(files);
        this.addable = addable;
        this.hashed = hashed;
        this.extraLines = List.copyOf(extraLines);
    }

    /// The files that the SSH configuration names.
    public static KnownHosts of(SshHostSettings settings) {
        return new KnownHosts(
                settings.knownHosts(),
                !settings.userKnownHosts().isEmpty(),
                settings.hashesKnownHosts(),
                List.of());
    }

    /// The same files, and lines that stand in none of them.
    public KnownHosts withLines(List<String> lines) {
        return new KnownHosts(files, addable, hashed, lines);
    }

    /// One line: `marker` is `@revoked`, `@cert-authority` or empty.
    public record KnownHostLine(String marker, String type, String key) {}

    /// The lines for a server, named as in these files: `host` or `[host]:port`.
    public List<KnownHostLine> linesFor(String name) {
        return Stream.concat(
                        files.stream().flatMap(file -> readLines(file).stream()),
                        extraLines.stream())
                .flatMap(text -> parseLine(text, name).stream())
                .toList();
    }

    /// Empty for comments, lines of other servers, and lines that lack a field.
    private static Optional<KnownHostLine> parseLine(String text, String name) {
        String[] words = text.strip().split("[ \t]+");
        int at = words[0].startsWith("@") ? 1 : 0;
        return words.length >= at + 3
                        && !words[0].startsWith("#")
                        && HostPatterns.matchesKnownHost(words[at], name)
                ? Optional.of(
                        new KnownHostLine(at == 1 ? words[0] : "", words[at + 1], words[at + 2]))
                : Optional.empty();
    }

    /// Whether there is a file of the admin's own; `UserKnownHostsFile none` means that there is
    /// none.
    public boolean acceptsNewKeys() {
        return addable;
    }

    /// Adds one line and changes neither the rest of the file nor its mode. Writes nothing to a
    /// device such as `/dev/null`. Returns whether the key is known from now on.
    public boolean addKey(String name, String type, byte[] key) throws IOException {
        Path file = files.getFirst();
        if (!isDevice(file)) {
            appendKey(file, hashed ? HostPatterns.hashName(name) : name, type, key);
        }
        return !isDevice(file);
    }

    private static void appendKey(Path file, String host, String type, byte[] key)
            throws IOException {
        makeFolder(file);
        boolean fresh = !Files.exists(file);
        try (FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
                FileLock lock = channel.lock()) {
            if (fresh) {
                makePrivate(file, "rw-------");
            }
            appendLine(channel, lock, host + " " + type + " " + encodeKey(key) + "\n");
        }
    }

    /// Windows calls the null device `NUL`, and its ssh knows `/dev/null` too.
    private static boolean isDevice(Path file) {
        try {
            String name = file.toString().replace('\\', '/');
            boolean windows = File.separatorChar == '\\';
            return windows && name.matches("(?i)(.*/)?(nul|dev/null)")
                    || Files.readAttributes(file, BasicFileAttributes.class).isOther();
        } catch (IOException e) {
            return false;
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

    /// The file that new keys go to, or else the first that is read.
    public Path firstFile() {
        return files.isEmpty() ? Path.of("known_hosts") : files.getFirst();
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
