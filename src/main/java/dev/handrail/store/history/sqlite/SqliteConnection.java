package dev.handrail.store.history.sqlite;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One connection to a SQLite file. Keeps its statements prepared until it is closed. Not
/// thread-safe.
public final class SqliteConnection implements AutoCloseable {
    /// How long, in milliseconds, a statement waits while another connection writes.
    private static final int BUSY_MS = 1500;

    /// How long, in milliseconds, a run waits while another process writes, such as one that
    /// deletes a long run.
    private static final int PATIENT_MS = 30_000;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private SqliteConnection(Connection connection) {
        this.connection = connection;
    }

    /// How a connection treats its commits.
    public enum SyncMode {
        /// A commit that has returned survives a power cut.
        FULL,
        /// A commit that has returned survives a crash of Handrail.
        NORMAL
    }

    /// Makes a value of the current row.
    public interface RowReader<T> {
        T readRow(ResultSet row) throws SQLException;
    }

    /// Work that runs inside a transaction.
    public interface SqlWork {
        void run() throws SQLException;
    }

    /// Opens an existing file for writing, with a write-ahead log, so that readers need not wait
    /// for writers.
    public static SqliteConnection openWritable(Path file, SyncMode sync) throws SQLException {
        SqliteConnection db = openFile(file.toUri().toString(), false);
        try {
            for (String setting : writerSettings(sync)) {
                db.run("pragma " + setting);
            }
            return db;
        } catch (SQLException e) {
            db.close();
            throw e;
        }
    }

    private static List<String> writerSettings(SyncMode sync) {
        return List.of(
                "page_size = 8192",
                "journal_mode = wal",
                "synchronous = " + sync,
                // Where fsync leaves bytes in the drive's own memory, as on macOS.
                "fullfsync = " + (sync == SyncMode.FULL ? "on" : "off"),
                "checkpoint_fullfsync = on",
                "foreign_keys = on",
                "wal_autocheckpoint = 2000",
                "journal_size_limit = 33554432");
    }

    /// Opens an existing file read-only. `frozen`: no process writes to it, nor to the files beside
    /// it.
    public static SqliteConnection openReadOnly(Path file, boolean frozen) throws SQLException {
        return openFile(file.toUri() + (frozen ? "?immutable=1" : ""), true);
    }

    /// Opens a database in memory, which disappears when it is closed.
    public static SqliteConnection openInMemory() throws SQLException {
        return openFile(":memory:", false);
    }

    /// Never creates a file: a missing one is an error.
    private static SqliteConnection openFile(String file, boolean readOnly) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MS);
        config.setReadOnly(readOnly);
        if (!file.equals(":memory:")) {
            config.resetOpenMode(SQLiteOpenMode.CREATE);
        }
        return new SqliteConnection(config.createConnection("jdbc:sqlite:" + file));
    }

    /// Waits longer from now on while another connection writes.
    public void waitPatiently() throws SQLException {
        run("pragma busy_timeout = " + PATIENT_MS);
    }

    /// Runs a statement once.
    public void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public <T> List<T> queryList(String sql, RowReader<T> row, Object... arguments)
            throws SQLException {
        List<T> all = new ArrayList<>();
        try (ResultSet rows = bindStatement(sql, arguments).executeQuery()) {
            while (rows.next()) {
                all.add(row.readRow(rows));
            }
        }
        return all;
    }

    /// The first row, or empty if there is none.
    public <T> Optional<T> queryFirst(String sql, RowReader<T> row, Object... arguments)
            throws SQLException {
        try (ResultSet rows = bindStatement(sql, arguments).executeQuery()) {
            return rows.next() ? Optional.of(row.readRow(rows)) : Optional.empty();
        }
    }

    /// The number in the first column of the first row; 0 if there is no row or the value is null.
    public long queryNumber(String sql, Object... arguments) throws SQLException {
        return queryFirst(sql, row -> row.getLong(1), arguments).orElse(0L);
    }

    /// Returns the number of rows that changed.
    public int executeUpdate(String sql, Object... arguments) throws SQLException {
        return bindStatement(sql, arguments).executeUpdate();
    }

    /// Locks the file for writing before the work starts. Rolls back all of the work if it throws.
    public void inTransaction(SqlWork work) throws SQLException {
        run("begin immediate");
        boolean done = false;
        try {
            work.run();
            run("commit");
            done = true;
        } finally {
            if (!done) {
                rollBack();
            }
        }
    }

    private void rollBack() {
        try {
            run("rollback");
        } catch (SQLException ignored) {
            // SQLite has rolled back by itself, as it does when the disk is full; the first error
            // is on its way up.
        }
    }

    /// The prepared statement of this text with new arguments; a second call with the same text
    /// reuses it.
    private PreparedStatement bindStatement(String sql, Object... arguments) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException ignored) {
            // Every commit has returned before: there is nothing left to lose.
        }
    }
}
