package dev.handrail.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// A stored history with the practice servers of its unfinished runs, in a home folder of its own.
public final class OldServers {
    private static final String OLD_HOME = "/srv/fixture";
    private static final String UNPACK =
            "set -e; tar xzf - --no-same-owner -C \"$1/state/practice\"; cd \"$1/state/practice\";"
                    + " grep -rlIF "
                    + OLD_HOME
                    + " . | xargs sed -i \"s#"
                    + OLD_HOME
                    + "#$1#g\"";

    private OldServers() {}

    /// Makes the history and the servers of version 2, as if their home had always been `home`.
    public static void put(Path home) throws Exception {
        Path data = Files.createDirectories(home.resolve("data"));
        Files.createDirectories(home.resolve("state/practice"));
        Histories.put("version-2-runs", data);
        moveEvents(data.resolve("journal.db"), home);
        Process unpack =
                new ProcessBuilder("sh", "-c", UNPACK, "sh", home.toString())
                        .inheritIO()
                        .redirectInput(ProcessBuilder.Redirect.PIPE)
                        .start();
        try (InputStream archive =
                        OldServers.class.getResourceAsStream("/journal/version-2-servers.tar.gz");
                var to = unpack.getOutputStream()) {
            archive.transferTo(to);
        }
        if (unpack.waitFor() != 0) {
            throw new IOException("The servers cannot be unpacked");
        }
    }

    private static void moveEvents(Path file, Path home) throws IOException, SQLException {
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement select = db.createStatement();
                PreparedStatement update =
                        db.prepareStatement("update event set body = ? where rowid = ?");
                ResultSet rows = select.executeQuery("select rowid, packed, body from event")) {
            db.setAutoCommit(false);
            while (rows.next()) {
                boolean packed = rows.getInt(2) == 1;
                byte[] body = packed ? unpack(rows.getBytes(3)) : rows.getBytes(3);
                String moved = new String(body, UTF_8).replace(OLD_HOME, home.toString());
                update.setBytes(1, packed ? pack(moved.getBytes(UTF_8)) : moved.getBytes(UTF_8));
                update.setLong(2, rows.getLong(1));
                update.addBatch();
            }
            update.executeBatch();
            db.commit();
        }
    }

    private static byte[] unpack(byte[] packed) throws IOException {
        try (InputStream raw =
                new InflaterInputStream(
                        new java.io.ByteArrayInputStream(packed), new Inflater(true))) {
            return raw.readAllBytes();
        }
    }

    private static byte[] pack(byte[] raw) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        deflater.setInput(raw);
        deflater.finish();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (!deflater.finished()) {
            packed.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return packed.toByteArray();
    }
}
