package dev.handrail.plan;

import static dev.handrail.model.Runbook.VersionRule.RuleKind.CEILING;
import static dev.handrail.model.Runbook.VersionRule.RuleKind.FORBIDDEN;
import static dev.handrail.model.Runbook.VersionRule.RuleKind.STOP;
import static dev.handrail.model.Runbook.VersionRule.RuleKind.STOP_BEFORE;
import static dev.handrail.plan.Book.rule;
import static dev.handrail.plan.Book.step;

import dev.handrail.model.FactCondition;
import dev.handrail.model.Finding.Severity;
import dev.handrail.model.Phase;
import dev.handrail.model.Runbook;
import dev.handrail.model.Runbook.StepRule.HopPosition;
import dev.handrail.model.Runbook.VersionRule;
import dev.handrail.model.Version;

import java.util.ArrayList;
import java.util.List;

/// Runbooks with the version schemes of real products, small enough to read in a plan.
final class Books {
    private Books() {}

    static Runbook named(String name) {
        return switch (name) {
            case "sentry" -> sentry();
            case "stackstorm" -> stackstorm();
            default -> throw new IllegalArgumentException("No runbook " + name);
        };
    }

    /// Stops, skipped versions, a ceiling for one route, a conditional stop below a version.
    static Runbook sentry() {
        List<VersionRule> shared =
                List.of(
                        rule(
                                STOP_BEFORE,
                                "7.6.0",
                                new FactCondition.Equals("access-groups", "yes")),
                        rule(FORBIDDEN, "8.16.0"),
                        rule(STOP, "9.1.2"),
                        rule(STOP, "21.5.0"),
                        rule(STOP, "21.6.3"),
                        rule(STOP, "23.6.2"),
                        rule(FORBIDDEN, "23.7.0"),
                        rule(STOP, "23.11.0"),
                        rule(STOP, "24.8.0"));
        List<VersionRule> pip = new ArrayList<>(shared);
        pip.add(rule(CEILING, "9.1.2"));
        return new Book("sentry")
                .known("7.4.3", "7.5.6", "7.6.0", "7.7.4", "8.0.0", "8.10.0", "8.15.0", "8.16.0")
                .known("8.16.1", "8.20.0", "8.22.0", "9.0.0", "9.1.1", "9.1.2", "10.0.0", "20.6.0")
                .known("21.5.0", "21.6.3", "23.6.2", "23.7.0", "23.11.0", "24.8.0", "25.1.0")
                .check(
                        "citext",
                        Severity.BLOCKER,
                        "8.20.0",
                        new FactCondition.Equals("postgresql.citext", "no"),
                        false)
                .check("mysql", Severity.BLOCKER, "8.0.0", new FactCondition.Known("mysql"), true)
                .note("8.0.0", "MySQL is gone since {to} or before.")
                .note("7.6.0", "Access Groups are removed.")
                .note("8.20.0", "Needs the extension citext.")
                .route("pip", new FactCondition.Equals("install", "pip"), pip, steps("pip"))
                .route(
                        "docker",
                        new FactCondition.Equals("install", "docker"),
                        shared,
                        steps("docker"))
                .done();
    }

    private static List<Runbook.StepRule> steps(String how) {
        return List.of(
                step("verify", Phase.VERIFY),
                step("prefetch", Phase.PREPARE),
                step("stop", Phase.STOP),
                step("dump", Phase.BACKUP),
                step("wizard", Phase.PREPARE, "7.6.0"),
                step(how + "-upgrade", Phase.UPGRADE),
                step("merge-new-settings", Phase.CONFIGURE, "8.0.0"),
                step("migrate", Phase.MIGRATE),
                step("start", Phase.RESTART),
                step("tell-users", Phase.VERIFY, "", HopPosition.LAST_HOP),
                step("check-disk", Phase.PREPARE, "", HopPosition.FIRST_HOP));
    }

    /// Migration scripts of every version that is passed, and operating systems that end the way.
    static Runbook stackstorm() {
        return new Book("stackstorm")
                .known("1.4.0", "1.5.0", "1.6.0", "2.0.0", "2.1.0", "2.2.0", "2.3.0", "2.9.0")
                .known("2.10.4", "3.0.0", "3.1.0", "3.3.0", "3.4.0", "3.5.0", "3.8.1", "3.9.0")
                .parameter("CHAT", "chat", "none", "none", "hubot")
                .parameter("PYTHON", "python.best", "")
                .check(
                        "mongodb-4",
                        Severity.WARNING,
                        "3.3.0",
                        new FactCondition.Below("mongodb.version", Version.of("4.0")),
                        false)
                .route(
                        "packages",
                        FactCondition.ALWAYS,
                        List.of(
                                rule(
                                        CEILING,
                                        "3.4.0",
                                        new FactCondition.Equals("os.version", "16.04")),
                                rule(
                                        CEILING,
                                        "3.8.1",
                                        new FactCondition.Equals("os.version", "18.04"))),
                        List.of(
                                step("stop", Phase.STOP),
                                step("backup", Phase.BACKUP),
                                step("packages", Phase.UPGRADE),
                                step("cleanup-policies", Phase.MIGRATE, "3.1.0"),
                                step("scopes", Phase.MIGRATE, "2.1.0"),
                                step("runners", Phase.MIGRATE, "2.1.0"),
                                step("scope-secret", Phase.MIGRATE, "1.5.0"),
                                step("reload", Phase.MIGRATE),
                                step("drop-markers", Phase.MIGRATE, "3.8.0"),
                                step("virtualenvs", Phase.MIGRATE, "3.4.0"),
                                step("start", Phase.RESTART),
                                step("self-check", Phase.VERIFY)))
                .done();
    }
}
