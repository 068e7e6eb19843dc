package dev.handrail.store.history;

import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.store.history.EventTable.ReadRun;
import dev.handrail.store.history.ListingTable.ListedRun;
import dev.handrail.store.history.sqlite.SqliteConnection;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Rebuilds rows of the listing that are damaged, or older than the events of their runs.
public final class ListingRefresh {
    private final SqliteConnection db;
    private final EventTable events = new EventTable();

    public ListingRefresh(SqliteConnection db) {
        this.db = db;
    }

    /// Rebuilds them in the file, as far as the events of the run can be read. The caller opens the
    /// transaction.
    public void rebuildStale() throws SQLException {
        db.executeUpdate("delete from listing where run not in (select number from run)");
        Set<Long> stale = new LinkedHashSet<>(staleRuns());
        ListingTable.listRuns(db).stream()
                .filter(line -> line.summary().isEmpty())
                .forEach(line -> stale.add(line.run()));
        for (long run : stale) {
            db.executeUpdate("delete from listing where run = ?", run);
            addLine(run, events.readRun(db, run).events());
        }
    }

    /// A run without its start cannot be shown.
    private void addLine(long run, List<RunEvent> all) throws SQLException {
        if (all.isEmpty() || !(all.getFirst() instanceof RunEvent.RunStarted)) {
            return;
        }
        for (RunEvent event : all) {
            ListingTable.applyEvent(db, run, event);
        }
    }

    /// The rows as they are in the file, with damaged ones made anew from their events.
    List<RunSummary> listRuns() throws SQLException {
        List<RunSummary> lines = new ArrayList<>();
        for (ListedRun line : ListingTable.listRuns(db)) {
            Optional<RunSummary> summary = line.summary();
            (summary.isPresent() ? summary : foldLine(line.run())).ifPresent(lines::add);
        }
        return lines;
    }

    /// The rows, with outdated ones made anew too: in a file that cannot be written.
    List<RunSummary> listFreshRuns() throws SQLException {
        List<RunSummary> lines = listRuns();
        for (long stale : staleRuns()) {
            foldLine(stale)
                    .ifPresent(fresh -> {
                        lines.removeIf(other -> other.id().equals(fresh.id()));
                        lines.addFirst(fresh);
                    });
        }
        return lines;
    }

    /// Empty if not even the first event of the run can be read.
    private Optional<RunSummary> foldLine(long number) throws SQLException {
        ReadRun run = events.readRun(db, number);
        return run.events().isEmpty()
                ? Optional.empty()
                : Optional.of(ListingTable.of(Run.of(run.id(), run.events())));
    }

    /// The numbers of the runs whose row in the listing is missing or outdated.
    private List<Long> staleRuns() throws SQLException {
        return db.queryList(
                "select r.number from run r left join listing l on l.run = r.number"
                        + " where l.seq is not r.last",
                row -> row.getLong(1));
    }
}
