package dev.handrail.cli;

import static dev.handrail.testing.TestRequirements.requirePracticeServer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.app.EngineConfig;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.practice.PracticeServer;
import dev.handrail.practice.PracticeStartResult;
import dev.handrail.store.file.AppFolders;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// What commands say of a server before anything is changed there.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("ssh")
class ServerCommandsTest {
    @TempDir static Path home;

    private PracticeServer server;

    @BeforeAll
    void start() {
        requirePracticeServer();
        PracticeStartResult started = PracticeServer.start(home.resolve("server"));
        server = assertInstanceOf(PracticeStartResult.Ready.class, started).server();
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.closeAndDelete();
        }
    }

    private String said(int exit, String... arguments) {
        return said(FakeTerminal.piped(), exit, arguments);
    }

    private String said(FakeTerminal terminal, int exit, String... arguments) {
        EngineConfig config =
                new EngineConfig(
                        AppFolders.underFolder(home),
                        home.resolve("ssh"),
                        List.of(),
                        Clock.systemUTC());
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(
                1,
                List.of(server.target().addressText(), "--identity", server.keyFile().toString()));
        assertEquals(
                exit,
                CommandLineApp.run(
                        new CommandContext(terminal, config), all.toArray(String[]::new)),
                terminal.all());
        return terminal.all();
    }

    private String trusting(int exit, String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--accept-host-key", server.hostKey()));
        return said(exit, all.toArray(String[]::new));
    }

    private static String names(JsonNode node) {
        Iterator<Map.Entry<String, JsonNode>> fields = node.properties().iterator();
        List<String> names = new ArrayList<>();
        fields.forEachRemaining(field -> names.add(field.getKey()));
        return String.join(" ", names);
    }

    @Test
    void detectNamesProductVersionAndWhatItCanBecome() {
        String text = trusting(ExitCodes.OK, "detect");

        assertTrue(text.contains("Practice Status-Page 2.3.0  [practice]\n"), text);
        assertTrue(text.contains("  Versions: 2.5.1, 2.5.0, 2.4.0\n"), text);
        assertTrue(
                trusting(ExitCodes.OK, "detect", "--pre-releases")
                        .contains("2.5.0, 2.5-beta1, 2.4.0"));
        assertTrue(trusting(ExitCodes.OK, "detect", "--facts").contains("seen by: "));
    }

    @Test
    void theNamesInJsonStay() {
        JsonNode seen = JsonMapper.shared().readTree(trusting(ExitCodes.OK, "detect", "--json"));

        assertEquals("server host products problems", names(seen));
        assertEquals(
                "id name version broken releases offered facts",
                names(seen.path("products").path(0)));
        assertEquals("key value evidence", names(seen.path("host").path(0)));

        JsonNode plan =
                JsonMapper.shared()
                        .readTree(trusting(ExitCodes.OK, "plan", "--json", "--to", "2.4.0"));
        assertEquals(
                "plan product name from to route hops findings notes variables windowEnds forecast",
                names(plan));
        assertEquals("stops measured", names(plan.path("forecast")));
        assertEquals("ready", plan.path("plan").asString());
        assertEquals("number from to steps", names(plan.path("hops").path(0)));
        assertEquals(
                "id kind phase title titleMessage why whyMessage role reversibility skippable"
                        + " source",
                names(plan.path("hops").path(0).path("steps").path(0)));
        for (JsonNode finding : plan.path("findings")) {
            assertEquals(
                    "key severity title titleMessage why whyMessage fix"
                            + (finding.has("fixMessage") ? " fixMessage" : "")
                            + " source waivable waiver blocks",
                    names(finding));
        }
        assertFalse(plan.path("findings").isEmpty());
    }

    @Test
    void aPlanIsReadFromTopToBottom() {
        String text = trusting(ExitCodes.OK, "plan", "--to", "2.4.0", "--explain");

        assertTrue(
                text.startsWith(
                        "Practice Status-Page 2.3.0 -> 2.4.0: Upgrade in place, 10 steps in 1"
                                + " hop.\n"),
                text);
        assertTrue(
                text.contains("Time in all: unknown; services down: unknown; way back: unknown.\n"),
                text);
        assertTrue(text.contains("Hop 1: 2.3.0 -> 2.4.0\n  Prepare\n    1. Tell the people"), text);
        assertTrue(text.contains("[upgrade-script, going back restores the backup]"), text);
        assertTrue(text.contains("Source: "), text);
    }

    @ParameterizedTest
    @CsvSource({
        "2.3.0, 0, there is nothing to do",
        "2.2.0, 3, cannot go from 2.3.0 to 2.2.0",
        "9.9.9, 3, cannot go from 2.3.0 to 9.9.9",
    })
    void aVersionThatCannotBeIsRefusedWithItsReason(String to, int exit, String said) {
        String text = trusting(exit, "plan", "--to", to);

        assertTrue(text.contains(said), text);
    }

    @Test
    void aWaiverThatWaivesNothingIsSaid() {
        assertTrue(
                trusting(ExitCodes.USAGE, "plan", "--waive", "no-such=because")
                        .endsWith(
                                "--waive no-such: this plan has no such finding.\n"
                                    + "No finding of it can be waived; leave the option out.\n"));
        assertTrue(
                trusting(ExitCodes.USAGE, "upgrade", "--yes", "--waive", "practice-only=because")
                        .contains(
                                "--waive practice-only: this finding stops nothing, so there is"
                                        + " nothing to waive."));
        assertTrue(
                trusting(
                                ExitCodes.BLOCKED,
                                "plan",
                                "--to",
                                "2.2.0",
                                "--waive",
                                "target.downgrade=because")
                        .contains(
                                "--waive target.downgrade: this finding cannot be waived, whatever"
                                        + " the reason."));
    }

    @Test
    void aProductThatIsNotThereIsSaid() {
        assertTrue(
                trusting(ExitCodes.NOT_FOUND, "plan", "--product", "sentrie")
                        .contains("Handrail has no runbook for \"sentrie\"."));
        assertTrue(
                trusting(ExitCodes.NOT_FOUND, "plan", "--product", "status-page")
                        .contains("that it can upgrade"));
    }

    @Test
    void nothingStartsUnconfirmed() {
        String text = trusting(ExitCodes.ANSWER_NEEDED, "upgrade");

        assertTrue(
                text.endsWith("Nothing was changed.\nAdd --yes to start without being asked.\n"),
                text);
        String refused =
                said(FakeTerminal.typing("n"), ExitCodes.ANSWER_NEEDED, "upgrade", "--to", "2.4.0");
        assertTrue(refused.contains("Start the upgrade? [y/N] "), refused);
    }
}
