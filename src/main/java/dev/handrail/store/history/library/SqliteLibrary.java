package dev.handrail.store.history.library;

import dev.handrail.store.file.PrivateFiles;

import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Puts SQLite's native library into Handrail's own folder, once for all processes: a temporary
/// folder may be full, forbid to execute files, or keep a copy of each process that was killed.
public final class SqliteLibrary {
    private static final String PATH = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";

    private SqliteLibrary() {}

    /// Call it before the first connection. Where the folder cannot be written, SQLite uses the
    /// temporary folder.
    public static synchronized void install(Path data) {
        Path folder = data.toAbsolutePath().resolve("native");
        if (System.getProperty(PATH) != null) {
            return;
        }
        try (InputStream in = SqliteLibrary.class.getResourceAsStream(resource())) {
            if (in != null) {
                Path own = folder.resolve(SQLiteJDBCLoader.getVersion());
                writeIfOther(own, LibraryLoaderUtil.getNativeLibName(), in.readAllBytes());
                System.setProperty(PATH, own.toString());
                System.setProperty(NAME, LibraryLoaderUtil.getNativeLibName());
                removeOthers(folder, own);
            }
        } catch (IOException e) {
            // The folder is read-only, and so is the history.
        }
    }

    private static String resource() {
        return LibraryLoaderUtil.getNativeLibResourcePath()
                + "/"
                + LibraryLoaderUtil.getNativeLibName();
    }

    /// Leaves the file alone if it is right, because another process may have loaded it.
    private static void writeIfOther(Path folder, String name, byte[] library) throws IOException {
        Path file = folder.resolve(name);
        PrivateFiles.createFolder(folder.getParent() == null ? folder : folder.getParent());
        PrivateFiles.createFolder(folder);
        if (!Files.isRegularFile(file) || !Arrays.equals(Files.readAllBytes(file), library)) {
            PrivateFiles.writeAtomically(folder, name, library);
        }
    }

    /// Deletes the libraries of other versions.
    private static void removeOthers(Path folder, Path own) throws IOException {
        for (Path other : listFiles(folder)) {
            if (!other.equals(own) && Files.isDirectory(other)) {
                for (Path file : listFiles(other)) {
                    Files.deleteIfExists(file);
                }
                Files.deleteIfExists(other);
            }
        }
    }

    private static List<Path> listFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
