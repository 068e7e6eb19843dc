package dev.handrail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.app.EngineConfig;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.store.file.AppFolders;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/// The commands where the practice server cannot run.
@Tag("ssh")
class RecordedPracticeTest {
    private static final Problem LACKING =
            new Problem(
                    "practice.unsupported",
                    Message.literal("The practice server needs Linux."),
                    Message.literal("Play the recording."));

    @TempDir Path home;

    private String said(int exit, FakeTerminal terminal, String... arguments) {
        EngineConfig config =
                new EngineConfig(
                                AppFolders.underFolder(home),
                                home.resolve("ssh"),
                                List.of(),
                                Clock.systemUTC())
                        .withoutPractice(LACKING);
        assertEquals(
                exit,
                CommandLineApp.run(new CommandContext(terminal, config), arguments),
                terminal.all());
        return terminal.all();
    }

    private String said(int exit, String... arguments) {
        return said(exit, FakeTerminal.piped(), arguments);
    }

    @Test
    void practicePlaysTheRecordingAndSaysSo() {
        String shown = said(ExitCodes.OK, "practice", "--run");

        assertTrue(
                shown.startsWith("The practice server needs Linux.\nHandrail plays a recorded"),
                shown);
        assertTrue(shown.contains("== [1/9] Prepare: Tell the people who use it"), shown);
        assertTrue(shown.contains("Upgrade complete!"), shown);
        String history = said(ExitCodes.OK, "history");
        assertTrue(history.contains("practice@recording.invalid"), history);
        assertTrue(history.contains("Practice Status-Page (recorded) 2.3.0 -> 2.5.1"), history);
        String back = said(ExitCodes.BLOCKED, "rollback", "--yes");
        assertTrue(back.contains("A recording cannot be rolled back."), back);
    }

    @Test
    void aPausedRecordingIsResumedWithoutAnyServer() {
        FakeTerminal person = FakeTerminal.typing("2");

        String paused = said(ExitCodes.STANDS_STILL, person, "practice", "--run", "--ask");
        String resumed = said(ExitCodes.OK, "resume", "--yes", "--merge", "mine");

        assertTrue(paused.contains("handrail resume "), paused);
        assertTrue(resumed.contains("== [9/9] Verify: Verify"), resumed);
    }

    @Test
    void theOldNameWithoutAServerDoesTheSame() {
        String shown = said(ExitCodes.OK, "rehearse");

        assertTrue(shown.contains("== [9/9] Verify: Verify"), shown);
        said(ExitCodes.USAGE, "rehearse", "--set", "PRACTICE_PACE=quick");
    }

    @Test
    void optionsOfTheUpgradeNeedRun() {
        assertEquals(
                "--set and --ask belong to the practice upgrade.\n"
                        + "Add --run, or leave --set and --ask out.\n",
                said(ExitCodes.USAGE, "practice", "--ask"));
    }

    @Test
    void parametersNeedTheRealThing() {
        String refused = said(ExitCodes.USAGE, "practice", "--run", "--set", "PRACTICE_PACE=quick");

        assertTrue(refused.contains("A recorded run plays as it was recorded"), refused);
        assertTrue(said(ExitCodes.OK, "history").contains("No run yet."));
    }

    @Test
    void everyCommandPrintsGermanWhereThatIsChosen() {
        String shown = said(ExitCodes.OK, "practice", "--run", "--lang", "de");

        assertTrue(shown.contains("Handrail spielt stattdessen eine aufgezeichnete"), shown);
        assertTrue(shown.contains("== [1/9] Vorbereiten: "), shown);
        assertTrue(shown.contains("-- Erledigt nach "), shown);
        assertTrue(shown.contains("Der Verlauf behält Lauf "), shown);
        String history = said(ExitCodes.OK, "history", "--lang", "de");
        assertTrue(history.contains("  Aktualisiert  "), history);
        String run = said(ExitCodes.OK, "show", "--lang", "de");
        assertTrue(run.contains("\n  Gestartet um "), run);
        assertTrue(run.contains("\n  Aktualisiert um "), run);
        assertTrue(run.contains("\n  Erledigt  "), run);
        String unknown = said(ExitCodes.NOT_FOUND, "show", "x", "--lang", "de");
        assertEquals("Der Verlauf hat keinen Lauf „x“.\nSiehe: handrail history\n", unknown);
    }

    @Test
    void jsonStaysEnglishInEveryLanguage() {
        assertEquals(
                "{\"problem\":{\"key\":\"run.none\",\"what\":\"The history has no run yet.\","
                        + "\"whatMessage\":{\"key\":\"cli.run.none.what\",\"arguments\":[],"
                        + "\"text\":\"The history has no run yet.\"},"
                        + "\"todo\":\"See: handrail history\","
                        + "\"todoMessage\":{\"key\":\"cli.run.none.todo\",\"arguments\":[],"
                        + "\"text\":\"See: handrail history\"}},\"exit\":7}\n",
                said(ExitCodes.NOT_FOUND, "show", "--json", "--lang", "de"));
    }

    @Test
    void aPracticeServerIsRefusedWithTheReason() {
        assertEquals(
                "The practice server needs Linux.\nPlay the recording.\n",
                said(ExitCodes.FAILED, "practice"));
    }
}
