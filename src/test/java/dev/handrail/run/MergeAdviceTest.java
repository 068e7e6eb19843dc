package dev.handrail.run;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Message;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.Kind;
import dev.handrail.model.Question.SettingAdvice;
import dev.handrail.model.Runbook.SettingRule;
import dev.handrail.model.Runbook.SettingRule.RuleChange;
import dev.handrail.model.Step;
import dev.handrail.model.settings.SettingChange;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A merge shows what the runbook knows of renamed, moved and removed settings, and writes only
/// what the admin takes of it.
@Timeout(120)
@Tag("ssh")
class MergeAdviceTest {
    private static final SettingRule RENAMED =
            rule("x.conf", "database.ssl", RuleChange.RENAMED, "database.tls", "");
    private static final SettingRule REMOVED =
            rule("x.conf", "mistral.*", RuleChange.REMOVED, "", "");

    @TempDir Path folder;
    private World world;

    @BeforeEach
    void open() {
        world = new World(folder);
    }

    @AfterEach
    void close() throws InterruptedException {
        world.close();
    }

    private static SettingRule rule(
            String file, String name, RuleChange change, String to, String toFile) {
        return new SettingRule(
                name.replace("*", ""),
                file,
                name,
                change,
                to,
                toFile,
                Optional.empty(),
                Message.literal("Because."),
                "docs");
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    /// A line of the listing for a file whose two defaults are the same but for their last line.
    private String pair(String name, String mine, String defaults) throws IOException {
        return "printf '%s\\t%s\\t%s\\n' %s %s %s\n"
                .formatted(
                        "%s",
                        "%s",
                        "%s",
                        write(name, mine),
                        write("new/" + name, defaults),
                        write("old/" + name, defaults));
    }

    private static Step advised(Step merge, SettingRule... rules) {
        return ((Step.Merge) merge).withRules(List.of(rules));
    }

    private FileChange asked(Answers admin, int file) {
        return admin.asked.getFirst().files().get(file);
    }

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectories(folder.resolve("new"));
        Files.createDirectories(folder.resolve("old"));
    }

    @Test
    void takesARenamedSettingAndLeavesARemovedOne() throws Exception {
        String mine = "# ours\n[database]\nssl = True  ; keep\nhost = db\n\n[mistral]\nurl = x\n";
        String files = pair("x.conf", mine, "[database]\nhost = localhost\n");
        Answers admin =
                Answers.none()
                        .take(Map.of(folder.resolve("x.conf").toString(), List.of(true, false)));
        Steps steps =
                Steps.of(
                        advised(Steps.mergeBefore("decide", files, "config"), RENAMED, REMOVED),
                        advised(Steps.merge("config", files), RENAMED, REMOVED));
        assertInstanceOf(RunOutcome.Finished.class, world.run(steps, admin));
        assertEquals(List.of(Kind.MERGE), admin.kinds());
        FileChange file = asked(admin, 0);
        assertEquals(
                List.of(
                        new SettingAdvice("database.ssl", RENAMED, Optional.of(0)),
                        new SettingAdvice("mistral.url", REMOVED, Optional.of(1))),
                file.advice());
        assertEquals(List.of("tls = True  ; keep"), file.changes().getFirst().fresh());
        assertEquals(List.of(), file.changes().get(1).fresh());
        assertTrue(setting(file, "database.ssl").isDecidable());
        assertEquals(mine.replace("ssl =", "tls ="), read("x.conf"));
    }

