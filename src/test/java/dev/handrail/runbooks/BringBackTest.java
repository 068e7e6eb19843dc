package dev.handrail.runbooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.testing.Shells;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// The functions for PostgreSQL that a roll-back uses, on a real server.
@Tag("ssh")
class BringBackTest {
    /// A product whose database is `shop`: one table, and a table of migrations.
    private static final String PRODUCT =
            """
            db_settings() { printf 'shop\\nowner\\n%s\\n\\n\\n' "$SOCKET"; }
            db_password() { : >"$1"; chmod 600 "$1"; }
            db_migrations() { db_sql 'select name from migrations order by 1'; }
            as_user() { shift; "$@"; }
            HR_RUN=20260101-000000-abcdef HR_HOP=1 HR_WORK=$WORK HR_HOP_WORK=$WORK
            F_SERVICE_USER=$(id -un)
            query() { psql -XqAt -h "$SOCKET" -U owner -d "$1" -c "$2"; }
            """;

    private static final String MAKE =
            """
            psql -Xq -h "$SOCKET" -U postgres -d postgres <<'SQL'
            create role owner login createdb;
            create role reader;
            create database shop owner owner;
            revoke connect on database shop from public;
            grant connect, temporary on database shop to reader;
            alter database shop set search_path to public, pg_catalog;
            alter database shop set statement_timeout to '5min';
            SQL
            query shop 'create table public.incident (title text); create table public.migrations (name text); insert into migrations values ($$0001$$); insert into incident values ($$old$$)'
            mkdir -p "$WORK/backup" && cd "$WORK/backup" && db_save
            """;
    private static final String MIGRATE = "query shop 'insert into migrations values ($$0002$$)'\n";

    @TempDir Path work;
    private ScratchPostgresql server;

    @BeforeEach
    void start() throws Exception {
        server = ScratchPostgresql.start();
        run(MAKE);
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private String run(String script) throws Exception {
        String text =
                "SOCKET='"
                        + server.socket()
                        + "' WORK='"
                        + work
                        + "'\n"
                        + Files.readString(Path.of("resources/runbooks/lib.sh"))
                        + Files.readString(Path.of("resources/runbooks/lib/postgresql.sh"))
                        + PRODUCT
                        + "("
                        + "\n"
                        + script
                        + ")\n";
        Shells.Ran ran = Shells.sh().run(text);
        assertEquals(0, ran.exit(), () -> ran.out() + ran.err());
        return ran.out();
    }

    private String titles(String database) throws Exception {
        return run("query '" + database + "' 'select title from public.incident order by 1'\n");
    }

    @Test
    void keepsEveryRowWhenItGoesBackTwice() throws Exception {
        for (String title : new String[] {"first", "second"}) {
            run(MIGRATE + "query shop 'insert into public.incident values ($$" + title + "$$)'\n");
            run("db_bring_back \"$WORK/backup\"\n");
            assertEquals("old\n", titles("shop"));
        }
        assertEquals("first\nold\n", titles("shop_failed_" + tail() + "_1"));
        assertEquals("old\nsecond\n", titles("shop_failed_" + tail() + "_1_2"));
    }

    /// What the names of kept databases have of the run's id.
    private static String tail() {
        String id = "20260101-000000-abcdef".replaceAll("[^A-Za-z0-9]", "");
        return id.substring(id.length() - 16);
    }

    @Test
    void restoresTheDatabasesOwnPrivilegesAndSettings() throws Exception {
        String rights =
                "query shop \"select datacl::text, (select string_agg(setconfig::text, '') from"
                        + " pg_db_role_setting where setdatabase = d.oid) from pg_database d where"
                        + " datname = 'shop'\"\n";
        String before = run(rights);
        run(MIGRATE + "db_bring_back \"$WORK/backup\"\n");
        assertEquals("old\n", titles("shop"));
        assertEquals(sorted(before), sorted(run(rights)));
    }

    private static List<String> sorted(String text) {
        return Arrays.stream(text.split("[{},|\n]")).sorted().toList();
    }

    @Test
    void countsWhatItWouldReplace() throws Exception {
        String losses = "db_losses \"$WORK/backup\" '^public\\.migrations$'\n";
        run("query shop 'insert into public.incident values ($$x$$)'\n");
        String unchanged = run(losses);
        assertTrue(unchanged.contains("backup.rows.incident\t2\t"), unchanged);
        run(MIGRATE);
        String changed = run(losses);
        assertTrue(changed.contains("backup.rows.incident\t1\t"), changed);
        assertTrue(changed.contains("rows.incident\t2\t"), changed);
    }

    @Test
    void triesTheRightsWithoutTouchingAnything() throws Exception {
        run("db_try_rights\n");
        assertEquals(
                "0\n",
                run(
                        "query shop \"select count(*) from pg_database where datname like"
                                + " '%rights%'\"\n"));
        run("psql -Xq -h \"$SOCKET\" -U postgres -d postgres -c 'alter role owner nocreatedb'\n");
        String said = run("(db_try_rights) 2>&1 && exit 1; true\n");
        assertTrue(said.contains("owner may not create a database"), said);
    }

    @Test
    void findsByItselfWhoMayCreateDatabases() throws Exception {
        run(MIGRATE);
        run("psql -Xq -h \"$SOCKET\" -U postgres -d postgres -c 'alter role owner nocreatedb'\n");
        String said = run("(db_bring_back \"$WORK/backup\") 2>&1 && exit 1; true\n");
        assertTrue(said.contains("owner may not create a database"), said);
    }
}
