package dev.handrail.run;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Message;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.settings.SettingChange;
import dev.handrail.model.settings.SettingChange.SettingKind;
import dev.handrail.model.summary.MergeSummary;
import dev.handrail.model.summary.MergedSetting;

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

/// The question of a merge names the settings that differ; the server's Python reads its files.
@Timeout(60)
@Tag("ssh")
class MergeSettingsTest {
    @TempDir Path folder;
    private World world;

    @BeforeEach
    void open() throws IOException {
        world = new World(folder);
    }

    @AfterEach
    void close() throws InterruptedException {
        world.close();
    }

    @Test
    void settingsOfPythonAreAskedAboutWithTheLinesThatDecide() throws Exception {
        requireTools("python3");
        FileChange shown =
                ask(
                        "x.py",
                        "HOST = 'db1'\n\n"
                                + "SECRET_KEY = 'geheim123'\n\n"
                                + "DB = {'PORT': 1}\n\n"
                                + "OURS = 1\n",
                        "HOST = 'db0'\n\nSECRET_KEY = 'change-me'\n\nDB = {'PORT': 1}\n\n",
                        "HOST = 'new'\n\nSECRET_KEY = 'change-it'\n\nDB = {'PORT': 2}\n\n");
        Map<String, SettingKind> kinds =
                Map.of(
                        "HOST", SettingKind.BOTH_CHANGED,
                        "SECRET_KEY", SettingKind.BOTH_CHANGED,
                        "DB.PORT", SettingKind.DEFAULT_CHANGED,
                        "OURS", SettingKind.ONLY_YOURS);
        shown.settings().forEach(each -> assertEquals(kinds.get(each.name()), each.kind()));
        assertEquals(kinds.size(), shown.settings().size(), shown.settings().toString());
        SettingChange port =
                shown.settings().stream()
                        .filter(setting -> setting.name().equals("DB.PORT"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(List.of(shown.changes().size()), port.changes());
        assertEquals(Optional.of("2"), port.fresh());
        assertFalse(shown.toString().contains("geheim"), shown.toString());
        assertFalse(world.journal.readEvents(world.lastRun()).toString().contains("geheim"));
    }

    @Test
    void afterwardsEachSettingSaysWhoDecided() throws Exception {
        ask("x.conf", "[s]\na = 2\n\nb = 1\n", "[s]\na = 1\n\nb = 1\n", "[s]\na = 3\n\nb = 2\n");
        List<MergedSetting> settings =
                MergedSetting.listSettings(
                        MergeSummary.listFiles(
                                        world.fold(), world.journal.readEvents(world.lastRun()))
                                .getFirst());
        assertEquals(
                List.of(
                        Message.of("summary.merge.mine-admin"),
                        Message.of("summary.merge.new-applied")),
                settings.stream().map(MergedSetting::describe).toList());
        assertEquals("s.a", settings.getFirst().setting().name());
    }

    @Test
    void whatCannotBeReadIsLeftToTheLinesWithTheReason() throws Exception {
        requireTools("python3");
        FileChange shown = ask("x.py", "A = 1\nB = (\n", "A = 1\n", "A = 2\n");
        assertEquals(List.of(), shown.settings());
        assertEquals(
                List.of(Message.of("run.settings.mine", Message.of("run.settings.broken", "2"))),
                shown.settingsNotes());
        assertTrue(!shown.allChanges().isEmpty());
    }

    /// Keeps what is open, and returns what was asked.
    private FileChange ask(String name, String mine, String base, String fresh) throws Exception {
        Path file = Files.writeString(folder.resolve(name), mine);
        Path now = Files.writeString(folder.resolve(name + ".new"), fresh);
        Path old = Files.writeString(folder.resolve(name + ".old"), base);
        String list = "printf '%s\\t%s\\t%s\\n' " + file + " " + now + " " + old + "\n";
        Answers admin = Answers.none().take(Map.of(file.toString(), List.of(false)));
        world.run(Steps.of(Steps.merge("config", list)), admin);
        return admin.asked.getFirst().files().getFirst();
    }
}
