package dev.handrail.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.handrail.model.RunEvent;
import dev.handrail.run.Journal;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

@Tag("ssh")
class JournalCrashTest {
    /// A page of the file and its header in the log.
    private static final int FRAME = 8192 + 24;

    private static final int LOG_HEADER = 32;
    private static final int SECTOR = 4096;
    private static final String FILE = "journal.db";
    private static final String LOG = FILE + "-wal";

    @TempDir Path folder;

    /// What a power cut leaves of the log behind a point up to which the disk has it.
    enum Tail {
        NOTHING,
        HALF_A_FRAME,
        GARBAGE,
        ZEROES,
        /// The next frame never came, those after it did.
        A_HOLE,
        /// The next frame came with a sector of something else in it, and all after it are whole.
        A_TORN_FRAME;

        byte[] after(byte[] log, int cut) {
            int rest = log.length - cut;
            return switch (this) {
                case NOTHING -> Arrays.copyOf(log, cut);
                case HALF_A_FRAME -> Arrays.copyOf(log, Math.min(log.length, cut + FRAME / 2));
                case GARBAGE -> with(log, cut, Math.max(5000, rest), new Random(cut));
                case ZEROES -> Arrays.copyOf(Arrays.copyOf(log, cut), cut + Math.max(5000, rest));
                case A_HOLE -> {
                    byte[] left = log.clone();
                    Arrays.fill(left, cut, Math.min(log.length, cut + FRAME), (byte) 0);
                    yield left;
                }
                case A_TORN_FRAME -> {
                    byte[] left = log.clone();
                    if (rest >= FRAME) {
                        Arrays.fill(left, cut + 24 + 4096, cut + 24 + 4608, (byte) 0x5a);
                    }
                    yield left;
                }
            };
        }

        private static byte[] with(byte[] log, int cut, int length, Random random) {
            byte[] garbage = new byte[length];
            random.nextBytes(garbage);
            byte[] left = Arrays.copyOf(log, cut + length);
            System.arraycopy(garbage, 0, left, cut, length);
            return left;
        }
    }

    /// A history, its log, and for each event how long the log was when it was acknowledged.
    private record Written(byte[] file, byte[] log, List<Long> safe) {
        int acknowledged(long cut) {
            return (int) safe.stream().filter(end -> end <= cut).count();
        }
    }

    /// All events of a whole run, each with output after it.
    private Written written() throws IOException {
        List<Long> safe = new ArrayList<>();
        try (DataStore store = open(folder)) {
            Journal journal = store.journal();
            long off = 0;
            for (RunEvent event : Samples.whole()) {
                journal.appendEvent("a", event);
                // What the disk has for certain is the log up to the commit that has just returned.
                safe.add(Files.size(folder.resolve(LOG)));
                journal.appendOutput("a", 3, off, new byte[3000]);
                off += 3000;
            }
            journal.finishOutput("a", 3);
            return new Written(
                    Files.readAllBytes(folder.resolve(FILE)),
                    Files.readAllBytes(folder.resolve(LOG)),
                    safe);
        }
    }

    @Test
    void losesNoAcknowledgedEventWhereverThePowerCutLeavesTheLog() throws IOException {
        Written written = written();
        Path copy = Files.createDirectory(folder.resolve("copy"));
        long first = written.safe().getFirst();
        assertEquals(0, (first - LOG_HEADER) % FRAME);
        int cuts = 0;
        for (long cut = first; cut <= written.log().length; cut += FRAME) {
            int events = written.acknowledged(cut);
            boolean decisive = written.safe().contains(cut) && events % 3 == 0;
            for (Tail tail : Tail.values()) {
                // All of them at some ends of a commit, one after the other at all boundaries.
                if (decisive || tail.ordinal() == cuts % Tail.values().length) {
                    Files.write(copy.resolve(FILE), written.file());
                    Files.write(copy.resolve(LOG), tail.after(written.log(), (int) cut));
                    assertHas(events, copy, tail + " from " + cut);
                }
            }
            cuts++;
        }
        assertTrue(cuts > 2 * written.safe().size(), cuts + " cuts");
    }

