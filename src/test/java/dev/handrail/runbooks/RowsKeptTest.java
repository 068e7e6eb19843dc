package dev.handrail.runbooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.testing.Shells;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

/// Whether rows are missing: in an upgrade, in a roll-back, and where nothing was counted before.
@Tag("fast")
class RowsKeptTest {
    private static final String UP = "HR_FROM=2.3.0 HR_TO=2.5.1\n";
    private static final String BACK = "HR_FROM=2.5.1 HR_TO=2.3.0\n";

    @TempDir Path work;

    private Shells.Ran compare(String direction) throws Exception {
        Files.writeString(work.resolve("counts.now"), "public.incident\t3\n");
        return Shells.sh()
                .run(
                        "HR_HOP_WORK='%s'\n".formatted(work)
                                + direction
                                + Files.readString(Path.of("resources/runbooks/lib.sh"))
                                + Files.readString(Path.of("resources/runbooks/lib/postgresql.sh"))
                                + "rows_kept \"$HR_HOP_WORK/backup/counts.live\""
                                + " \"$HR_HOP_WORK/counts.now\" '^$' || die 'Rows are missing.'\n");
    }

    private void backup(String counts) throws Exception {
        Files.createDirectory(work.resolve("backup"));
        Files.writeString(work.resolve("backup/counts.live"), counts);
    }

    @Test
    void namesTablesWithFewerRows() throws Exception {
        backup("public.incident\t4\n");
        Shells.Ran ran = compare(UP);
        assertEquals(1, ran.exit());
        assertTrue(ran.out().contains("4 rows before, 3 now: public.incident"), ran.out());
    }

    @Test
    void comparesAfterARollBackToo() throws Exception {
        backup("public.incident\t3\n");
        assertEquals(0, compare(BACK).exit());
    }

    @Test
    void missesNothingWhereARollBackBeganBeforeTheBackup() throws Exception {
        Shells.Ran ran = compare(BACK);
        assertEquals(0, ran.exit(), ran.err());
        assertEquals("no backup was made, so no step had changed the data\n", ran.out());
    }

    @Test
    void saysOfAnUpgradeThatTheCountsAreGone() throws Exception {
        Shells.Ran ran = compare(UP);
        assertEquals(1, ran.exit());
        assertTrue(ran.err().contains("The rows that were counted before are gone"), ran.err());
    }

    @Test
    void saysOfABackupThatItHasNoCounts() throws Exception {
        Files.createDirectory(work.resolve("backup"));
        Shells.Ran ran = compare(BACK);
        assertEquals(1, ran.exit());
        assertTrue(ran.err().contains("The rows that were counted before are gone"), ran.err());
    }
}
