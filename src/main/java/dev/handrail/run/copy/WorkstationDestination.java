package dev.handrail.run.copy;

import dev.handrail.model.Message;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/// Receives copies on this workstation, below the folder of the step. Only the workstation's user
/// can read them.
final class WorkstationDestination implements CopyExecutor.CopyDestination {
    /// Bytes that must stay free, because the history is usually on the same disk.
    private static final long RESERVE = 32L << 20;

    private final Path root;
    private final Path folder;

    /// `root`: the folder for all copies. `folder`: the folder of the step, below `root`.
    WorkstationDestination(Path root, Path folder) {
        this.root = root;
        this.folder = folder;
    }

    @Override
    public String targetPath(String path) {
        return targetFile(path).toString();
    }

    @Override
    public Optional<Message> checkSpace(long bytes) {
        try {
            createFolders(folder);
            long free = Files.getFileStore(folder).getUsableSpace();
            return free - RESERVE >= bytes
                    ? Optional.empty()
                    : Optional.of(fullReason(bytes, free));
        } catch (IOException e) {
            return Optional.of(unwritableReason(folder, e));
        }
    }

    private Message fullReason(long bytes, long free) {
        return Message.of(
                "run.copy.no-space",
                new Message.ByteCount(bytes),
                folder.toString(),
                new Message.ByteCount(free),
                new Message.ByteCount(RESERVE));
    }

    @Override
    public boolean hasFile(String path, String sha256) {
        try {
            return isRegularFile(targetFile(path)) && fileSha256(targetFile(path)).equals(sha256);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public long partSize(String path) {
        Path part = partFile(path);
        try {
            return isRegularFile(part) ? Files.size(part) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public Optional<Message> appendPiece(String path, long offset, byte[] piece) {
        Optional<Message> full = checkSpace(piece.length);
        if (full.isPresent()) {
            return full;
        }
        Path part = partFile(path);
        try {
            createFolders(part.getParent() == null ? folder : part.getParent());
            writePiece(part, offset, piece);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(unwritableReason(part, e));
        }
    }

    private void writePiece(Path part, long offset, byte[] piece) throws IOException {
        try (FileChannel out = openPart(part)) {
            out.truncate(offset);
            out.position(offset);
            ByteBuffer bytes = ByteBuffer.wrap(piece);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        }
    }

    @Override
    public boolean completeFile(String path, String sha256) {
        Path part = partFile(path);
        try {
            syncPart(part);
            boolean whole = fileSha256(part).equals(sha256);
            if (whole) {
                Files.move(part, targetFile(path), StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.delete(part);
            }
            return whole;
        } catch (IOException e) {
            return false;
        }
    }

    private void syncPart(Path part) throws IOException {
        try (FileChannel out = openPart(part)) {
            out.force(true);
        }
    }

    private FileChannel openPart(Path part) throws IOException {
        return FileChannel.open(
                part,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS),
                ownerOnly("rw-------"));
    }

    /// Creates a folder and its parents below `root`, each for its owner only. Fails if a symbolic
    /// link is in the way.
    private void createFolders(Path wanted) throws IOException {
        Files.createDirectories(root);
        Path at = root;
        for (Path name : root.relativize(wanted)) {
            at = at.resolve(name);
            if (!Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(at, ownerOnly("rwx------"));
            }
        }
    }

    /// Returns no attributes if the file system has no POSIX permissions.
    private FileAttribute<?>[] ownerOnly(String permissions) throws IOException {
        return Files.getFileStore(root).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /// Returns the file that holds the copy until it is complete.
    private Path partFile(String path) {
        Path file = targetFile(path);
        return file.resolveSibling(file.getFileName() + ".part");
    }

    private Path targetFile(String path) {
        // Some workstations do not allow these characters in file names.
        return folder.resolve(path.substring(1).replaceAll("[:\\\\*?\"<>|]", "_")).normalize();
    }

    private static boolean isRegularFile(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static Message unwritableReason(Path path, IOException e) {
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return reason == null
                ? Message.of("run.copy.unwritable", path.toString())
                : Message.of("run.copy.unwritable-why", path.toString(), reason);
    }

    private static String fileSha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