    private static SettingChange setting(FileChange file, String name) {
        return file.settings().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void writesASecretIntoTheOtherFileWithoutShowingIt() throws Exception {
        requireTools("python3");
        SettingRule moved =
                rule("x.py", "EMAIL_HOST_PASSWORD", RuleChange.MOVED, "mail.password", "x.yml");
        String mine = "A = 1\nEMAIL_HOST_PASSWORD = 'geheim#123'\nB = 1\n";
        String files =
                pair("x.py", mine, "A = 1\nB = 1\n")
                        + pair("x.yml", "system.key: 'abc'\nmail.from: me", "system.key: ''\n");
        Answers admin = Answers.none().take(Map.of(path("x.yml"), List.of(true)));
        world.run(Steps.of(advised(Steps.merge("config", files), moved)), admin);
        assertEquals(mine, read("x.py"));
        assertEquals(
                "system.key: 'abc'\nmail.from: me\nmail.password: 'geheim#123'\n", read("x.yml"));
        assertFalse(admin.asked.toString().contains("geheim"), admin.asked.toString());
        assertFalse(world.journal.readEvents(world.lastRun()).toString().contains("geheim"));
        assertEquals(
                Optional.of(0), asked(admin, 0).adviceFor("mail.password").orElseThrow().change());
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static SettingRule mail(String name, String to) {
        return rule("x.py", name, RuleChange.MOVED, to, "x.yml");
    }

    @Test
    void everyMovedSettingHasAPlaceBehindAnOpenLineThatIsNewToo() throws Exception {
        requireTools("python3");
        String mine = "EMAIL_HOST = 'mx'\nEMAIL_PORT = 25\n";
        String files =
                pair("x.py", mine, "")
                        + "printf '%s\\t%s\\t%s\\n' "
                        + "%s %s %s\n"
                                .formatted(
                                        write("x.yml", "a: 1\nroot: '/mine'"),
                                        write("new/x.yml", "a: 1\nroot: '/data'\nb: 2"),
                                        write("old/x.yml", "a: 1\nroot: '/tmp'\n"));
        Answers admin = Answers.none().take(Map.of(path("x.yml"), List.of(true, true, true)));
        Step merge =
                advised(
                        Steps.merge("config", files),
                        mail("EMAIL_HOST", "mail.host"),
                        mail("EMAIL_PORT", "mail.port"));
        world.run(Steps.of(merge), admin);
        assertEquals(mine, read("x.py"));
        assertEquals("a: 1\nroot: '/data'\nb: 2\nmail.host: 'mx'\nmail.port: 25\n", read("x.yml"));
    }

    @Test
    void whatTheOtherFileKeepsIsRemovedAndWhatItLosesStays() throws Exception {
        requireTools("python3");
        String files =
                pair("x.py", "EMAIL_HOST = 'mx'\nEMAIL_PORT = 25\n", "")
                        + "printf '%s\\t%s\\n' "
                        + "%s %s\n"
                                .formatted(
                                        write("x.yml", "mail.host: 'mx'\nb: 2\nmail.port: 25\n"),
                                        write("new/x.yml", "mail.host: 'mx'\nb: 2\n"));
        Answers admin =
                Answers.none()
                        .take(
                                Map.of(
                                        path("x.py"), List.of(true, true),
                                        path("x.yml"), List.of(true)));
        Step merge =
                advised(
                        Steps.merge("config", files),
                        mail("EMAIL_HOST", "mail.host"),
                        mail("EMAIL_PORT", "mail.port"));
        world.run(Steps.of(merge), admin);
        assertEquals("EMAIL_PORT = 25\n", read("x.py"));
        assertEquals("mail.host: 'mx'\nb: 2\n", read("x.yml"));
    }

    /// As where Handrail dies after it has written the second file.
    @Test
    void whatStandsThereOnlySinceTheQuestionIsNoReasonToAskAgain() throws Exception {
        requireTools("python3");
        String mine = "HOST = 'mx'\n";
        String files = pair("x.py", mine, "") + pair("x.yml", "a: 1\n", "a: 0\n");
        SettingRule moved = rule("x.py", "HOST", RuleChange.MOVED, "mail.host", "x.yml");
        Answers admin = Answers.none().take(Map.of(path("x.yml"), List.of(true)));
        Steps steps =
                Steps.of(
                        advised(Steps.mergeBefore("decide", files, "config"), moved),
                        Steps.script("write", "echo \"mail.host: 'mx'\" >>" + path("x.yml") + "\n")
                                .step(),
                        advised(Steps.merge("config", files), moved));
        assertInstanceOf(RunOutcome.Finished.class, world.run(steps, admin));
        assertEquals(List.of(Kind.MERGE), admin.kinds());
        assertEquals(mine, read("x.py"));
    }

    @Test
    void aNameThatOtherLinesUseStays() throws Exception {
        requireTools("python3");
        String mine = "# USER, HOST\nUSER = 'a'\nHOST = 'b'\nSERVER = USER + 'c'\n";
        SettingRule removed = rule("x.py", "USER", RuleChange.REMOVED, "", "");
        SettingRule renamed = rule("x.py", "HOST", RuleChange.RENAMED, "SERVER_HOST", "");
        Answers admin = Answers.none().take(Map.of(path("x.py"), List.of(true)));
        String files = pair("x.py", mine, "");
        world.run(Steps.of(advised(Steps.merge("config", files), removed, renamed)), admin);
        assertEquals(mine.replace("HOST =", "SERVER_HOST ="), read("x.py"));
        assertEquals(Optional.empty(), asked(admin, 0).adviceFor("USER").orElseThrow().change());
    }

    @Test
    void advisedLinesStandBehindTheOtherChanges() throws Exception {
        String path = write("x.conf", "[database]\nssl = True\nhost = db\n");
        String files =
                "printf '%s\\t%s\\n' "
                        + path
                        + " "
                        + write("new/x.conf", "[database]\nssl = True\nhost = new\n")
                        + "\n";
        Answers admin = Answers.none().take(Map.of(path, List.of(true, false)));
        world.run(Steps.of(advised(Steps.merge("config", files), RENAMED)), admin);
        assertEquals(Optional.of(1), asked(admin, 0).advice().getFirst().change());
        assertEquals("[database]\nssl = True\nhost = new\n", read("x.conf"));
    }

    @Test
    void aValueThatCannotBeMovedStaysWithTheReason() throws Exception {
        requireTools("python3");
        SettingRule moved = rule("x.py", "HOST", RuleChange.MOVED, "mail.host", "x.yml");
        SettingRule fixed = rule("x.py", "TIME_ZONE", RuleChange.FIXED, "'UTC'", "");
        String files =
                pair("x.py", "import os\nHOST = os.name\nTIME_ZONE = 'CET'\n", "import os\n")
                        + pair("x.yml", "a: 1\n", "a: 0\n");
        Answers admin =
                Answers.none().take(Map.of(folder.resolve("x.py").toString(), List.of(true)));
        world.run(Steps.of(advised(Steps.merge("config", files), moved, fixed)), admin);
        assertEquals(1, admin.asked.getFirst().files().size());
        assertEquals(Optional.empty(), asked(admin, 0).adviceFor("HOST").orElseThrow().change());
        assertEquals("import os\nHOST = os.name\nTIME_ZONE = 'UTC'\n", read("x.py"));
    }

    @Test
    void aFileThatNoStepListsIsReadForItsRules() throws Exception {
        String path = write("x.conf", "[database]\nssl = True\n");
        SettingRule rule = rule(path, "database.ssl", RuleChange.RENAMED, "database.tls", "");
        Answers admin = Answers.none().take(Map.of(path, List.of(true)));
        world.run(Steps.of(advised(Steps.merge("config", "true\n"), rule)), admin);
        assertEquals("[database]\ntls = True\n", read("x.conf"));
    }

    @Test
    void aRuleThatIsFollowedAlreadyAsksNothing() throws Exception {
        String path = write("x.conf", "[database]\ntls = True\n");
        SettingRule rule = rule(path, "database.ssl", RuleChange.RENAMED, "database.tls", "");
        Answers admin = Answers.none();
        world.run(Steps.of(advised(Steps.merge("config", "true\n"), rule)), admin);
        assertEquals(List.of(), admin.kinds());
    }
}
