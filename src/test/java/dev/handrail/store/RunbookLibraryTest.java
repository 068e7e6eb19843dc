package dev.handrail.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.FactCondition;
import dev.handrail.model.Finding;
import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Runbook;
import dev.handrail.model.Runbook.SettingRule;
import dev.handrail.model.Runbook.VersionRule.RuleKind;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.model.Version;
import dev.handrail.store.runbook.RunbookLibrary;
import dev.handrail.store.runbook.RunbookLibrary.LoadResult;
import dev.handrail.store.runbook.RunbookLibrary.RunbookError;
import dev.handrail.testing.KeyedText;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@Tag("fast")
class RunbookLibraryTest {
    private static final String WHOLE =
            """
            { "format": 1, "id": "tea", "name": "Tea", "summary": "A kettle.",
              "detect": "detect.sh", "releases": "detect.sh", "state": "detect.sh",
              "known": [ {"version": "2.5.1", "date": "2024-10-30", "source": "tag"} ],
              "parameters": [ {"key": "POT", "label": "Pot", "fact": "pot.best", "otherwise": "small", "choices": ["small", "big"]} ],
              "checks": [ {"key": "old-pot", "severity": "warning", "crossing": "2.3", "title": "Old", "why": "Rust.", "waivable": true,
                "when": {"all": [ {"fact": "pot", "below": "2"}, {"any": [ {"known": "lid"}, {"not": {"fact": "lid", "equals": "on"}} ]},
                                  {"fact": "tags", "contains": "x"}, {"fact": "pot", "atLeast": "1"} ]}} ],
              "notes": [ {"crossing": "2.4", "text": "Descale."}, {"crossing": "2.5", "file": "notes/2.5.md", "source": "s"} ],
              "failures": [ {"key": "dry", "pattern": "boiled d.y", "meaning": "No water.", "todo": "Fill it.", "recovery": "detect.sh"} ],
              "routes": [ {"id": "in-place", "name": "In place", "roles": ["old", "new"],
                "versions": [ {"stop": "2.4", "why": "w"}, {"forbidden": "2.4.1"}, {"stopBefore": "2.5", "when": {"known": "lid"}}, {"ceiling": "3"} ],
                "steps": [
                  {"script": "boil.sh", "id": "boil", "phase": "upgrade", "services": "stops", "title": "Boil", "why": "Heat.", "role": "new",
                   "reversibility": "needs-restore", "skippable": true, "source": "book", "crossing": "2.5", "where": "last-hop",
                   "when": {"known": "lid"}, "check": "detect.sh", "undo": "detect.sh", "repeatable": true, "probed": true,
                   "timeoutMinutes": 5, "outputLimitMB": 20, "mustSee": ["^done$"], "mustNotSee": ["FATAL"],
                   "state": [ {"key": "unit.*.started", "rule": "changed"}, {"key": "version", "rule": "is", "value": "@to"} ],
                   "prompts": [ {"pattern": "sure\\\\?", "answer": "Y"}, {"pattern": "code:", "secret": true, "terminal": true} ]},
                  {"manual": "file: notes/2.5.md", "id": "look", "phase": "verify", "title": "Look", "why": "Sure.", "reversibility": "free"},
                  {"manual": "Taste it.", "id": "taste", "phase": "verify", "services": "starts", "title": "Taste", "why": "Sure.", "reversibility": "one-way", "check": "detect.sh"},
                  {"merge": "detect.sh", "decides": "merge", "proof": "detect.sh", "id": "ask", "phase": "prepare", "title": "Ask", "why": "A.", "reversibility": "free"},
                  {"merge": "detect.sh", "id": "merge", "phase": "configure", "title": "Merge", "why": "M.", "reversibility": "free"},
                  {"copy": "detect.sh", "to": "workstation", "id": "copy", "phase": "backup", "title": "Copy", "why": "C.", "reversibility": "free"}
                ] } ] }
            """;
    private static final ScriptText DETECT =
            new ScriptText("tea/detect.sh", "fact installed yes\n");

