package dev.handrail.runbooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.AvailableReleases;
import dev.handrail.model.Facts;
import dev.handrail.model.Facts.Fact;
import dev.handrail.model.Finding;
import dev.handrail.model.Plan;
import dev.handrail.model.Runbook;
import dev.handrail.model.UpgradeRequest;
import dev.handrail.model.Version;
import dev.handrail.plan.Planner;
import dev.handrail.store.runbook.RunbookLibrary;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the runbooks of Sentry and StackStorm plan.
@Tag("fast")
class ProductsTest {
    private static final List<String> SENTRY =
            List.of(
                    "install=pip",
                    "database.engine=postgresql",
                    "python.version=2.7.18",
                    "redis.version=6.0",
                    "database.creator=postgres");
    private static final List<String> STACKSTORM =
            List.of(
                    "install=packages",
                    "family=deb",
                    "os.id=debian",
                    "os.version=12",
                    "mistral=yes",
                    "mongodb.version=3.4.1");

    private static Plan plan(
            String product, String from, UpgradeRequest wish, List<String> base, String... more) {
        List<Fact> facts =
                java.util.stream.Stream.of(
                                List.of(
                                        "installed=yes",
                                        "root=yes",
                                        "init=systemd",
                                        "version=" + from),
                                base,
                                Arrays.asList(more))
                        .flatMap(List::stream)
                        .map(text -> text.split("=", 2))
                        .map(pair -> new Fact(pair[0], pair[1], "seen"))
                        .toList();
        Runbook runbook =
                RunbookLibrary.loadRunbooks(List.of()).runbooks().stream()
                        .filter(each -> each.id().equals(product))
                        .findFirst()
                        .orElseThrow();
        return new Planner()
                .planUpgrade(runbook, new Facts(facts), AvailableReleases.UNKNOWN, wish);
    }

    private static List<String> steps(Plan plan) {
        Plan.Ready ready = assertInstanceOf(Plan.Ready.class, plan);
        return ready.hops().stream()
                .flatMap(hop -> hop.steps().stream())
                .map(step -> step.info().id())
                .toList();
    }

    private static List<String> blockers(Plan plan) {
        return assertInstanceOf(Plan.Blocked.class, plan).findings().stream()
                .filter(Finding::blocksUpgrade)
                .map(Finding::key)
                .toList();
    }

    private static UpgradeRequest route(String route, String to) {
        return new UpgradeRequest(
                Optional.of(route), Optional.of(Version.of(to)), false, Map.of(), Map.of());
    }

    @Test
    void sentryByPipEndsAt912() {
        Plan.Ready ready =
                assertInstanceOf(
                        Plan.Ready.class, plan("sentry", "8.22.0", UpgradeRequest.NEWEST, SENTRY));

        assertEquals(Version.of("9.1.2"), ready.to());
        assertEquals(
                List.of("target.unknown"),
                blockers(plan("sentry", "9.1.2", UpgradeRequest.forVersion("10.9.9"), SENTRY))
                        .stream()
                        .filter(key -> key.equals("target.unknown"))
                        .toList());
    }

    @Test
    void sentryMakesCitextWhereItIsCrossed() {
        assertTrue(
                steps(plan("sentry", "8.19.0", UpgradeRequest.forVersion("8.22.0"), SENTRY))
                        .contains("citext"));
        assertEquals(
                List.of(
                        "snapshot",
                        "rights",
                        "packages",
                        "decide-configuration",
                        "stop",
                        "backup",
                        "install",
                        "configuration",
                        "settings",
                        "migrate",
                        "start",
                        "verify",
                        "verify-data"),
                steps(plan("sentry", "8.22.0", UpgradeRequest.forVersion("9.1.2"), SENTRY)));
    }

    @Test
    void sentryIsNotTakenToAVersionThatIsBroken() {
        assertEquals(
                List.of("target.forbidden"),
                blockers(plan("sentry", "8.15.0", UpgradeRequest.forVersion("8.16.0"), SENTRY)));
    }

    @Test
    void sentryOnMysqlStaysBelow8() {
        assertTrue(
                blockers(
                                plan(
                                        "sentry",
                                        "7.7.0",
                                        UpgradeRequest.forVersion("8.4.0"),
                                        SENTRY,
                                        "database.engine=mysql"))
                        .contains("mysql"));
    }

    @Test
    void sentryInDockerIsRefused() {
        assertTrue(
                blockers(
                                plan(
                                        "sentry",
                                        "20.6.0",
                                        UpgradeRequest.NEWEST,
                                        List.of(),
                                        "install=docker"))
                        .contains("docker"));
    }

