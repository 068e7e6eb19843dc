package dev.handrail.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.model.RunEvent;
import dev.handrail.run.Journal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class JournalCrashTest {
    /// A page of the file and its header in the log.
    private static final int FRAME = 8192 + 24;

    private static final int LOG_HEADER = 32;

    @TempDir Path folder;

    @Test
    void losesNoAcknowledgedEventWhenThePowerGoesWhereverTheLogIsCut() throws IOException {
        Path log = folder.resolve("journal.db-wal");
        List<Long> safe = new ArrayList<>();
        byte[] cutLog;
        byte[] file;
        try (Store store = open(folder)) {
            Journal journal = store.journal();
            long off = 0;
            for (RunEvent event : Samples.whole()) {
                journal.append("a", event);
                // What the disk has for certain is the log up to the commit that has just returned.
                safe.add(Files.size(log));
                journal.output("a", 3, off, new byte[3000]);
                off += 3000;
            }
            journal.outputEnded("a", 3);
            cutLog = Files.readAllBytes(log);
            file = Files.readAllBytes(folder.resolve("journal.db"));
        }
        Path copy = Files.createDirectory(folder.resolve("copy"));
        int cuts = 0;
        for (int acknowledged = 1; acknowledged <= safe.size(); acknowledged++) {
            long from = safe.get(acknowledged - 1);
            long to = acknowledged < safe.size() ? safe.get(acknowledged) : cutLog.length;
            for (long cut = from; cut <= to; cut += cut % 7 == 0 ? FRAME / 2 : FRAME) {
                assertTrue(cut >= LOG_HEADER);
                assertHas(acknowledged, copy, file, cutLog, (int) cut);
                cuts++;
            }
        }
        assertTrue(cuts > safe.size(), cuts + " cuts");
    }

    /// Opens a copy whose log ends at `cut`, with the garbage after it that a torn write leaves.
    private static void assertHas(int events, Path copy, byte[] file, byte[] log, int cut)
            throws IOException {
        byte[] torn = java.util.Arrays.copyOf(log, cut + 5000);
        byte[] garbage = new byte[5000];
        new Random(cut).nextBytes(garbage);
        System.arraycopy(garbage, 0, torn, cut, garbage.length);
        Files.write(copy.resolve("journal.db"), file);
        Files.write(copy.resolve("journal.db-wal"), torn);
        Files.deleteIfExists(copy.resolve("journal.db-shm"));
        try (Store store = open(copy)) {
            List<RunEvent> found = store.journal().events("a");
            assertTrue(
                    found.size() >= events,
                    found.size() + " of " + events + " events, log cut at " + cut);
            assertEquals(Samples.whole().subList(0, found.size()), found);
            assertEquals(1, store.journal().runs().size());
        }
    }

    @Test
    void losesNoAcknowledgedEventWhenItIsKilled() throws Exception {
        for (int round = 0; round < 3; round++) {
            Path place = folder.resolve("round" + round);
            Process child = Child.start("write", place);
            long acknowledged = 0;
            try (BufferedReader lines = child.inputReader()) {
                for (int i = 0; i < 40 + 60 * round; i++) {
                    acknowledged = Long.parseLong(lines.readLine());
                }
                child.toHandle()
                        .destroyForcibly(); // Unlike the process's own method it leaves its output
                // to be read.
                String more;
                while ((more = lines.readLine()) != null) {
                    acknowledged = Long.parseLong(more);
                }
            }
            child.waitFor();
            try (Store store = open(place)) {
                Journal journal = store.journal();
                assertTrue(journal.events("a").size() >= acknowledged);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                journal.readOutput(
                        "a",
                        1,
                        0,
                        (off, bytes) -> {
                            out.writeBytes(bytes);
                            return true;
                        });
                assertWhole(out.toString(UTF_8));
                assertEquals(out.size(), journal.outputEnd("a", 1));
            }
        }
    }

    private static void assertWhole(String output) {
        int off = 0;
        while (off < output.length()) {
            String line = "byte " + off + " of the output\n";
            int end = Math.min(output.length(), off + line.length());
            assertEquals(line.substring(0, end - off), output.substring(off, end));
            off = end;
        }
    }

    private static Store open(Path folder) {
        return assertInstanceOf(Opened.Ready.class, Store.open(folder)).store();
    }
}