    @TempDir Path folder;

    private Path tea;

    @BeforeEach
    void writeRunbook() throws IOException {
        tea = folder.resolve("tea");
        Files.createDirectories(tea.resolve("notes"));
        Files.writeString(tea.resolve("runbook.json"), WHOLE);
        Files.writeString(tea.resolve("detect.sh"), DETECT.text());
        Files.writeString(tea.resolve("boil.sh"), "say boil\n");
        Files.writeString(tea.resolve("notes/2.5.md"), "Hot.\n");
    }

    @Test
    void readsEveryFieldOfTheFormat() {
        LoadResult loaded = RunbookLibrary.checkFolder(tea);

        assertEquals(List.of(), loaded.errors());
        Runbook tea = loaded.runbooks().getFirst();
        assertEquals(
                new Runbook(
                        "tea",
                        "Tea",
                        Message.literal("A kettle."),
                        RunbookLibrary.sharedFunctions(),
                        DETECT,
                        Optional.of(DETECT),
                        Optional.of(DETECT),
                        List.of(new Runbook.Release(v("2.5.1"), "2024-10-30", "tag")),
                        List.of(
                                new Runbook.Parameter(
                                        "POT",
                                        Message.literal("Pot"),
                                        Message.EMPTY,
                                        Optional.of("pot.best"),
                                        "small",
                                        List.of("small", "big"))),
                        List.of(
                                new Runbook.Check(
                                        "old-pot",
                                        Finding.Severity.WARNING,
                                        Optional.of(v("2.3")),
                                        OLD_POT,
                                        Message.literal("Old"),
                                        Message.literal("Rust."),
                                        Message.EMPTY,
                                        "",
                                        true,
                                        Optional.empty())),
                        List.of(
                                new Runbook.Note(
                                        v("2.4"),
                                        FactCondition.ALWAYS,
                                        Message.literal("Descale."),
                                        ""),
                                new Runbook.Note(
                                        v("2.5"),
                                        FactCondition.ALWAYS,
                                        Message.literal("Hot.\n"),
                                        "s")),
                        List.of(
                                new Runbook.Failure(
                                        "dry",
                                        "boiled d.y",
                                        Message.literal("No water."),
                                        Message.literal("Fill it."),
                                        Optional.of(DETECT),
                                        "")),
                        List.of(
                                new Runbook.Route(
                                        "in-place",
                                        Message.literal("In place"),
                                        FactCondition.ALWAYS,
                                        List.of("old", "new"),
                                        RULES,
                                        STEPS))),
                tea);
    }

