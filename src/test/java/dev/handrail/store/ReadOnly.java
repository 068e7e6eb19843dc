package dev.handrail.store;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/// A folder that cannot be written while this is open: by its permissions, or for root by a
/// read-only mount over it.
final class ReadOnly implements AutoCloseable {
    private final List<String> undo;

    private ReadOnly(List<String> undo) {
        this.undo = undo;
    }

    static ReadOnly make(Path folder) throws IOException, InterruptedException {
        if (!System.getProperty("user.name").equals("root")) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.setPosixFilePermissions(
                            file, PosixFilePermissions.fromString("r--------"));
                }
            }
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
            return new ReadOnly(List.of("chmod", "-R", "u+w", folder.toString()));
        }
        boolean mounted =
                run("mount", "--bind", folder.toString(), folder.toString())
                        && run("mount", "-o", "remount,ro,bind", folder.toString());
        Assumptions.assumeTrue(
                mounted, "skipped: root cannot mount here, and no permission stops root");
        return new ReadOnly(List.of("umount", folder.toString()));
    }

    static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run(undo.toArray(String[]::new));
    }
}