    @Test
    void stackstormRunsTheMigrationsOfEveryVersionPassed() {
        assertEquals(
                List.of(
                        "snapshot",
                        "count",
                        "fetch",
                        "decide-configuration",
                        "stop",
                        "backup",
                        "packages",
                        "configuration",
                        "mistral-db",
                        "migrate-1-5",
                        "migrate-2-1-scopes",
                        "migrate-2-1-runners",
                        "reload",
                        "start",
                        "verify",
                        "verify-data",
                        "self-check"),
                steps(plan("stackstorm", "1.4.0", UpgradeRequest.forVersion("2.2.0"), STACKSTORM)));
    }

    @Test
    void stackstormWantsMongodb4For33ButNotForARollOver() {
        assertTrue(
                blockers(
                                plan(
                                        "stackstorm",
                                        "3.2.0",
                                        UpgradeRequest.forVersion("3.3.0"),
                                        STACKSTORM))
                        .contains("mongodb-4"));
        assertEquals(
                List.of(
                        "new-check",
                        "export",
                        "audit",
                        "carry",
                        "import",
                        "compare",
                        "old-check",
                        "externals",
                        "clean-old",
                        "clean-new"),
                steps(plan("stackstorm", "3.2.0", route("roll-over", "3.3.0"), STACKSTORM)).stream()
                        .filter(id -> !id.equals("prepare-new"))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "2.0.0, 2.1.0, mongodb.version=3.4.9, mongodb-above-3-2",
        "2.0.0, 2.2.0, mongodb.version=3.4.9, ''",
        "2.0.0, 2.7.0, mongodb.version=3.6.4, mongodb-above-3-4",
        "2.7.0, 3.2.0, mongodb.version=4.0.2, ''",
        "3.2.0, 3.8.0, mongodb.version=5.0.9, mongodb-above-4-4",
        "3.2.0, 3.8.0, mongodb.version=4.4.2, ''",
        "3.8.0, 3.9.0, mongodb.version=7.0.1, ''",
        "3.8.0, 3.9.0, mongodb.version=8.0.1, mongodb-above-7",
        "2.3.0, 2.4.0, node.version=8.1.0, node-above-6",
        "2.9.0, 2.10.0, node.version=10.1.0, ''",
        "2.9.0, 3.4.0, node.version=12.0.0, node-above-10",
        "3.4.0, 3.8.0, node.version=16.0.0, node-above-14",
        "3.8.0, 3.9.0, node.version=14.0.0, node-20",
        "3.8.0, 3.9.0, node.version=20.1.0, ''",
    })
    void stackstormKnowsWhatIsTooNewForTheTarget(
            String from, String to, String fact, String finding) {
        Plan plan =
                plan(
                        "stackstorm",
                        from,
                        UpgradeRequest.forVersion(to),
                        List.of("install=packages", "family=deb", "os.id=debian"),
                        "packages=st2 st2web st2chatops",
                        fact);
        List<Finding> findings =
                switch (plan) {
                    case Plan.Ready ready -> ready.findings();
                    case Plan.UpToDate upToDate -> upToDate.findings();
                    case Plan.Blocked blocked -> blocked.findings();
                };

        assertEquals(
                finding,
                findings.stream()
                        .map(Finding::key)
                        .filter(key ->
                                key.startsWith("mongodb-above")
                                        || key.startsWith("node-above")
                                        || key.equals("node-20"))
                        .collect(Collectors.joining(" ")));
    }

    @Test
    void theAllInOneInstallerEndsBeforeThePackagesBegin() {
        List<String> aio = List.of("install=aio");

        assertEquals(
                List.of(
                        "snapshot",
                        "count",
                        "backup",
                        "unpin",
                        "update",
                        "restart",
                        "verify",
                        "self-check",
                        "help"),
                steps(plan("stackstorm", "1.2.0", UpgradeRequest.forVersion("1.3.2"), aio)));
        assertTrue(
                blockers(plan("stackstorm", "1.3.2", UpgradeRequest.forVersion("1.4.0"), aio))
                        .contains("target.above-ceiling"));
    }

    @Test
    void ubuntu16EndsAt34() {
        Plan plan =
                plan(
                        "stackstorm",
                        "3.2.0",
                        UpgradeRequest.forVersion("3.5.0"),
                        STACKSTORM,
                        "os.id=ubuntu",
                        "os.version=16.04",
                        "mongodb.version=4.0.2");

        assertTrue(blockers(plan).contains("target.above-ceiling"));
    }
}
