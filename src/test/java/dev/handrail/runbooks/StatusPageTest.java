package dev.handrail.runbooks;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.AvailableReleases;
import dev.handrail.model.Facts;
import dev.handrail.model.Facts.Fact;
import dev.handrail.model.Finding;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Runbook;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.model.UpgradeRequest;
import dev.handrail.model.Version;
import dev.handrail.plan.Planner;
import dev.handrail.store.runbook.RunbookLibrary;
import dev.handrail.testing.Shells;
import dev.handrail.text.ShellQuote;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What the runbook of Status-Page says about servers of all kinds.
@Tag("fast")
class StatusPageTest {
    private static final Runbook RUNBOOK =
            RunbookLibrary.loadRunbooks(List.of()).runbooks().stream()
                    .filter(runbook -> runbook.id().equals("status-page"))
                    .findFirst()
                    .orElseThrow();
    private static final Map<String, String> HEALTHY =
            Map.ofEntries(
                    Map.entry("installed", "yes"),
                    Map.entry("generation", "django"),
                    Map.entry("version", "2.3.0"),
                    Map.entry("root", "yes"),
                    Map.entry("init", "systemd"),
                    Map.entry("path", "/opt/status-page"),
                    Map.entry("python.best", "/usr/bin/python3"),
                    Map.entry("postgresql.version", "15.18"),
                    Map.entry("redis.version", "7.0.15"),
                    Map.entry("database.local", "yes"),
                    Map.entry("package.manager.busy", "no"));

    @TempDir Path folder;

    private static Plan plan(UpgradeRequest wish, String... changes) {
        Map<String, String> facts = new TreeMap<>(HEALTHY);
        for (String change : changes) {
            String[] parts = change.split("=", 2);
            facts.put(parts[0], parts[1]);
        }
        List<Fact> all =
                facts.entrySet().stream()
                        .map(e -> new Fact(e.getKey(), e.getValue(), "seen"))
                        .toList();
        List<Version> listed =
                List.of("2.5.1", "2.5.0", "2.4.0", "2.3.0", "2.5-beta1").stream()
                        .map(Version::of)
                        .toList();
        return new Planner()
                .planUpgrade(
                        RUNBOOK,
                        new Facts(all),
                        new AvailableReleases(
                                AvailableReleases.ListingState.LISTED, listed, Message.EMPTY),
                        wish);
    }

    private static List<String> findings(Plan plan) {
        List<Finding> all =
                switch (plan) {
                    case Plan.Ready ready -> ready.findings();
                    case Plan.UpToDate upToDate -> upToDate.findings();
                    case Plan.Blocked blocked -> blocked.findings();
                };
        return all.stream().map(Finding::key).toList();
    }

    @Test
    void aHealthyServerGoesToTheNewestStableRelease() {
        Plan.Ready ready = assertInstanceOf(Plan.Ready.class, plan(UpgradeRequest.NEWEST));

        assertEquals(Version.of("2.5.1"), ready.to());
        assertEquals(List.of(), ready.findings());
        assertEquals(
                List.of(
                        "snapshot",
                        "fetch",
                        "packages",
                        "decide-configuration",
                        "stop",
                        "backup",
                        "checkout",
                        "configuration",
                        "upgrade-script",
                        "start",
                        "verify",
                        "verify-data"),
                ready.hops().getFirst().steps().stream().map(step -> step.info().id()).toList());
        assertEquals("/usr/bin/python3", ready.variables().get("PYTHON"));
    }

    @ParameterizedTest
    @CsvSource({
        "10.23, 2.4.0, postgresql-12",
        "11.22, 2.3.0, ''",
        "11.22, 2.4.0, ''",
        "11.22, 2.5.1, postgresql-13",
        "12.22, 2.5.0, ''",
        "12.22, 2.5.1, postgresql-13",
        "13.1, 2.5.1, ''",
    })
    void theEffectiveMinimumOfPostgresqlIsAskedForWhatIsCrossed(
            String server, String to, String finding) {
        String from = server.startsWith("10") ? "2.2.6" : "2.3.0";
        Plan plan =
                plan(
                        UpgradeRequest.forVersion(to),
                        "version=" + from,
                        "postgresql.version=" + server);

        assertEquals(
                finding.isEmpty() ? List.of() : List.of(finding),
                findings(plan).stream().filter(key -> key.startsWith("postgresql")).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "generation=laravel, v1",
        "root=no, root",
        "init=other, no-systemd",
        "units.masked=status-page-rq.service, units-masked",
        "units.missing=status-page-rq, units-missing",
        "git.missing=yes, git-missing",
        "git.refuses=dubious ownership, git-refuses",
        "git.changed= M upgrade.sh, local-edits",
        "git.own.commits=1234 mine, own-commits",
        "git.foreign.files=/opt/status-page/x, git-foreign-files",
        "venv.elsewhere=/srv/venv, venv-elsewhere",
        "python.best='', python-too-old",
        "redis.version=3.2, redis-4",
        "configuration.unreadable=SyntaxError, configuration-unreadable",
        "database.tools.missing=yes, database-tools",
        "database.unreachable=refused, database-unreachable",
        "database.empty=yes, database-empty",
        "pg.dump.older=yes, pg-dump-older",
        "space.short=/: 900 MB needed, space",
        "broken=It is half there., install.broken",
    })
    void whatWouldGoWrongBlocksThePlan(String fact, String finding) {
        Plan plan = plan(UpgradeRequest.NEWEST, fact.replace("''", ""));

        assertTrue(findings(plan).contains(finding), () -> findings(plan).toString());
        assertInstanceOf(Plan.Blocked.class, plan);
    }

