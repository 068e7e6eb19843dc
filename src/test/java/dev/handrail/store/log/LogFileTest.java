package dev.handrail.store.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.store.file.AppFolders;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

@Tag("fast")
class LogFileTest {
    @TempDir Path home;

    private LogFile log() {
        return LogFile.in(AppFolders.underFolder(home));
    }

    private static LogRecord record(String message) {
        LogRecord record = new LogRecord(Level.WARNING, message);
        record.setLoggerName("some.library");
        return record;
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> files = Files.list(log().path().getParent())) {
            return files.sorted().toList();
        }
    }

    @Test
    void takesWhatLibrariesLogWithTheirSecretsRedacted() throws Exception {
        Logger library = Logger.getAnonymousLogger();
        library.setUseParentHandlers(false);
        library.addHandler(new LogFileHandler(log()));
        Exception thrown = new Exception("https://me:s3cr3tword@host/");
        library.log(Level.WARNING, "password={0}", "s3cr3tword");
        library.log(Level.WARNING, "failed", thrown);
        String text = Files.readString(log().path());
        assertTrue(text.contains("password=**********"), text);
        assertTrue(text.contains("https://me:**********@host/"), text);
        assertTrue(text.contains("\tat " + LogFileTest.class.getName()), text);
        assertFalse(text.contains("s3cr3tword"), text);
    }

    @Test
    void canBeReadByItsOwnerAlone() throws Exception {
        log().append(record("first"));
        Files.setPosixFilePermissions(log().path(), PosixFilePermissions.fromString("rw-r--r--"));
        log().append(record("second"));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(log().path())));
        assertEquals(
                "rwx------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(log().path().getParent())));
    }

    @Test
    void aTextFromElsewhereCannotPassForAnEntry() throws Exception {
        log().append(record("one\n2026-11-29T06:14:26Z SEVERE\u001b[2J forged"));
        List<String> lines = Files.readAllLines(log().path());
        assertEquals(2, lines.size(), lines.toString());
        assertTrue(lines.get(1).startsWith("    2026-11-29"), lines.toString());
        assertFalse(lines.get(1).contains("\u001b"), lines.toString());
    }

    @Test
    void staysWithinItsSizeHoweverMuchIsLogged() throws Exception {
        String megabyte = "0123456789abcde\n".repeat(1 << 16);
        for (int i = 0; i < 12; i++) {
            log().append(record("entry " + i + " " + megabyte));
        }
        assertEquals(1 + LogFile.OLD_FILES, files().size(), files().toString());
        assertTrue(Files.readString(log().path()).contains("entry 11 "));
        for (Path file : files()) {
            assertTrue(Files.size(file) < 3 * LogFile.MOST_BYTES, file + " " + Files.size(file));
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    @Test
    void losesNoEntryOfThreadsThatLogAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 400; i++) {
                String text = "entry-" + i + ";";
                threads.execute(() -> log().append(record(text)));
            }
        }
        String all = Files.readString(log().path());
        for (int i = 0; i < 400; i++) {
            assertTrue(all.contains("entry-" + i + ";"), "entry " + i + " is missing");
        }
    }

    @Test
    void aFolderThatCannotBeWrittenMakesNoSecondBug() throws Exception {
        Files.createDirectories(home.resolve("state"));
        Files.writeString(home.resolve("state/log"), "a file where the folder should be");
        log().append(record("lost"));
        assertEquals(
                "a file where the folder should be", Files.readString(home.resolve("state/log")));
    }
}