    private static final FactCondition LID = new FactCondition.Known("lid");
    private static final FactCondition OLD_POT =
            new FactCondition.All(
                    List.of(
                            new FactCondition.Below("pot", v("2")),
                            new FactCondition.Any(
                                    List.of(
                                            LID,
                                            new FactCondition.Not(
                                                    new FactCondition.Equals("lid", "on")))),
                            new FactCondition.Contains("tags", "x"),
                            new FactCondition.AtLeast("pot", v("1"))));
    private static final List<Runbook.VersionRule> RULES =
            List.of(
                    new Runbook.VersionRule(
                            RuleKind.STOP,
                            v("2.4"),
                            FactCondition.ALWAYS,
                            Message.literal("w"),
                            ""),
                    new Runbook.VersionRule(
                            RuleKind.FORBIDDEN,
                            v("2.4.1"),
                            FactCondition.ALWAYS,
                            Message.EMPTY,
                            ""),
                    new Runbook.VersionRule(RuleKind.STOP_BEFORE, v("2.5"), LID, Message.EMPTY, ""),
                    new Runbook.VersionRule(
                            RuleKind.CEILING, v("3"), FactCondition.ALWAYS, Message.EMPTY, ""));
    private static final List<Runbook.StepRule> STEPS =
            List.of(
                    new Runbook.StepRule(
                            LID,
                            Runbook.StepRule.HopPosition.LAST_HOP,
                            new Step.Script(
                                    new Step.StepInfo(
                                            "boil",
                                            Phase.UPGRADE,
                                            Message.literal("Boil"),
                                            Message.literal("Heat."),
                                            "new",
                                            Reversibility.NEEDS_RESTORE,
                                            true,
                                            "book",
                                            Optional.of(v("2.5")),
                                            Optional.of(Step.ServiceChange.STOPS)),
                                    new ScriptText("tea/boil.sh", "say boil\n"),
                                    Optional.of(DETECT),
                                    Optional.of(DETECT),
                                    new Step.Evidence(
                                            List.of("^done$"),
                                            List.of("FATAL"),
                                            List.of(
                                                    new Step.Expectation(
                                                            "unit.*.started",
                                                            Step.Expectation.Rule.CHANGED,
                                                            ""),
                                                    new Step.Expectation(
                                                            "version",
                                                            Step.Expectation.Rule.IS,
                                                            "@to"))),
                                    List.of(
                                            new Step.Prompt(
                                                    "sure\\?", Optional.of("Y"), false, false),
                                            new Step.Prompt("code:", Optional.empty(), true, true)),
                                    Duration.ofMinutes(5),
                                    true,
                                    true,
                                    Optional.of(20),
                                    Optional.empty())),
                    rule(
                            new Step.Manual(
                                    info("look", Phase.VERIFY, "Look", "Sure.", Reversibility.FREE),
                                    Message.literal("Hot.\n"),
                                    Optional.empty())),
                    rule(
                            new Step.Manual(
                                    info(
                                            "taste",
                                            Phase.VERIFY,
                                            "Taste",
                                            "Sure.",
                                            Reversibility.ONE_WAY,
                                            Optional.of(Step.ServiceChange.STARTS)),
                                    Message.literal("Taste it."),
                                    Optional.of(DETECT))),
                    rule(
                            new Step.Merge(
                                    info("ask", Phase.PREPARE, "Ask", "A.", Reversibility.FREE),
                                    DETECT,
                                    Optional.of("merge"),
                                    Optional.of(DETECT))),
                    rule(
                            new Step.Merge(
                                    info(
                                            "merge",
                                            Phase.CONFIGURE,
                                            "Merge",
                                            "M.",
                                            Reversibility.FREE),
                                    DETECT)),
                    rule(
                            new Step.Copy(
                                    info("copy", Phase.BACKUP, "Copy", "C.", Reversibility.FREE),
                                    DETECT,
                                    Step.WORKSTATION)));