    @Test
    void needsTheMemoryThatIsSharedForNothing() throws IOException {
        Written written = written();
        Path copy = Files.createDirectory(folder.resolve("copy"));
        byte[] stale = new byte[32768];
        new Random(8).nextBytes(stale);
        for (byte[] shared : List.of(new byte[0], stale)) {
            Files.write(copy.resolve(FILE), written.file());
            Files.write(copy.resolve(LOG), written.log());
            Files.write(copy.resolve(FILE + "-shm"), shared);
            assertHas(written.safe().size(), copy, shared.length + " bytes");
        }
    }

    @Test
    void needsNoLogOnceAllOfItStandsInTheFile() throws IOException {
        Written written = written();
        Path copy = Files.createDirectory(folder.resolve("copy"));
        // It was closed in order: the log is gone, or was emptied and its removal is lost.
        byte[] whole = Files.readAllBytes(folder.resolve(FILE));
        Files.write(copy.resolve(FILE), whole);
        assertHas(written.safe().size(), copy, "no log");
        Files.write(copy.resolve(FILE), whole);
        Files.write(copy.resolve(LOG), new byte[0]);
        assertHas(written.safe().size(), copy, "an empty log");
        Files.write(copy.resolve(FILE), whole);
        Files.write(copy.resolve(LOG), written.log());
        assertHas(written.safe().size(), copy, "an old log");
        // Somebody took the log away: what stood in it alone is lost, all before it is not.
        Files.write(copy.resolve(FILE), written.file());
        Files.deleteIfExists(copy.resolve(LOG));
        assertHas(0, copy, "no log, though it was needed");
    }

    @Test
    void losesNoAcknowledgedEventWhenThePowerGoesWhileTheLogMovesIntoTheFile() throws IOException {
        Written written = written();
        byte[] whole = Files.readAllBytes(folder.resolve(FILE));
        Path copy = Files.createDirectory(folder.resolve("copy"));
        Random random = new Random(21);
        for (int round = 0; round < 20; round++) {
            byte[] mixed = Arrays.copyOf(written.file(), whole.length);
            for (int at = 0; at < whole.length; at += SECTOR) {
                if (random.nextInt(20) < round) {
                    System.arraycopy(whole, at, mixed, at, Math.min(SECTOR, whole.length - at));
                }
            }
            Files.write(copy.resolve(FILE), mixed);
            Files.write(copy.resolve(LOG), written.log());
            assertHas(written.safe().size(), copy, "round " + round);
        }
    }

    @Test
    void losesNoAcknowledgedEventWhenTheLogBeginsAnew() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        List<RunEvent> events = Samples.whole();
        boolean begunAnew = false;
        byte[] noise = new byte[2_500_000];
        Random random = new Random(13);
        try (DataStore store = open(folder)) {
            long before = 0;
            for (int i = 0; i < events.size(); i++) {
                store.journal().appendEvent("a", events.get(i));
                random.nextBytes(noise);
                store.journal().appendOutput("a", 3, (long) i * noise.length, noise);
                store.journal().finishOutput("a", 3);
                byte[] log = Files.readAllBytes(folder.resolve(LOG));
                long salt = ByteBuffer.wrap(log).getLong(16);
                begunAnew |= before != 0 && salt != before;
                before = salt;
                Files.copy(folder.resolve(FILE), copy.resolve(FILE), REPLACE_EXISTING);
                Files.write(copy.resolve(LOG), log);
                assertHas(i + 1, copy, "event " + i);
            }
        }
        assertTrue(begunAnew);
    }

    private static void assertHas(int events, Path copy, String what) throws IOException {
        try (DataStore store = open(copy)) {
            List<RunEvent> found = store.journal().readEvents("a");
            assertTrue(found.size() >= events, found.size() + " of " + events + " events: " + what);
            assertEquals(Samples.whole().subList(0, found.size()), found, what);
            assertEquals(found.isEmpty() ? 0 : 1, store.journal().listRuns().size(), what);
        }
        Files.deleteIfExists(copy.resolve(FILE));
        Files.deleteIfExists(copy.resolve(LOG));
        Files.deleteIfExists(copy.resolve(FILE + "-shm"));
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
            try (DataStore store = open(place)) {
                Journal journal = store.journal();
                assertTrue(journal.readEvents("a").size() >= acknowledged);
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
                assertEquals(out.size(), journal.outputEndOffset("a", 1));
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

    private static DataStore open(Path folder) {
        return assertInstanceOf(StoreOpenResult.Ready.class, DataStore.open(folder)).store();
    }
}
