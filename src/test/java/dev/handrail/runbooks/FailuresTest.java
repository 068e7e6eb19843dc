package dev.handrail.runbooks;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Runbook;
import dev.handrail.model.Runbook.Failure;
import dev.handrail.store.runbook.RunbookLibrary;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The failure libraries of Sentry and StackStorm, and the list of failures that the lab provokes.
@Tag("fast")
class FailuresTest {
    private static final Map<String, Runbook> RUNBOOKS =
            RunbookLibrary.loadRunbooks(List.of()).runbooks().stream()
                    .collect(Collectors.toMap(Runbook::id, Function.identity()));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sentry | FATAL ERROR - The following SQL query failed: CREATE EXTENSION IF NOT"
                        + " EXISTS citext | citext",
                "sentry | permission denied to create extension \"citext\" | citext",
                "sentry | could not open extension control file"
                        + " \"/usr/share/postgresql/13/extension/citext.control\" | citext-contrib",
                "sentry | FATAL ERROR - The following SQL query failed: CREATE TABLE x | fatal-sql",
                "sentry | Exception: Please upgrade to Sentry 9.1.2 before upgrading to any later"
                        + " versions. | stop-9-1-2",
                "sentry | It looks like you've skipped a hard stop in our upgrade process. |"
                        + " hard-stop",
                "sentry | UnsupportedPythonVersion: Package 'more-itertools' requires a different"
                        + " Python: 2.7.16 not in '>=3.4' | python-2",
                "sentry | Error: Sentry requires Python 2.7. | python-needed",
                "sentry | ImportError: No module named parsimonious.grammar | parsimonious",
                "sentry | ConfigurationError: `system.secret-key` MUST be set. Use 'sentry config"
                        + " generate-secret-key' to get one. | secret-key",
                "sentry | Cannot specify both SENTRY_OPTIONS['redis.clusters'] option and"
                        + " SENTRY_REDIS_OPTIONS setting. | redis-both",
                "sentry | ERROR: Both SENTRY_OPTIONS['redis.clusters'] and SENTRY_REDIS_OPTIONS are"
                        + " set: Sentry does not start with both. | redis-both",
                "sentry | ConfigurationError: TIME_ZONE should be set to UTC | time-zone",
                "sentry | Found legacy '/etc/sentry.conf.py' file, so aborting. | legacy-file",
                "sentry | django.db.utils.ProgrammingError: relation \"auth_user\" already exists |"
                        + " relation-exists",
                "sentry | InconsistentMigrationHistory: Migration x is applied before y | history",
                "sentry | ValueError: Found wrong number (2) of indexes for"
                        + " sentry_groupedmessage(project_id, id) | index-number",
                "sentry | Error in migration: kombu.transport.django:0001_initial | kombu",
                "sentry | Applying sentry.0028_user_reports... | user-reports",
                "sentry | FATAL:  database files are incompatible with server | data-directory",
                "sentry | IntegrityError: duplicate key value violates unique constraint"
                        + " \"django_content_type_app_label_model_key\" | fixture",
                "sentry | UniqueViolation: duplicate key value violates unique constraint"
                        + " \"django_content_type_app_label_76bd3d3b_uniq\" | fixture",
                "sentry | Type 'yes' to continue, or 'no' to cancel: | prompt",
                "sentry | OperationalError: FATAL:  password authentication failed for user"
                        + " \"sentry\" | database-password",
                "sentry | could not connect to server: Connection refused | database-down",
                "stackstorm | relation \"event_triggers_v2\" already exists | event-triggers",
                "stackstorm | W: GPG error: The following signatures couldn't be verified because"
                        + " the public key is not available: NO_PUBKEY C2E73424D59097AB |"
                        + " repository-key",
                "stackstorm | E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by"
                        + " process 7 (apt-get) | package-lock",
                "stackstorm | E: Could not get lock /var/lib/apt/lists/lock. It is held by process"
                        + " 7 (python3) | package-lock",
                "stackstorm | E: Could not get lock /var/cache/apt/archives/lock. It is held by"
                        + " process 7 (apt-get) | package-lock",
                "stackstorm | E: Version '3.2.0-1' for 'st2web' was not found | package-missing",
                "stackstorm | E: dpkg was interrupted, you must manually run 'dpkg --configure -a'"
                        + " to correct the problem. | dpkg-interrupted",
                "stackstorm | NoSuchOptError: no such option logging in group [workflow_engine] |"
                        + " workflow-engine",
                "stackstorm | \"enterprise\" RBAC backend is not available | rbac",
                "stackstorm | pymongo.errors.OperationFailure: IndexOptionsConflict, Index with"
                        + " name: lv_ac_id already exists with different options | mongodb-index",
                "stackstorm | Pack requires Python 3.x, but current Python version is \"Python"
                        + " 2.7.16\" | pack-python",
                "stackstorm | SELF CHECK FAILED! | self-check",
                "stackstorm | nginx: [emerg] SSL_CTX_use_PrivateKey(\"/etc/ssl/st2/st2.key\")"
                        + " failed (SSL: x509 certificate routines::key values mismatch) |"
                        + " aio-certificate",
                "stackstorm | OH NOES! | aio-oh-noes",
                "stackstorm | 500 Server Error: Internal Server Error | aio-500",
                "stackstorm | psql: error: connection to server at \"127.0.0.1\", port 5432 failed:"
                        + " Connection refused | database-down",
                "stackstorm | psql: error: connection to server at \"127.0.0.1\", port 5432 failed:"
                        + " FATAL:  password authentication failed for user \"mistral\" |"
                        + " database-password",
                "stackstorm | psql: error: connection to server on socket"
                    + " \"/run/postgresql/.s.PGSQL.5432\" failed: FATAL:  the database system is"
                    + " starting up | database-down",
                "sentry | django.db.utils.ProgrammingError: DuplicateColumn('column "
                        + "\"language\" of relation \"sentry_commitfilechange\" already exists | "
                        + "column-exists",
                "sentry | The error was: ProgrammingError('relation "
                        + "\"sentry_messagefiltervalue_group_id_59490523e6ee451f\" already "
                        + "exists | index-exists",
                "sentry | IntegrityError('could not create unique index "
                        + "\"sentry_environment_organization_id_6c9098a3d53d6a9a\" | "
                        + "duplicate-rows",
                "sentry | ValueError: Cannot find a UNIQUE constraint on table "
                        + "sentry_alertrelatedgroup, columns ['group_id', 'alert_id'] | "
                        + "constraint-missing",
                "sentry | The error was: cannot ALTER TABLE \"sentry_project\" because it "
                        + "has pending trigger events | pending-triggers",
                "sentry | The error was: column \"config\" cannot be cast automatically to "
                        + "type jsonb | jsonb",
                "sentry | django.db.utils.ProgrammingError: permission denied for table "
                        + "django_migrations | database-rights",
                "sentry | raised unexpected: ProgrammingError('ProgrammingError('column "
                        + "sentry_rule.environment_id does not exist | column-missing",
                "sentry | ProgrammingError: relation \"sentry_email\" does not exist | "
                        + "table-missing",
                "sentry | ProgrammingError('function "
                        + "sentry_increment_project_counter(integer, integer) does not exist | "
                        + "counter-missing",
                "sentry | Failed to load plugin 'slack': | plugin-older",
                "sentry | pkg_resources.DistributionNotFound: urllib3<1.8.0,>=1.7.1 | "
                        + "distribution-missing",
                "sentry | Error: No such command \"celery\". | command-gone",
                "sentry | TypeError: 'slack.client-id': got <type 'float'>, expected string "
                        + "| option-type",
                "sentry | user_script:11: Attempt to modify a readonly table script: "
                        + "094f8735408af273da283389ad983f63977831e8 | redis-7",
                "sentry | @enable_strict_lua:14: user_script:154: Script attempted to access "
                        + "unexisting global variable 'bit' | redis-2-8-18",
                "sentry | amqp.exceptions.InternalError: (541) INTERNAL_ERROR | rabbitmq-4-3",
                "sentry | Could not find xmlsec1 config. Are libxmlsec1-dev and pkg-config "
                        + "installed? | xmlsec",
                "sentry | Killed | memory",
                "sentry | Segmentation fault (core dumped) | segfault",
                "sentry | Error in migration:"
                    + " sentry:0358_auto__add_projectsymcachefile__add_unique_projectsymcachefile_project_"
                    + " | migration",
                "sentry | Error: pg_config executable not found. | pg-config",
                "sentry | Error: could not determine PostgreSQL version from '10.4' |"
                        + " psycopg2-too-old",
                "sentry | ./libsymbolizer/build.sh: 32: ./libsymbolizer/build.sh: cmake: not found"
                        + " | pip-too-old",
                "sentry | /usr/bin/ld: cannot find -lz | library-missing",
                "sentry | ERROR/MainProcess] Received unregistered task of type"
                        + " 'sentry.tasks.check_alerts'. | task-unknown",
                "sentry | could not open file \"base/16384/24621\": No such file or directory |"
                        + " database-damaged",
                "stackstorm | state_info: Failed to find action [action_name=st2.action] |"
                        + " mistral-actions",
                "stackstorm | error: 'Failed running task \"download pack\".. Update failed "
                        + "(Unknown modifier: $pushAll)' | mongodb-newer",
                "stackstorm | ConfigurationError: Server at localhost:27017 reports wire "
                        + "version 5, but this version of PyMongo requires at least 6 (MongoDB "
                        + "3.6). | mongodb-older",
                "stackstorm | st2actionrunner pymongo.errors.ServerSelectionTimeoutError: "
                        + "module 'select' has no attribute 'poll' | mongodb-down",
                "stackstorm | WARNING [-] Connection to broker lost, trying to re-establish "
                        + "connection... | rabbitmq-down",
                "stackstorm | tooz.coordination.ToozConnectionError: Error 111 connecting to "
                        + "127.0.0.1:6379 | coordination",
                "stackstorm | dpkg: regarding st2_2.2dev-1_amd64.deb containing st2, "
                        + "pre-dependency problem: | dependencies",
                "stackstorm | Failed to register action "
                        + "\"apigateway_test_invoke_method.yaml\" from pack \"aws\": found "
                        + "duplicate key \"headers\" | pack-duplicate-key",
                "stackstorm | 'Sontatype Nexus3' does not match '^[a-z0-9_]+$' | pack-name",
                "stackstorm | Failed to load sensor class from file \"client_data.py\" "
                        + "(sensor file most likely doesn't exist or contains invalid syntax) | "
                        + "sensor-missing",
                "stackstorm | ModuleNotFoundError: No module named 'encodings' | "
                        + "virtualenv-old",
                "stackstorm | ERROR [-] Invalid authentication backend specified: ldap | "
                        + "auth-backend",
                "stackstorm | ModuleNotFoundError: No module named 'pyasn1' | pyasn1",
                "stackstorm | oslo_config.cfg.DuplicateOptError: duplicate option: host | "
                        + "duplicate-option",
                "stackstorm | ERROR Unable to load"
                    + " /opt/stackstorm/chatops/node_modules/hubot-stackstorm/scripts/stackstorm:"
                    + " TypeError: Object prototype may only be an Object or null | chatops-node",
                "stackstorm | Failed validating 'additionalProperties' in schema: | packs-old",
                "stackstorm | \"error\": \"cannot import name strip_last_newline_char\" | "
                        + "old-code",
                "stackstorm | ERROR [-] (PID=22624) ST2 API quit due to exception. | "
                        + "service-quits",
            })
    void failuresAreRecognised(String product, String line, String key) {
        assertEquals(
                key,
                RUNBOOKS.get(product).failures().stream()
                        .filter(failure -> Pattern.compile(failure.pattern()).matcher(line).find())
                        .map(Failure::key)
                        .findFirst()
                        .orElse("nothing"));
    }

    @Test
    void theLabsListIsTheOneOfItsReadme() throws Exception {
        requireTools("python3");
        Process lab =
                new ProcessBuilder("python3", "src/lab/run", "--failures")
                        .redirectErrorStream(true)
                        .start();
        String listed = new String(lab.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, lab.waitFor(), listed);
        assertTrue(
                Files.readString(Path.of("src/lab/README.md")).contains("\n" + listed),
                () -> "src/lab/README.md should have:\n" + listed);
        List<String> rows = listed.lines().skip(2).toList();
        rows.forEach(FailuresTest::known);
        assertTrue(rows.stream().map(row -> row.split("\\|")[2]).distinct().count() >= 10);
    }

    /// A row of the lab's list names a failure of the library; one with a script is got over by it.
    private static void known(String row) {
        String[] cells = row.split("\\s*\\|\\s*");
        String key = cells[2].replace("`", "");
        Optional<Failure> failure =
                RUNBOOKS.get(cells[1]).failures().stream()
                        .filter(each -> each.key().equals(key))
                        .findFirst();

        assertTrue(failure.isPresent(), row);
        assertEquals(
                failure.flatMap(Failure::recovery).isPresent(),
                cells[5].startsWith("recovery script: "),
                row);
    }
}
