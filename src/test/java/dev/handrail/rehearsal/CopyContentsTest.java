package dev.handrail.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Problem;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/// What the scripts about a copy say, as values.
@Tag("fast")
class CopyContentsTest {
    @Test
    void contentsAreReadFromTheLinesOfTheScript() {
        CopyContents contents =
                CopyContents.of(
                        CopyLine.parseOutput(
                                """
                                motd of the server
                                @@disk\tmemory\t1024
                                @@copied\t/
                                @@copied\t/var lib
                                @@database\tPostgreSQL /var/lib/postgresql/15/main\t48144
                                @@absent\t/mnt/nas (nfs4)
                                @@notice\tredis-append\t/var/lib/redis
                                @@fetches\tproxy
                                @@unit\tnginx.service
                                @@ready\taabbccddeeff
                                """));

        assertTrue(contents.inMemory());
        assertEquals(1024 * 1024, contents.size());
        assertEquals(List.of("/", "/var lib"), contents.mounts());
        assertEquals(
                List.of(
                        new CopyContents.CopiedDatabase(
                                "PostgreSQL /var/lib/postgresql/15/main", 48144 * 1024)),
                contents.databases());
        assertEquals(List.of("/mnt/nas (nfs4)"), contents.absent());
        assertEquals(List.of("/var/lib/redis"), contents.emptied());
        assertTrue(contents.fetches());
        assertEquals(List.of("nginx.service"), contents.failedUnits());
    }

    @Test
    void oddLinesAreNoContents() {
        CopyContents contents =
                CopyContents.of(
                        CopyLine.parseOutput("@@\n@@disk\n@@database\tx\t-7\n@@disk\tfile\tNaN\n"));

        assertEquals(0, contents.size());
        assertEquals(List.of(new CopyContents.CopiedDatabase("x", 0)), contents.databases());
    }

    /// Every reason that a script of `resources/rehearsal` gives has a sentence.
    @ParameterizedTest
    @CsvSource({
        "root, rehearsal.root.what",
        "missing, rehearsal.missing.what",
        "held, rehearsal.held.what",
        "space, rehearsal.space.what",
        "memory, rehearsal.memory.what",
        "database, rehearsal.database.what",
        "postgresql, rehearsal.database-copy.what",
        "redis, rehearsal.database-copy.what",
        "sqlite, rehearsal.database-copy.what",
        "boot, rehearsal.boot.what",
        "busy, rehearsal.left.what",
        "overlay, rehearsal.failed.what"
    })
    void eachReasonHasItsSentence(String reason, String sentence) {
        Problem problem =
                RehearsalProblems.ofFailure(new CopyLine("failed", List.of(reason, "detail")));

        assertEquals("rehearsal." + reason, problem.key());
        assertTrue(problem.what().toString().contains(sentence), problem.what().toString());
        assertEquals(Problem.ProblemKind.REHEARSAL, problem.kind());
    }
}
