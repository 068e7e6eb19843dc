package dev.handrail.store.history.integrity;

import dev.handrail.store.history.sqlite.SqliteConnection;

import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.Optional;

/// A checksum over the definitions of the tables: a damaged one may change what a column means.
public final class SchemaSeal {
    private static final String NAME = "schema";

    private SchemaSeal() {}

    /// The caller opens the transaction.
    public static void sealSchema(SqliteConnection db) throws SQLException {
        db.executeUpdate(
                "insert or replace into property (name, value) values (?, ?)",
                NAME,
                computeSeal(db));
    }

    public static boolean isIntact(SqliteConnection db) throws SQLException {
        Optional<byte[]> seal =
                db.queryFirst(
                        "select value from property where name = ?", row -> row.getBytes(1), NAME);
        return seal.isPresent() && MessageDigest.isEqual(seal.get(), computeSeal(db));
    }

    private static byte[] computeSeal(SqliteConnection db) throws SQLException {
        RowDigest seal = RowDigest.forTable("schema");
        db.queryList(
                        "select type, name, tbl_name, sql from sqlite_schema order by rowid",
                        row ->
                                new String[] {
                                    row.getString(1),
                                    row.getString(2),
                                    row.getString(3),
                                    row.getString(4)
                                })
                .forEach(columns -> {
                    for (String column : columns) {
                        seal.addText(column);
                    }
                });
        return seal.computeSum();
    }
}
