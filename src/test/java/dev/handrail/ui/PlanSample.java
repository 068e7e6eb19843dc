package dev.handrail.ui;

import dev.handrail.model.FactCondition;
import dev.handrail.model.Facts;
import dev.handrail.model.Facts.Fact;
import dev.handrail.model.Finding;
import dev.handrail.model.Finding.Severity;
import dev.handrail.model.Hop;
import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Runbook;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.model.Version;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A plan as a real server would have it, for pictures and tests of pages.
final class PlanSample {
    private static final Map<String, String> WHY =
            Map.ofEntries(
                    Map.entry("fetch", "Everything is on the server before any service stops."),
                    Map.entry(
                            "stop", "What is written after the dump would be lost by going back."),
                    Map.entry("dump", "The dump is what going back restores."),
                    Map.entry("dump-check", "A dump that was never read is not a backup."),
                    Map.entry("files", "Going back then needs neither network nor build."),
                    Map.entry("checkout", "The new version's code is put in place."),
                    Map.entry("venv", "The new version needs other packages than the old one."),
                    Map.entry(
                            "merge", "The new version has settings that yours does not have yet."),
                    Map.entry("webhook", "They would refuse messages of the new version."),
                    Map.entry("migrate", "Tables get the form that the new version works with."),
                    Map.entry("start", "Visitors and queues are served again."),
                    Map.entry("verify", "Only what answers with the new version counts."));

    static final Version FROM = Version.of("2.3.0");
    static final Version STOP = Version.of("2.4.0");
    static final Version TO = Version.of("2.5.1");

    private PlanSample() {}

    static Plan.Ready twoHops() {
        return ready(
                List.of(new Hop(1, FROM, STOP, steps(false)), new Hop(2, STOP, TO, steps(true))));
    }

    static Plan.Ready oneHop() {
        return ready(List.of(new Hop(1, FROM, TO, steps(true))));
    }

    /// An upgrade that came before the others.
    static Plan.Ready earlier() {
        Plan.Ready plan = oneHop();
        Version from = Version.of("2.2.6");
        return new Plan.Ready(
                plan.product(),
                plan.productName(),
                plan.route(),
                from,
                FROM,
                List.of(new Hop(1, from, FROM, steps(false))),
                plan.findings(),
                plan.notes(),
                plan.failures(),
                plan.variables(),
                plan.facts(),
                plan.state(),
                plan.library(),
                Optional.empty());
    }