    @Test
    void namesFileLineAndFieldOfEachErrorAllAtOnce() throws IOException {
        Files.writeString(tea.resolve("boil.sh"), "say boil\r\n");
        assertEquals(
                """
                2: detect: store.runbook.no-file(gone.sh)
                3: known[0].version: store.runbook.no-version(latest)
                3: known[0].when: store.runbook.unknown-field()
                4: parameters[0].key: store.runbook.reserved-name(PATH)
                4: parameters[0].otherwise: store.runbook.no-choice(small, big)
                5: checks[0].severity: store.runbook.not-one-of(blocker, warning, info)
                6: checks[0].when.all[0]: store.runbook.not-exactly-one(fact + equals, fact + atLeast, fact + below, \
                fact + contains, known, all, any, not)
                8: notes[0]: store.runbook.not-exactly-one(text, file)
                9: failures[0].pattern: store.runbook.no-regex(Unclosed group, 5)
                9: failures[0].todo: store.runbook.missing()
                11: routes[0].versions[0]: store.runbook.not-exactly-one(stop, forbidden, stopBefore, ceiling)
                13: routes[0].steps[0].role: store.runbook.no-role(third, old, new)
                13: routes[0].steps[0].script: store.runbook.windows-lines(boil.sh)
                14: routes[0].steps[0].skippable: store.runbook.skippable()
                14: routes[0].steps[0].timeoutMinutes: store.runbook.not-integer()
                15: routes[0].steps[0].state: store.runbook.no-state()
                15: routes[0].steps[0].state[0].value: store.runbook.value-missing(is)
                16: routes[0].steps[0].prompts[0].answer: store.runbook.secret-answer()
                17: routes[0].steps[1].id: store.runbook.duplicate(boil)
                17: routes[0].steps[1].reversibility: store.runbook.missing()
                17: routes[0].steps[1].undo: store.runbook.unknown-field()
                18: routes[0].steps[2]: store.runbook.not-exactly-one(script, manual, merge, copy)
                19: routes[0].steps[3].to: store.runbook.no-receiver(moon, workstation)
                20: routes[0].steps[4].decides: store.runbook.no-later-merge(boil)
                22: routes[0].steps[6].decides: store.runbook.no-later-merge(early)
                """,
                errors(
                        """
                        { "format": 1, "id": "tea", "name": "Tea", "summary": "A kettle.",
                          "detect": "gone.sh",
                          "known": [ {"version": "latest", "when": {"known": "x"}} ],
                          "parameters": [ {"key": "PATH", "label": "Pot", "otherwise": "tiny", "choices": ["small", "big"]} ],
                          "checks": [ {"key": "old-pot", "severity": "fatal", "title": "Old", "why": "Rust.", "when": {"all": [
                             {"fact": "pot"} ]}}
                          ],
                          "notes": [ {"crossing": "2.4", "text": "Descale.", "file": "notes/2.5.md"} ],
                          "failures": [ {"key": "dry", "pattern": "(dry", "meaning": "No water."} ],
                          "routes": [ {"id": "in-place", "name": "In place", "roles": ["old", "new"],
                            "versions": [ {"stop": "2.4", "ceiling": "3"} ],
                            "steps": [
                              {"script": "boil.sh", "id": "boil", "phase": "upgrade", "title": "Boil", "why": "Heat.", "role": "third",
                               "reversibility": "one-way", "skippable": true, "timeoutMinutes": "soon",
                               "state": [ {"key": "version", "rule": "is"} ],
                               "prompts": [ {"pattern": "code:", "answer": "sesame", "secret": true} ]},
                              {"manual": "Taste it.", "id": "boil", "phase": "verify", "title": "Taste", "why": "Sure.", "undo": "detect.sh"},
                              {"id": "none", "phase": "verify", "title": "None", "why": "None.", "reversibility": "free"},
                              {"copy": "detect.sh", "to": "moon", "id": "copy", "phase": "backup", "title": "C", "why": "C.", "reversibility": "free"},
                              {"merge": "detect.sh", "decides": "boil", "id": "ask", "phase": "prepare", "title": "A", "why": "A.", "reversibility": "free"},
                              {"merge": "detect.sh", "id": "early", "phase": "prepare", "title": "E", "why": "E.", "reversibility": "free"},
                              {"merge": "detect.sh", "decides": "early", "id": "late", "phase": "configure", "title": "L", "why": "L.", "reversibility": "free"}
                            ] } ] }
                        """));
    }

    @Test
    void namesEachErrorOfTheRulesForSettings() throws IOException {
        assertEquals(
                """
                1: settings[0].to: store.runbook.missing()
                2: settings[1].name: store.runbook.setting-star()
                2: settings[1].to: store.runbook.setting-same()
                3: settings[2].to: store.runbook.setting-unwanted(removed)
                3: settings[2].toFile: store.runbook.setting-unwanted(removed)
                4: settings[3].toFile: store.runbook.setting-receiver()
                5: settings[4].change: store.runbook.not-one-of(renamed, moved, removed, fixed, conflicts, by-hand)
                5: settings[4].source: store.runbook.missing()
                6: settings[5].key: store.runbook.duplicate(f)
                6: settings[5].since: store.runbook.no-version(soon)
                """,
                errors(WHOLE.replaceFirst("\\{", RULES_WITH_ERRORS)));
    }

