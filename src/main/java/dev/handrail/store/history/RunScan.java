package dev.handrail.store.history;

import dev.handrail.run.Journal.RunDamage;
import dev.handrail.store.history.sqlite.SqliteConnection;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Looks through the events of all runs for those that were altered.
final class RunScan {
    /// Past the index of ids, which may be whole where the row is not.
    private static final String RUNS = "select number from run not indexed order by number desc";

    private final SqliteConnection db;
    private final HistoryProblems problems;
    private final EventTable events = new EventTable();

    RunScan(SqliteConnection db, HistoryProblems problems) {
        this.db = db;
        this.problems = problems;
    }

    /// Checks only the checksums, which takes a fraction of the time that reading takes.
    List<RunDamage> findDamagedRuns() throws SQLException {
        return scanRuns(number -> events.scanRun(db, number));
    }

    /// Reads every event, too: one from before the checksums may never have been readable.
    List<RunDamage> findUnreadableRuns() throws SQLException {
        return scanRuns(number -> events.readRun(db, number));
    }

    /// Reads one run.
    private interface RunReader {
        EventTable.ReadRun readRun(long number) throws SQLException;
    }

    private List<RunDamage> scanRuns(RunReader reader) throws SQLException {
        List<RunDamage> all = new ArrayList<>();
        for (long number : db.queryList(RUNS, row -> row.getLong(1))) {
            EventTable.ReadRun run = reader.readRun(number);
            problems.ofRun(run).ifPresent(why -> all.add(new RunDamage(run.id(), why)));
        }
        return all;
    }
}