    @ParameterizedTest
    @CsvSource({
        "units.disabled=x, units-disabled",
        "units.down=x, units-down",
        "units.wrong.folder=x, units-wrong-folder",
        "proxy.wrong.folder=x, proxy-wrong-folder",
        "venv.missing=yes, venv-missing",
        "pip.unreachable=yes, index-unreachable",
        "redis.cache.shared=shop, redis-cache-shared",
        "package.manager.busy=yes, package-manager-busy",
        "unattended.upgrades=yes, unattended-upgrades",
        "database.local=no, database-elsewhere",
        "database.no.creator=yes, database-creator",
        "neighbours.postgresql=nextcloud, neighbours-postgresql",
        "neighbours.nginx=shop, neighbours-nginx",
        "monitoring=monit, monitoring",
        "instances.other=x, instances-other",
    })
    void whatTheAdminShouldKnowIsSaid(String fact, String finding) {
        Plan plan = plan(UpgradeRequest.NEWEST, fact);

        assertEquals(List.of(finding), findings(plan));
        assertInstanceOf(Plan.Ready.class, plan);
    }

    @Test
    void localEditsCanBeWaivedWithAReason() {
        UpgradeRequest wish =
                new UpgradeRequest(
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Map.of(),
                        Map.of("local-edits", "Our logo; it comes back."));

        assertInstanceOf(Plan.Ready.class, plan(wish, "git.changed= M logo.svg"));
    }

    @Test
    void aBetaIsTakenOnlyWhenAskedFor() {
        assertInstanceOf(
                Plan.Blocked.class, plan(UpgradeRequest.forVersion("2.5-beta1"), "version=2.4.0"));
    }

