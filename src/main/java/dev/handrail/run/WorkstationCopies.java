package dev.handrail.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Copies that go to this workstation: below a folder of the step, for its user's eyes only.
final class WorkstationCopies implements Copying.Receiver {
    private final Path folder;

    WorkstationCopies(Path folder) {
        this.folder = folder;
    }

    @Override
    public String place(String path) {
        return file(path).toString();
    }

    @Override
    public boolean has(String path, String sha256) {
        try {
            return Files.isRegularFile(file(path)) && sha256(file(path)).equals(sha256);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public long have(String path) {
        Path part = part(path);
        try {
            return Files.isRegularFile(part) ? Files.size(part) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public boolean append(String path, long offset, byte[] piece) {
        Path part = part(path);
        try {
            makeFolder(part);
            try (RandomAccessFile out = new RandomAccessFile(part.toFile(), "rw")) {
                out.setLength(offset);
                out.seek(offset);
                out.write(piece);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean end(String path, String sha256) {
        Path file = file(path);
        Path part = part(path);
        try {
            if (!sha256(part).equals(sha256)) {
                Files.delete(part);
                return false;
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void makeFolder(Path part) throws IOException {
        Path above = part.getParent();
        Path last = above == null ? folder : above;
        Files.createDirectories(last);
        if (!Files.getFileStore(last).supportsFileAttributeView("posix")) {
            return;
        }
        for (Path at = last; at != null && at.startsWith(folder); at = at.getParent()) {
            Files.setPosixFilePermissions(at, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private Path part(String path) {
        Path file = file(path);
        return file.resolveSibling(file.getFileName() + ".part");
    }

    private Path file(String path) {
        // A colon or a backslash is no part of a name on every workstation.
        return folder.resolve(path.substring(1).replaceAll("[:\\\\*?\"<>|]", "_")).normalize();
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
