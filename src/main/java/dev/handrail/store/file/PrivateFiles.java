package dev.handrail.store.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Set;

/// Folders and files that only their owner can read. Where a system has no such permissions, the
/// user's own folders are private by themselves.
public final class PrivateFiles {
    private static final Set<PosixFilePermission> OWNER =
            PosixFilePermissions.fromString("rwx------");

    private static final Set<PosixFilePermission> READ_AND_WRITE =
            PosixFilePermissions.fromString("rw-------");

    private PrivateFiles() {}

    /// As [#exportBytes], in UTF-8.
    public static void exportText(Path file, String text) throws IOException {
        exportBytes(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Writes to a file that the user chose. An existing file keeps its permissions; a symbolic
    /// link is not followed.
    public static void exportBytes(Path file, byte[] bytes) throws IOException {
        if (Files.isSymbolicLink(file)) {
            throw new FileSystemException(file.toString(), null, "it is a symbolic link");
        }
        Set<OpenOption> options =
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS);
        try (FileChannel channel = FileChannel.open(file, options, whenNew(file))) {
            writeAll(channel, bytes);
        }
    }

    /// Opens a file that the user chose, for the same as [#exportText].
    public static OutputStream openExport(Path file) throws IOException {
        exportText(file, "");
        return Files.newOutputStream(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    /// Creates the folder if it is missing, and makes it private.
    public static void createFolder(Path folder) throws IOException {
        refuseForeignLink(folder);
        Files.createDirectories(folder);
        restrictToOwner(folder);
    }

    /// Creates an empty file if it is missing, and makes it private.
    public static void createFile(Path file) throws IOException {
        refuseForeignLink(file);
        try {
            Files.createFile(file, whenNew(file));
        } catch (FileAlreadyExistsException ignored) {
            // It keeps its contents.
        }
        restrictToOwner(file);
    }

    /// Replaces a whole file. Writes `NAME.new` first, waits until it is on disk, and renames it:
    /// after a crash, either the old or the new content is there.
    public static void writeAtomically(Path folder, String name, byte[] contents)
            throws IOException {
        createFolder(folder);
        Path fresh = folder.resolve(name + ".new");
        writeToDisk(fresh, contents);
        Files.move(
                fresh,
                folder.resolve(name),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }

    private static void writeToDisk(Path file, byte[] contents) throws IOException {
        Files.deleteIfExists(file);
        createFile(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            writeAll(channel, contents);
            channel.force(true);
        }
    }

    /// Repeats the write, because a channel may take only a part of the bytes at a time.
    private static void writeAll(FileChannel channel, byte[] contents) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(contents);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /// The permissions of a new file: none where the file system has no POSIX permissions.
    private static FileAttribute<?>[] whenNew(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(READ_AND_WRITE)}
                : new FileAttribute<?>[0];
    }

    /// Links are allowed only if the user owns them.
    private static void refuseForeignLink(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            UserPrincipal me =
                    path.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName(System.getProperty("user.name"));
            if (!Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(me)) {
                throw new FileSystemException(
                        path.toString(), null, "it is a symbolic link of another user");
            }
        }
    }

    /// Removes the permissions of everybody but the owner, whose permissions stay.
    private static void restrictToOwner(Path path) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view != null) {
            Set<PosixFilePermission> all = view.readAttributes().permissions();
            Set<PosixFilePermission> own = EnumSet.copyOf(OWNER);
            own.retainAll(all);
            if (!own.equals(all)) {
                view.setPermissions(own);
            }
        }
    }
}
