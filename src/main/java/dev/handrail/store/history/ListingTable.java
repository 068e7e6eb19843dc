package dev.handrail.store.history;

import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.run.Journal.RunSummary;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One row for each run, derived from its events, so that thousands of runs are listed at once.
public final class ListingTable {
    private ListingTable() {}

    /// Updates the row of a run with its next event.
    static void applyEvent(SqliteConnection db, long run, RunEvent event) throws SQLException {
        switch (event) {
            case RunEvent.RunStarted e -> insertRun(db, run, e);
            case RunEvent.RunPaused e -> updateStatus(db, run, e, Run.RunStatus.PAUSED.name(), "");
            case RunEvent.RunResumed e ->
                    updateStatus(db, run, e, Run.RunStatus.RUNNING.name(), "");
            case RunEvent.RunFinished e ->
                    updateStatus(db, run, e, e.result().name(), e.at().toString());
            default ->
                    db.executeUpdate("update listing set seq = ? where run = ?", event.seq(), run);
        }
    }

    static List<RunSummary> listRuns(SqliteConnection db) throws SQLException {
        return db.queryList(
                "select r.id, l.server, l.product_id, l.product, l.version, l.wanted, l.started,"
                    + " l.ended, l.status, l.origin, l.kind, l.scope from listing l join run r on"
                    + " r.number = l.run order by l.run desc",
                ListingTable::toSummary);
    }

    /// The row of a run that was read from its events.
    public static RunSummary of(Run run) {
        RunEvent.RunStarted start = run.start();
        return new RunSummary(
                run.id(),
                serverAddresses(start),
                start.plan().product(),
                start.plan().productName(),
                start.plan().from().text(),
                start.plan().to().text(),
                start.at().toString(),
                run.finished().map(e -> e.at().toString()).orElse(""),
                run.finished().map(e -> e.result().name()).orElse(run.status().name()),
                start.origin(),
                start.kind(),
                start.scope());
    }

    private static void insertRun(SqliteConnection db, long run, RunEvent.RunStarted e)
            throws SQLException {
        RunSummary line = of(Run.of("", List.of(e)));
        db.executeUpdate(
                "insert into listing (run, seq, server, product_id, product, version, wanted,"
                        + " started, ended, status, origin, kind, scope)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                run,
                e.seq(),
                line.server(),
                line.productId(),
                line.product(),
                line.from(),
                line.to(),
                line.startedAt(),
                line.endedAt(),
                line.status(),
                line.origin(),
                line.kind().name(),
                line.scope().name());
    }

    /// `status`: the state of the run, or its result once it has ended. `ended`: an ISO instant, or
    /// empty.
    private static void updateStatus(
            SqliteConnection db, long run, RunEvent event, String status, String ended)
            throws SQLException {
        db.executeUpdate(
                "update listing set seq = ?, status = ?, ended = ? where run = ?",
                event.seq(),
                status,
                ended,
                run);
    }

    private static RunSummary toSummary(ResultSet row) throws SQLException {
        return new RunSummary(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                RunKind.valueOf(row.getString(11)),
                RunScope.valueOf(row.getString(12)));
    }

    /// The addresses of the servers, in the order of the route's roles.
    private static String serverAddresses(RunEvent.RunStarted start) {
        return start.plan().route().roles().stream()
                .flatMap(role -> Stream.ofNullable(start.places().get(role)))
                .map(place -> place.target().addressText())
                .collect(Collectors.joining(", "));
    }
}
