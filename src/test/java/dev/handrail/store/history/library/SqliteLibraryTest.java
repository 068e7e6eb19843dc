package dev.handrail.store.history.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.store.DataStore;
import dev.handrail.store.StoreOpenResult;
import dev.handrail.store.file.AppFolders;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The native library of SQLite in processes that are killed, or that have no temporary folder.
@Tag("fast")
class SqliteLibraryTest {
    @TempDir Path folder;

    /// Opens the history and waits to be killed.
    public static final class OpenAndWait {
        private OpenAndWait() {}

        public static void main(String[] arguments) throws InterruptedException {
            StoreOpenResult opened = DataStore.open(AppFolders.underFolder(Path.of(arguments[0])));
            System.out.println(opened.getClass().getSimpleName());
            Thread.sleep(600_000);
        }
    }

    @Test
    void aKilledProcessLeavesNothingInTheTemporaryFolder() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        assertEquals("Ready", openAndKill(temporary));
        assertEquals("Ready", openAndKill(temporary));

        assertEquals(List.of(), listFiles(temporary));
        assertEquals(1, listFiles(folder.resolve("data/native")).size());
    }

    @Test
    void noTemporaryFolderIsNeeded() throws Exception {
        assertEquals("Ready", openAndKill(folder.resolve("missing")));
    }

    @Test
    void theLibrariesOfOtherVersionsAreRemoved() throws Exception {
        Path old = Files.createDirectories(folder.resolve("data/native/1.2.3"));
        Files.writeString(old.resolve("libsqlitejdbc.so"), "old");
        assertEquals("Ready", openAndKill(folder.resolve("missing")));

        assertTrue(Files.notExists(old));
    }

    private String openAndKill(Path temporary) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-Djava.io.tmpdir=" + temporary,
                                "-XX:-UsePerfData",
                                "--enable-native-access=ALL-UNNAMED",
                                "-classpath",
                                System.getProperty("java.class.path"),
                                OpenAndWait.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader out = process.inputReader()) {
            return String.valueOf(out.readLine());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static List<Path> listFiles(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.toList();
        }
    }
}
