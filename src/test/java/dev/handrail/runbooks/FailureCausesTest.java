package dev.handrail.runbooks;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.ScriptText;
import dev.handrail.testing.Shells;
import dev.handrail.text.ShellQuote;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

/// What the scripts of the runbooks find as the cause in what a product said, and what a database
/// lacks.
@Tag("fast")
class FailureCausesTest {
    private static final String LIBRARY =
            Stream.of("lib.sh", "lib/systemd.sh", "sentry/lib.sh")
                    .map(name -> ScriptText.builtIn("runbooks/" + name).text())
                    .reduce("", (all, text) -> all + text + "\n");

    static Stream<Shells> shells() {
        return Shells.all().stream();
    }

    private static String found(Shells shell, String function, String said) throws Exception {
        String script = LIBRARY + "printf '%s\n' " + ShellQuote.quoteWord(said) + " | " + function;
        return shell.run(script).out().strip();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void theLastExceptionOfAServiceIsNamed(Shells shell) throws Exception {
        String said =
                """
                st2api: ERROR [-] (PID=7) ST2 API quit due to exception.
                st2api: Traceback (most recent call last):
                st2api:   File "router.py", line 185, in add_spec
                st2api:     __import__(module_name)
                st2api: ValueError: first
                st2api: ERROR [-] (PID=9) ST2 API quit due to exception.
                st2api: Traceback (most recent call last):
                st2api:   File "redis.py", line 457, in _start
                st2api: tooz.coordination.ToozConnectionError: Error 111
                st2api: INFO [-] bye\
                """;

        assertEquals(
                "tooz.coordination.ToozConnectionError: Error 111",
                found(shell, "last_exception", said));
        assertEquals("", found(shell, "last_exception", "all is well"));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aMetricThatSentryCouldNotCountIsNoErrorOfItsServices(Shells shell) throws Exception {
        String metric =
                """
                Traceback (most recent call last):
                  File "/www/sentry/utils/metrics.py", line 67, in worker
                    tsdb.incr(tsdb.models.internal, full_key, count=amount)
                KeyError: Connection<host=127.0.0.1,port=6379,db=0>
                02:14:59 [ERROR] sentry.errors: Unable to incr internal metric
                """;
        String job =
                """
                02:14:59 [ERROR] celery.worker.job: Task sentry.tasks.x raised unexpected: OSError(2)
                Traceback (most recent call last):
                  File "celery/app/trace.py", line 240, in trace_task
                """;
        String own = "Traceback (most recent call last):\n  File \"wsgi.py\", line 1\nIOError\n";
        assertEquals("0", found(shell, "sy_own_errors", ""));
        assertEquals("0", found(shell, "sy_own_errors", metric + job));
        assertEquals("1", found(shell, "sy_own_errors", metric + own + job));
        assertEquals("2", found(shell, "sy_own_errors", own + "ConfigurationError: x\n"));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void theMigrationThatFailedIsNamedWithItsCause(Shells shell) throws Exception {
        String sql =
                """
                 > sentry:0425_remove_invalid_github_idps
                 > sentry:0426_auto__add_sentryappinstallation
                FATAL ERROR - The following SQL query failed: ALTER TABLE "auth_user" ADD COLUMN
                The error was: ProgrammingError('column "x" of relation "auth_user" already exists')
                Error in migration: sentry:0426_auto__add_sentryappinstallation
                Traceback (most recent call last):
                  File "sentry", line 8, in <module>
                django.db.utils.ProgrammingError: noise\
                """;
        String python =
                """
                 > sentry:0191_auto__del_alert
                Error in migration: sentry:0191_auto__del_alert
                [ERROR] Unable to fetch internal project
                Traceback (most recent call last):
                  File "raven.py", line 78, in send
                InternalError: current transaction is aborted
                Traceback (most recent call last):
                  File "generic.py", line 644, in delete_unique
                ValueError: Cannot find a UNIQUE constraint on table sentry_alertrelatedgroup
                Unhandled exception in thread started by <bound method Thread>
                Traceback (most recent call last):
                  File "threading.py", line 814
                AttributeError: 'NoneType' object has no attribute 'exc_info'\
                """;

        assertEquals(
                "The migration sentry:0426_auto__add_sentryappinstallation failed:"
                    + " ProgrammingError('column \"x\" of relation \"auth_user\" already exists')",
                found(shell, "sy_failed_migration", sql));
        assertEquals(
                "The migration sentry:0191_auto__del_alert failed: ValueError: Cannot find a UNIQUE"
                        + " constraint on table sentry_alertrelatedgroup",
                found(shell, "sy_failed_migration", python));
        assertEquals("", found(shell, "sy_failed_migration", " > sentry:0001_initial\nwell"));
    }

    /// Python 2.7 prints it at the end of a good `sentry upgrade` that could send no report.
    @ParameterizedTest
    @MethodSource("shells")
    void theEndOfAThreadIsNoFailure(Shells shell) throws Exception {
        String thread =
                """
                Correcting Group.num_comments counter
                Unhandled exception in thread started by <bound method Thread.__bootstrap>
                Traceback (most recent call last):
                  File "threading.py", line 774, in __bootstrap
                    self.__bootstrap_inner()
                AttributeError: 'NoneType' object has no attribute 'exc_info'
                ==> end
                """;
        String failed =
                """
                Traceback (most recent call last):
                  File "sentry", line 9, in <module>
                ImportError: No module named saml2\
                """;

        assertEquals("", found(shell, "sy_without_threads | last_exception", thread));
        assertEquals(
                "ImportError: No module named saml2",
                found(shell, "sy_without_threads | last_exception", thread + failed));
    }

    @Test
    void whatTheDatabaseLacksIsNamed() throws Exception {
        requireTools("psql");
        try (ScratchPostgresql server = ScratchPostgresql.start()) {
            for (Shells shell : Shells.all()) {
                assertEquals("team_rule.label\nteam_email", missing(server, shell));
            }
        }
    }

    private static String missing(ScratchPostgresql server, Shells shell) throws Exception {
        String script =
                """
                db_sql() { psql -XqAt -F "$(printf '\\t')" -h @SOCKET@ -U postgres -d postgres -c "$1"; }
                db_sql 'drop table if exists team_rule; create table team_rule (id int, gone int, name text)'
                db_sql 'alter table team_rule drop column gone'
                db_missing_columns "$(printf 'noise of a log\\nmodel\\tteam_rule.id\\nmodel\\tteam_rule.label\\nmodel\\tteam_email.id\\nmodel\\tteam_email.email')"
                """
                        .replace("@SOCKET@", ShellQuote.quoteWord(server.socket().toString()));
        String library = ScriptText.builtIn("runbooks/lib/postgresql.sh").text();
        return shell.run(library + script).out().strip();
    }
}