    /// A plan with this many steps in one phase.
    static Plan.Ready withSteps(int count) {
        List<Step> many = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            many.add(
                    step(
                            "migrate-" + i,
                            Phase.MIGRATE,
                            "Migrate table number " + i,
                            Reversibility.NEEDS_RESTORE));
        }
        return ready(List.of(new Hop(1, FROM, TO, many)));
    }

    /// Steps with titles and reasons of 300 characters.
    static Plan.Ready longNames() {
        String title = "A title that goes on and on ".repeat(11).substring(0, 300);
        return ready(
                List.of(
                        new Hop(
                                1,
                                FROM,
                                TO,
                                List.of(
                                        step("first", Phase.PREPARE, title, Reversibility.FREE),
                                        step(
                                                "second",
                                                Phase.BACKUP,
                                                title.replace(' ', '_'),
                                                Reversibility.ONE_WAY)))));
    }

    static Plan.Ready manyFindings(int count) {
        Plan.Ready plan = oneHop();
        List<Finding> many = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            many.add(
                    finding(
                            "finding-" + i,
                            Severity.values()[1 + i % 2],
                            "Finding number " + i,
                            "It says what was seen and why it matters, in a sentence or two.",
                            "systemctl status unit-" + i));
        }
        String note = "A paragraph of a long note. ".repeat(1800);
        return new Plan.Ready(
                plan.product(),
                plan.productName(),
                plan.route(),
                plan.from(),
                plan.to(),
                plan.hops(),
                many,
                List.of(
                        new Runbook.Note(
                                TO, FactCondition.ALWAYS, Message.literal(note), "release notes")),
                plan.failures(),
                plan.variables(),
                plan.facts(),
                plan.state(),
                plan.library(),
                Optional.empty());
    }

    private static Plan.Ready ready(List<Hop> hops) {
        return new Plan.Ready(
                "status-page",
                "Status-Page",
                new Plan.PlanRoute(
                        "in-place", Message.literal("Upgrade in place"), List.of("server")),
                FROM,
                TO,
                hops,
                findings(),
                notes(),
                List.of(
                        new Runbook.Failure(
                                "disk-full",
                                "No space left on device",
                                Message.literal(
                                        "The disk of the server is full, so the dump could not be"
                                                + " finished."),
                                Message.literal(
                                        "Make room, for example by deleting old packages; then try"
                                                + " the step again."),
                                Optional.of(
                                        new ScriptText("mend-disk.sh", "set -eu\napt-get clean\n")),
                                "PostgreSQL manual, pg_dump")),
                Map.of("PYTHON", "/usr/bin/python3.11", "BACKUP_DIR", "/var/backups/status-page"),
                facts(),
                Optional.empty(),
                new ScriptText("lib.sh", ""),
                Optional.empty());
    }

    static Facts facts() {
        return new Facts(
                List.of(
                        new Fact("version", "2.3.0", "cat /opt/status-page/statuspage/VERSION"),
                        new Fact("git.tag", "v2.3.0", "git -C /opt/status-page describe --tags"),
                        new Fact("postgresql.version", "13.14", "psql --version"),
                        new Fact("python.best", "/usr/bin/python3.11", "ls /usr/bin/python3*"),
                        new Fact("disk./opt.free", "18 GB", "df -P /opt"),
                        new Fact(
                                "git.local-edits",
                                "gunicorn.py statuspage/settings.py",
                                "git status --porcelain")));
    }

    static List<Finding> findings() {
        return List.of(
                finding(
                        "local-edits",
                        Severity.WARNING,
                        "Two files in the checkout were edited by hand",
                        "They are kept: your changes are put on top of the new version, and you see"
                                + " each of them.",
                        "git -C /opt/status-page diff"),
                finding(
                        "old-unit",
                        Severity.INFO,
                        "The unit file names the old folder",
                        "It is rewritten on the way; the old one is kept beside it.",
                        ""));
    }

    static Finding blocker() {
        return new Finding(
                "postgresql-12",
                Severity.BLOCKER,
                Message.literal("PostgreSQL 11.22 is too old"),
                Message.literal(
                        "Status-Page 2.5.1 needs PostgreSQL 12 or newer. Its upgrade script would"
                                + " destroy the old environment before it notices."),
                Message.literal("apt-get install postgresql-15 && pg_upgradecluster 11 main"),
                "release notes of 2.3.0",
                true,
                Optional.empty());
    }

    private static Finding finding(
            String key, Severity severity, String title, String why, String fix) {
        return new Finding(
                key,
                severity,
                Message.literal(title),
                Message.literal(why),
                Message.literal(fix),
                "docs/installation/upgrading.md",
                false,
                Optional.empty());
    }

    private static List<Runbook.Note> notes() {
        return List.of(
                new Runbook.Note(
                        STOP,
                        FactCondition.ALWAYS,
                        Message.literal(
                                "Components may now be hidden from visitors. Existing ones stay"
                                        + " visible."),
                        "release notes of 2.4.0"),
                new Runbook.Note(
                        TO,
                        FactCondition.ALWAYS,
                        Message.literal(
                                "The webhook for subscribers sends one more field. Receivers that"
                                        + " refuse unknown fields must be changed first."),
                        "release notes of 2.5.1"));
    }

    private static List<Step> steps(boolean last) {
        List<Step> steps =
                new ArrayList<>(
                        List.of(
                                step(
                                        "fetch",
                                        Phase.PREPARE,
                                        "Fetch the new version and its packages",
                                        Reversibility.FREE),
                                step(
                                        "stop",
                                        Phase.STOP,
                                        "Stop the three services",
                                        Reversibility.FREE),
                                step("dump", Phase.BACKUP, "Dump the database", Reversibility.FREE),
                                step(
                                        "dump-check",
                                        Phase.BACKUP,
                                        "Read the whole dump back and count rows",
                                        Reversibility.FREE),
                                step(
                                        "files",
                                        Phase.BACKUP,
                                        "Keep configuration, media and the old environment",
                                        Reversibility.FREE),
                                step(
                                        "checkout",
                                        Phase.UPGRADE,
                                        "Check out the new version",
                                        Reversibility.NEEDS_RESTORE),
                                step(
                                        "venv",
                                        Phase.UPGRADE,
                                        "Make a new Python environment",
                                        Reversibility.NEEDS_RESTORE)));
        if (last) {
            steps.add(
                    new Step.Merge(
                            info(
                                    "merge",
                                    Phase.CONFIGURE,
                                    "Bring your settings into the new files",
                                    Reversibility.NEEDS_RESTORE),
                            new ScriptText("config-files.sh", "printf '%s\\t%s\\n' a b\n")));
            steps.add(
                    new Step.Manual(
                            info(
                                    "webhook",
                                    Phase.CONFIGURE,
                                    "Tell the receivers of webhooks",
                                    Reversibility.FREE),
                            Message.literal(
                                    "Ask the owners of all webhook receivers to accept the new"
                                            + " field."),
                            Optional.empty()));
        }
        steps.add(
                step(
                        "migrate",
                        Phase.MIGRATE,
                        "Migrate the database",
                        last ? Reversibility.ONE_WAY : Reversibility.NEEDS_RESTORE));
        steps.add(step("start", Phase.RESTART, "Start the services again", Reversibility.FREE));
        steps.add(step("verify", Phase.VERIFY, "Ask the page for its version", Reversibility.FREE));
        return steps;
    }

    private static Step.StepInfo info(
            String id, Phase phase, String title, Reversibility reversibility) {
        return new Step.StepInfo(
                id,
                phase,
                Message.literal(title),
                Message.literal(
                        WHY.getOrDefault(
                                id, "So that nothing is lost on the way, whatever happens next.")),
                "server",
                reversibility,
                false,
                "docs/installation/upgrading.md",
                Optional.empty());
    }

    private static Optional<ScriptText> undo(String id) {
        return switch (id) {
            case "stop" ->
                    Optional.of(
                            new ScriptText(
                                    "start.sh", "systemctl start statuspage statuspage-rq\n"));
            case "checkout" ->
                    Optional.of(
                            new ScriptText(
                                    "checkout-undo.sh", "git checkout --quiet \"v$HR_FROM\"\n"));
            case "venv" ->
                    Optional.of(new ScriptText("venv-undo.sh", "mv \"$HR_RUN_DIR/venv\" venv\n"));
            default -> Optional.empty();
        };
    }

    private static Step step(String id, Phase phase, String title, Reversibility reversibility) {
        String text =
                "set -eu\n. \"$HR_WORK/names\"\n\nsay \""
                        + title
                        + "\"\n"
                        + "pg_dump --format=custom --file=\"$BACKUP_DIR/$HR_RUN.dump\""
                        + " \"$F_DATABASE_NAME\"\n";
        return new Step.Script(
                info(id, phase, title, reversibility),
                new ScriptText(id + ".sh", text),
                Optional.of(
                        new ScriptText(id + "-check.sh", "test -s \"$BACKUP_DIR/$HR_RUN.dump\"\n")),
                undo(id),
                Step.Evidence.EXIT_CODE,
                List.of(),
                Duration.ofMinutes(30),
                false,
                false);
    }
}
