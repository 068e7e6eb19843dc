package dev.handrail.store.runbook;

import dev.handrail.model.Message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds out who besides the user and root could change a runbook. Where a system has no such
/// permissions, nobody could.
final class RunbookPermissions {
    private static final int WRITABLE_BY_OTHERS = 0022;
    private static final int STICKY = 01000;
    private static final int LINK = 0120000;
    private static final int TYPE = 0170000;

    private final UserPrincipal user;

    private RunbookPermissions(UserPrincipal user) {
        this.user = user;
    }

    /// Why the folder is not to be trusted: it, a file in it, or a folder above it belongs to
    /// somebody else, or others may write there. Empty if there is no reason.
    static Optional<Message> findProblem(Path folder) {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return Optional.empty();
        }
        try {
            UserPrincipal user =
                    folder.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName(System.getProperty("user.name"));
            return new RunbookPermissions(user).findOpen(folder.toAbsolutePath().normalize());
        } catch (IOException | UncheckedIOException e) {
            return Optional.of(
                    Message.of("store.runbook.unreadable", String.valueOf(e.getMessage())));
        }
    }

    private Optional<Message> findOpen(Path folder) throws IOException {
        Path real = folder.toRealPath();
        try (Stream<Path> inside = Files.walk(real)) {
            List<Path> all =
                    Stream.of(parentsOf(folder), parentsOf(real), inside).flatMap(s -> s).toList();
            for (Path path : all) {
                Optional<Message> problem = findProblemOf(path);
                if (problem.isPresent()) {
                    return problem;
                }
            }
        }
        return Optional.empty();
    }

    private static Stream<Path> parentsOf(Path folder) {
        return Stream.iterate(folder, path -> path != null, Path::getParent);
    }

    private Optional<Message> findProblemOf(Path path) throws IOException {
        Map<String, Object> unix =
                Files.readAttributes(path, "unix:mode,uid,owner", LinkOption.NOFOLLOW_LINKS);
        int mode = unix.get("mode") instanceof Integer known ? known : WRITABLE_BY_OTHERS;
        if (!Integer.valueOf(0).equals(unix.get("uid")) && !user.equals(unix.get("owner"))) {
            String owner = String.valueOf(unix.get("owner"));
            return Optional.of(Message.of("store.runbook.other-owner", path.toString(), owner));
        }
        // A link has no permissions; in a sticky folder, such as /tmp, others cannot rename it.
        boolean open = (mode & WRITABLE_BY_OTHERS) != 0;
        boolean safe = (mode & TYPE) == LINK || (mode & STICKY) != 0 && Files.isDirectory(path);
        return open && !safe
                ? Optional.of(Message.of("store.runbook.others-write", path.toString()))
                : Optional.empty();
    }
}
