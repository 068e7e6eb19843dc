package dev.handrail.runbooks;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.testing.Shells;

import java.nio.file.Path;

/// A PostgreSQL of one's own that listens on a socket in a scratch folder and is gone afterwards.
record ScratchPostgresql(Path socket) implements AutoCloseable {

    static ScratchPostgresql start() throws Exception {
        return start(5432);
    }

    /// `port`: a number that no other PostgreSQL of this machine has, since it is also a part of
    /// the socket's name.
    static ScratchPostgresql start(int port) throws Exception {
        requireTools("initdb", "pg_ctl", "psql");
        // PostgreSQL refuses to run as root.
        Shells.Ran made =
                run(
                        """
                        folder=$(as_other mktemp -d) || exit
                        cd "$folder" || exit
                        as_other initdb -D data -A trust -U postgres -E UTF8 --locale=C --no-sync >&2 || exit
                        as_other pg_ctl -D data -w -l log -o "-F -p @port@ -k '$folder' -c listen_addresses=''" start </dev/null >&2 || exit
                        printf '%s' "$folder\"\
                        """
                                .replace("@port@", Integer.toString(port)));
        assertEquals(0, made.exit(), made.err());
        return new ScratchPostgresql(Path.of(made.out()));
    }

    private static Shells.Ran run(String script) throws Exception {
        String other =
                "as_other() { if [ \"$(id -u)\" = 0 ]; then runuser -u nobody -- \"$@\"; else"
                        + " \"$@\"; fi; }\n";
        return Shells.sh().run(other + script);
    }

    @Override
    public void close() throws Exception {
        Shells.Ran gone =
                run(
                        "cd '"
                                + socket
                                + "' && as_other pg_ctl -D data -m immediate stop >&2; cd / && rm"
                                + " -rf '"
                                + socket
                                + "'");
        assertEquals(0, gone.exit(), gone.err());
    }
}