    private static final String RULES_WITH_ERRORS =
            """
            { "settings": [ {"key": "a", "file": "x.py", "name": "A", "change": "fixed", "why": "W.", "source": "S"},
                {"key": "b", "file": "x.py", "name": "B*", "change": "renamed", "to": "B*", "why": "W.", "source": "S"},
                {"key": "c", "file": "x.py", "name": "C*", "change": "removed", "to": "D", "toFile": "y.yml", "why": "W.", "source": "S"},
                {"key": "d", "file": "x.conf", "name": "D", "change": "moved", "to": "d", "toFile": "y.yml", "why": "W.", "source": "S"},
                {"key": "f", "file": "x.py", "name": "E", "change": "gone", "why": "W."},
                {"key": "f", "file": "x.py", "name": "F", "change": "removed", "since": "soon", "why": "W.", "source": "S"} ],
            """;

    @Test
    void readsTheRulesForSettings() {
        Runbook sentry =
                RunbookLibrary.loadRunbooks(List.of()).runbooks().stream()
                        .filter(runbook -> runbook.id().equals("sentry"))
                        .findFirst()
                        .orElseThrow();
        SettingRule mail =
                sentry.settings().stream()
                        .filter(rule -> rule.key().equals("mail-host"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(SettingRule.RuleChange.MOVED, mail.change());
        assertEquals("mail.host", mail.to());
        assertEquals(Optional.of(v("8.3.0")), mail.since());
        assertTrue(mail.isAbout("/etc/sentry/sentry.conf.py"));
        assertTrue(mail.leadsTo("/etc/sentry/config.yml"));
        assertFalse(mail.isAbout("/etc/sentry/old-sentry.conf.py"));
    }

    @Test
    void refusesARouteThatStopsServicesForEver() throws IOException {
        assertEquals(
                "13: routes[0].steps[0].services: store.runbook.services()\n",
                errors(WHOLE.replace("\"services\": \"starts\", ", "")));
    }

    /// A parameter must not overwrite a variable that Handrail sets for scripts.
    @ParameterizedTest
    @ValueSource(strings = {"HR_WORK", "F_HOST", "HANDRAIL_STEP", "HANDRAIL_BASE", "TAB"})
    void refusesAParameterWithAReservedName(String name) throws IOException {
        Path file = tea.resolve("runbook.json");
        Files.writeString(file, WHOLE.replace("\"POT\"", "\"" + name + "\""));
        assertEquals(
                List.of(
                        new RunbookError(
                                file.toString(),
                                WHOLE.lines().toList().indexOf(line("\"POT\"")) + 1,
                                "parameters[0].key",
                                Message.of("store.runbook.reserved-name", name))),
                RunbookLibrary.checkFolder(tea).errors());
    }

    private static String line(String part) {
        return WHOLE.lines().filter(line -> line.contains(part)).findFirst().orElseThrow();
    }

    @Test
    void aPlanSetsNoVariableOfItsOwn() {
        Plan.Ready plan = Samples.start().plan();
        assertEquals(plan.variables(), plan.withWindowEnd(Instant.EPOCH).variables());
    }

    @Test
    void refusesWhatIsNotARunbookAtAll() throws IOException {
        assertEquals(
                "2: store.runbook.not-json(Unexpected character (':' (code 58)): was expecting"
                        + " comma to separate Array entries)\n",
                errors("[ 1,\n\"a\": 2 ]"));
        assertEquals("1: store.runbook.not-object({ })\n", errors("[]"));
        assertTrue(errors("").startsWith("1: "), errors(""));
        assertTrue(errors("{ \"id\": \"a\", \"id\": \"b\" }").contains("uplicate"));
        assertTrue(errors("{} {}").contains("Nothing may follow the last bracket"));
        Files.write(tea.resolve("runbook.json"), new byte[] {'{', (byte) 0xff, '}'});
        assertEquals(
                Message.of("store.runbook.not-utf8"),
                RunbookLibrary.checkFolder(tea).errors().getFirst().message());
        Files.delete(tea.resolve("runbook.json"));
        assertEquals(
                Message.of("store.runbook.missing-file"),
                RunbookLibrary.checkFolder(tea).errors().getFirst().message());
    }

    @Test
    void neverReadsOutsideOfTheRunbooksFolder() throws IOException {
        Files.writeString(folder.resolve("secret.sh"), "x");
        String errors = errors(WHOLE.replace("\"boil.sh\"", "\"../secret.sh\""));
        assertTrue(errors.contains("store.runbook.no-file-name(../secret.sh)"), errors);
    }

    @Test
    void anOwnRunbookTakesThePlaceOfAnotherWithItsIdAndSaysSo() throws IOException {
        Path other = folder.resolve("other");
        Files.createDirectories(other);
        Files.writeString(
                other.resolve("runbook.json"),
                """
                { "format": 1, "id": "tea", "name": "My tea", "summary": "Mine.", "detect": "d.sh",
                  "routes": [ {"id": "r", "name": "R", "roles": ["server"], "steps": [
                    {"manual": "Do.", "id": "do", "phase": "stop", "title": "Do", "why": "W.", "reversibility": "free"} ]} ] }
                """);
        Files.writeString(other.resolve("d.sh"), "true\n");
        LoadResult loaded = RunbookLibrary.loadRunbooks(List.of(tea, other));

        assertEquals(List.of(), loaded.errors());
        assertEquals("My tea", loaded.runbooks().getLast().name());
        assertEquals(
                List.of(
                        Message.of(
                                "store.runbook.replaces",
                                "tea",
                                other.resolve("runbook.json").toString(),
                                tea.resolve("runbook.json").toString())),
                loaded.notices());
    }

    @Test
    void findsTheRunbooksInAFolderOfRunbooks() {
        assertTrue(
                RunbookLibrary.loadRunbooks(List.of(folder, folder.resolve("none")))
                        .runbooks()
                        .stream()
                        .anyMatch(runbook -> runbook.id().equals("tea")));
    }

    @Test
    void theBuiltInRunbooksAreSound() {
        assertEquals(List.of(), RunbookLibrary.loadRunbooks(List.of()).errors());
    }

    private String errors(String text) throws IOException {
        Files.writeString(tea.resolve("runbook.json"), text);
        StringBuilder lines = new StringBuilder();
        for (var error : RunbookLibrary.checkFolder(tea).errors()) {
            assertEquals(tea.resolve("runbook.json").toString(), error.file());
            lines.append(error.line())
                    .append(": ")
                    .append(error.field().isEmpty() ? "" : error.field() + ": ")
                    .append(KeyedText.of(error.message()))
                    .append('\n');
        }
        return lines.toString();
    }

    private static Version v(String text) {
        return Version.of(text);
    }

    private static Runbook.StepRule rule(Step step) {
        return new Runbook.StepRule(
                FactCondition.ALWAYS, Runbook.StepRule.HopPosition.EVERY_HOP, step);
    }

    private static Step.StepInfo info(
            String id, Phase phase, String title, String why, Reversibility reversibility) {
        return info(id, phase, title, why, reversibility, Optional.empty());
    }

    private static Step.StepInfo info(
            String id,
            Phase phase,
            String title,
            String why,
            Reversibility reversibility,
            Optional<Step.ServiceChange> services) {
        return new Step.StepInfo(
                id,
                phase,
                Message.literal(title),
                Message.literal(why),
                "old",
                reversibility,
                false,
                "",
                Optional.empty(),
                services);
    }
}
