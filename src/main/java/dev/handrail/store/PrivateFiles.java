package dev.handrail.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// Folders and files that only their owner can read. Where a system has no such permissions, the
/// user's own folders are private by themselves.
final class PrivateFiles {
    private static final Set<PosixFilePermission> OWNER =
            PosixFilePermissions.fromString("rwx------");

    private PrivateFiles() {}

    /// Makes a folder where it is missing, and makes it private.
    static void folder(Path folder) throws IOException {
        Files.createDirectories(folder);
        restrict(folder);
    }

    /// Makes an empty file where it is missing, and makes it private.
    static void create(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException ignored) {
            // It keeps its contents.
        }
        restrict(file);
    }

    /// Writes a whole file, so that after a crash there is either the old one or the new one.
    static void write(Path folder, String name, byte[] contents) throws IOException {
        folder(folder);
        Path fresh = folder.resolve(name + ".new");
        Files.deleteIfExists(fresh);
        create(fresh);
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(contents);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(
                fresh,
                folder.resolve(name),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }

    /// Takes away what others may do; what the owner may do stays as the owner wants it.
    private static void restrict(Path path) throws IOException {
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
