package dev.handrail.store;

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

/// One connection to a SQLite file, with its statements. Not for several threads at once.
final class Db implements AutoCloseable {
    private static final int BUSY_MS = 1500;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private Db(Connection connection) {
        this.connection = connection;
    }

    /// How a connection treats its commits.
    enum Sync {
        /// A commit that has returned survives a power cut.
        FULL,
        /// A commit that has returned survives a crash of Handrail.
        NORMAL
    }

    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    interface Work {
        void run() throws SQLException;
    }

    /// Opens a file that exists, for writing.
    static Db write(Path file, Sync sync) throws SQLException {
        Db db = open(file.toUri().toString(), false);
        try {
            db.run("pragma page_size = 8192");
            db.run("pragma journal_mode = wal");
            db.run("pragma synchronous = " + sync);
            // Where fsync leaves bytes in the drive's own memory (macOS); elsewhere it says
            // nothing.
            db.run("pragma fullfsync = " + (sync == Sync.FULL ? "on" : "off"));
            db.run("pragma checkpoint_fullfsync = on");
            db.run("pragma foreign_keys = on");
            db.run("pragma wal_autocheckpoint = 2000");
            db.run("pragma journal_size_limit = 33554432");
            return db;
        } catch (SQLException e) {
            db.close();
            throw e;
        }
    }

    /// Opens a file that exists, for reading alone. `frozen`: nobody writes to it, not even to the
    /// files beside it.
    static Db read(Path file, boolean frozen) throws SQLException {
        return open(file.toUri() + (frozen ? "?immutable=1" : ""), true);
    }

    /// A file in memory that is gone when it is closed.
    static Db memory() throws SQLException {
        return open(":memory:", false);
    }

    private static Db open(String file, boolean readOnly) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MS);
        config.setReadOnly(readOnly);
        if (!file.equals(":memory:")) {
            config.resetOpenMode(SQLiteOpenMode.CREATE);
        }
        return new Db(config.createConnection("jdbc:sqlite:" + file));
    }

    /// Runs a statement once.
    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    <T> List<T> list(String sql, Row<T> row, Object... arguments) throws SQLException {
        List<T> all = new ArrayList<>();
        try (ResultSet rows = bound(sql, arguments).executeQuery()) {
            while (rows.next()) {
                all.add(row.read(rows));
            }
        }
        return all;
    }

    <T> Optional<T> first(String sql, Row<T> row, Object... arguments) throws SQLException {
        try (ResultSet rows = bound(sql, arguments).executeQuery()) {
            return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
        }
    }

    long number(String sql, Object... arguments) throws SQLException {
        return first(sql, row -> row.getLong(1), arguments).orElse(0L);
    }

    int update(String sql, Object... arguments) throws SQLException {
        return bound(sql, arguments).executeUpdate();
    }

    /// All of the work or nothing of it.
    void transaction(Work work) throws SQLException {
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

    private PreparedStatement bound(String sql, Object... arguments) throws SQLException {
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
