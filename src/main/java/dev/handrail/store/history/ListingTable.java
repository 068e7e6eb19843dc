package dev.handrail.store.history;

import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.store.history.integrity.RowDigest;
import dev.handrail.store.history.sqlite.SqliteConnection;

import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One row for each run, derived from its events, so that thousands of runs are listed at once.
public final class ListingTable {
    private static final String COLUMNS =
            "l.server, l.product_id, l.product, l.version, l.wanted, l.started, l.ended, l.status,"
                    + " l.origin, l.kind, l.scope";
    private static final int TEXTS = 11;

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

    /// A row of the listing; `summary` is empty if the row is damaged.
    record ListedRun(long run, Optional<RunSummary> summary) {}

    static List<ListedRun> listRuns(SqliteConnection db) throws SQLException {
        return db.queryList(
                "select "
                        + COLUMNS
                        + ", l.sum, l.run, r.id from listing l join run r on r.number = l.run"
                        + " order by l.run desc",
                ListingTable::toListed);
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
        updateSum(db, run);
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
        updateSum(db, run);
    }

    /// Computes the checksum of the row again, after it has changed.
    private static void updateSum(SqliteConnection db, long run) throws SQLException {
        byte[] sum =
                db.queryFirst(
                                "select " + COLUMNS + " from listing l where run = ?",
                                row -> sumOf(readTexts(row)),
                                run)
                        .orElseThrow();
        db.executeUpdate("update listing set sum = ? where run = ?", sum, run);
    }

    private static byte[] sumOf(List<String> columns) {
        RowDigest sum = RowDigest.forTable("listing");
        columns.forEach(sum::addText);
        return sum.computeSum();
    }

    private static List<String> readTexts(ResultSet row) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= TEXTS; i++) {
            columns.add(Objects.requireNonNullElse(row.getString(i), ""));
        }
        return columns;
    }

    private static ListedRun toListed(ResultSet row) throws SQLException {
        List<String> columns = readTexts(row);
        long run = row.getLong(TEXTS + 2);
        boolean sound = MessageDigest.isEqual(row.getBytes(TEXTS + 1), sumOf(columns));
        return new ListedRun(
                run,
                sound
                        ? Optional.of(toSummary(row.getString(TEXTS + 3), columns))
                        : Optional.empty());
    }

    private static RunSummary toSummary(String id, List<String> columns) {
        return new RunSummary(
                id,
                columns.get(0),
                columns.get(1),
                columns.get(2),
                columns.get(3),
                columns.get(4),
                columns.get(5),
                columns.get(6),
                columns.get(7),
                columns.get(8),
                RunKind.valueOf(columns.get(9)),
                RunScope.valueOf(columns.get(10)));
    }

    /// The addresses of the servers, in the order of the route's roles.
    private static String serverAddresses(RunEvent.RunStarted start) {
        return start.plan().route().roles().stream()
                .flatMap(role -> Stream.ofNullable(start.places().get(role)))
                .map(place -> place.target().addressText())
                .collect(Collectors.joining(", "));
    }
}