    @Test
    void aSiteThatNamesTheOldFolderIsAStepOfThePlan() {
        Plan.Ready ready =
                assertInstanceOf(
                        Plan.Ready.class, plan(UpgradeRequest.NEWEST, "proxy.wrong.folder=status"));

        assertTrue(
                ready.hops().getFirst().steps().stream()
                        .anyMatch(step ->
                                step instanceof Step.Manual && step.info().id().equals("proxy")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ERROR: Unsupported Python version: Python 3.9.2. Status-Page requires |"
                        + " python-version",
                "ERROR: Failed to create the virtual environment. Check that you have |"
                        + " venv-failed",
                "django.db.utils.NotSupportedError: PostgreSQL 13 or later is required (found"
                        + " 12.22). | postgresql-too-old",
                "PostgreSQL 12 or later is required (found 11.x) | postgresql-too-old",
                "FATAL:  password authentication failed for user \"status-page\" |"
                        + " database-password",
                "pg_dump: error: aborting because of server version mismatch | pg-dump-version",
                "ERROR: No matching distribution found for tzdata==1 | package-missing",
                "AttributeError: 'dict' object has no attribute 'link_titles' | autorefs-too-new",
                "ImportError: cannot import name 'resolve_connection' from 'rq.connections'"
                    + " (/opt/status-page/venv/lib/python3.11/site-packages/rq/connections.py) |"
                    + " rq-too-new",
                "tar: write error: No space left on device | disk-full",
                "The virtual environment was not created successfully because ensurepip is not |"
                        + " venv-failed",
                "psql: error: connection to server at \"localhost\" (::1), port 5432 failed:"
                        + " FATAL:  password authentication failed for user \"status-page\" |"
                        + " database-password",
                "django.db.utils.OperationalError: connection to server at \"localhost\" (::1),"
                        + " port 5432 failed: FATAL:  no pg_hba.conf entry for host \"::1\" |"
                        + " database-password",
                "psql: error: connection to server at \"localhost\" (::1), port 5432 failed:"
                        + " Connection refused | database-down",
                "error: cannot open '.git/FETCH_HEAD': Permission denied | git-permission",
                "fatal: Unable to create '/opt/status-page/.git/index.lock': Permission denied |"
                        + " git-permission",
                "error: Your local changes to the following files would be overwritten by checkout:"
                        + " | git-local-changes",
                "[ERROR] Connection in use: ('127.0.0.1', 8001) | port-taken",
                "ERROR: No matching distribution found for Django==5.1.2 | package-missing",
                "fatal: detected dubious ownership in repository at '/opt/status-page' |"
                        + " git-ownership",
                "error: unable to unlink old 'upgrade.sh': Permission denied | git-permission",
                "Your models in app(s): 'components' have changes that are not yet reflected in a"
                        + " migration, and so won't be applied. | unreflected-models",
                "This command is available for development purposes only. | makemigrations",
                "ImproperlyConfigured: Specified configuration module (statuspage.configuration)"
                        + " not found. | configuration-missing",
                "ImproperlyConfigured: Required parameter SITE_URL is missing from configuration. |"
                        + " parameter-missing",
                "REDIS section in configuration.py is missing the 'tasks' subsection. |"
                        + " redis-section",
                "REDIS section in configuration.py is missing caching subsection. | redis-section",
                "Unable to import plugin sp_uptimerobot: Module not found. | plugin-missing",
                "Plugin sp_uptimerobot does not provide a 'config' variable. | plugin-config",
                "psycopg2.errors.UniqueViolation: could not create unique index \"x\" |"
                        + " duplicate-rows",
                "psycopg.errors.InternalError_: failed to look up symbol \"evalexpr_0_0\": Failed"
                        + " to materialize symbols | jit-broken",
                "psycopg.errors.UndefinedFile: could not open file \"base/16384/24621\": No such"
                        + " file or directory | database-damaged",
                "psycopg.errors.InFailedSqlTransaction: current transaction is aborted, commands"
                        + " ignored until end of transaction block | transaction-aborted",
                "psycopg2.errors.UniqueViolation: duplicate key value violates unique constraint"
                    + " \"dcim_cablepath_origin_type_id_origin_id_41b6f814_uniq\" | duplicate-rows",
                "python3: can't open file '/opt/status-page/status-page/manage.py': [Errno 2] No"
                        + " such file | wrong-folder",
                "redis.exceptions.ConnectionError: Error 111 connecting to localhost:6379."
                        + " Connection refused. | redis-down",
                "Failed to start status-page.service: Unit status-page.service is masked. |"
                        + " unit-masked",
                "redis.exceptions.ResponseError: unknown command HELLO, with args beginning "
                        + "with: 3, | redis-py-too-new",
                "ERROR: ResolutionImpossible: for help visit the documentation of pip | "
                        + "dependency-conflict",
                "ImportError: cannot import name 'use_connection' from 'rq' "
                        + "(/opt/status-page/venv/lib/python3.11/site-packages/rq/__init__.py) | "
                        + "rq-names",
                "django.core.exceptions.ImproperlyConfigured: rq_scheduler not installed | "
                        + "rq-scheduler-missing",
                "ERROR    -  mkdocstrings: __init__() got an unexpected keyword argument "
                        + "'heading_level' | docs-build",
                "error: pathspec 'v4.3.3' did not match any file(s) known to git | "
                        + "tag-missing",
                "psycopg2.IntegrityError: duplicate key value violates unique constraint "
                        + "\"django_migrations_pkey\" | sequence-behind",
                "psycopg2.IntegrityError: null value in column \"id\" violates not-null "
                        + "constraint | id-default-lost",
                "psycopg2.errors.ObjectInUse: cannot CREATE INDEX \"dcim_interface\" because "
                        + "it has pending trigger events | pending-triggers",
                "ValueError: Found wrong number (0) of constraints for "
                        + "dcim_region(parent_id, name) | constraint-number",
                "psycopg.errors.InsufficientPrivilege: permission denied for schema public | "
                        + "database-rights",
                "NodeNotFoundError: Migration dcim.0131_consoleport_speed dependencies "
                        + "reference nonexistent parent node ('dcim', '0130_sitegroup') | "
                        + "migration-missing",
                "psycopg.errors.UndefinedColumn: column ipam_prefix.site_id does not exist | "
                        + "schema-differs",
                "ERROR: The page does not answer: 400 | host-refused",
                "Main PID: 23110 (code=exited, status=203/EXEC) | program-missing",
                "PermissionError: [Errno 13] Permission denied: "
                        + "'/opt/status-page/statuspage/static/debug_toolbar' | file-permission",
                "ImportError: No module named 'psycopg2' | module-missing",
                "Killed | memory",
            })
    void failuresAreRecognised(String line, String key) {
        assertEquals(
                key,
                RUNBOOK.failures().stream()
                        .filter(failure -> Pattern.compile(failure.pattern()).matcher(line).find())
                        .map(Runbook.Failure::key)
                        .findFirst()
                        .orElse("nothing"));
    }

    @Test
    void allBuiltInRunbooksAreRight() {
        assertEquals(List.of(), RunbookLibrary.loadRunbooks(List.of()).errors());
    }

    @ParameterizedTest
    @CsvSource({"psql_fails, ''", "printf 'a\\t1\\nb\\t2\\n', 2"})
    void aDatabaseThatDoesNotAnswerHasNoNumberOfMigrations(String migrations, String count)
            throws Exception {
        String script =
                """
                fact() { [ "$1" != migrations ] || printf %s "$2"; }
                unit_state() { :; }
                sp_git() { :; }
                sp_units() { :; }
                sp_page() { :; }
                db_open() { :; }
                db_counts() { :; }
                psql_fails() { return 2; }
                db_migrations() { @MIGRATIONS@; }
                F_PATH=/nonexistent
                """
                        .replace("@MIGRATIONS@", migrations);
        String state = ScriptText.builtIn("runbooks/status-page/state.sh").text();
        assertEquals(count, Shells.sh().run(script + state).out());
    }

    /// A checkout with two plug-ins that came with the code, and what is said to be missing in its
    /// database, which knows all of `components` but its second migration.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PLUGINS = [] | components.0002_link",
                "# PLUGINS = ['sp_monitor'] | components.0002_link",
                "DEBUG = True | components.0002_link",
                "PLUGINS = ['sp_monitor'] | components.0002_link sp_monitor.0001_initial",
                "PLUGINS = [] + ['sp_monitor'] | components.0002_link sp_monitor.0001_initial",
                "PLUGINS = []; PLUGINS.append('sp_monitor') | components.0002_link"
                        + " sp_monitor.0001_initial",
                "PLUGINS: list = ['sp_monitor'] | components.0002_link sp_monitor.0001_initial",
            })
    void onlyAppsThatDjangoHasInstalledAreMissed(String configuration, String missing)
            throws Exception {
        requireTools("python3");
        Path checkout = checkout("INSTALLED_APPS = ['components.apps.Config', 'django_rq']");
        for (Shells shell : Shells.all()) {
            assertEquals(missing, unapplied(shell, checkout, configuration), shell::toString);
        }
    }

    @Test
    void whoseAppsCannotBeToldIsNotCalledBroken() throws Exception {
        Path checkout = checkout("INSTALLED_APPS = apps()");
        for (Shells shell : Shells.all()) {
            assertEquals("", unapplied(shell, checkout, "PLUGINS = []"), shell::toString);
        }
    }

    private Path checkout(String settings) throws IOException {
        Path top = folder.resolve("statuspage");
        for (String file :
                List.of(
                        "components/migrations/0001_initial.py",
                        "components/migrations/0002_link.py",
                        "sp_monitor/migrations/0001_initial.py",
                        "sp_mirror/migrations/0001_initial.py")) {
            Files.createDirectories(top.resolve(file).getParent());
            Files.createFile(top.resolve(file));
        }
        Files.createDirectories(top.resolve("statuspage"));
        Files.writeString(top.resolve("statuspage/settings.py"), settings + "\n");
        return folder;
    }

    private static String unapplied(Shells shell, Path checkout, String configuration)
            throws Exception {
        Path file = checkout.resolve("statuspage/statuspage/configuration.py");
        Files.writeString(file, configuration + "\n");
        String calls =
                """
                as_user() { shift; "$@"; }
                F_PATH=@CHECKOUT@ F_CONFIGURATION=@FILE@
                db_migrations() { printf 'components\t0001_initial\n'; }
                sp_unapplied 2>/dev/null
                """
                        .replace("@CHECKOUT@", ShellQuote.quoteWord(checkout.toString()))
                        .replace("@FILE@", ShellQuote.quoteWord(file.toString()));
        String library = ScriptText.builtIn("runbooks/status-page/lib.sh").text();
        return shell.run(library + calls).out().strip();
    }
}
