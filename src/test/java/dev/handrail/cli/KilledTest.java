package dev.handrail.cli;

import static dev.handrail.testing.TestRequirements.requirePracticeServer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.testing.Launched;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// The real command is killed or interrupted in the middle of a step; another one goes on.
@Tag("ssh")
class KilledTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir Path home;

    @BeforeEach
    void onlyWhereThePracticeServerRuns() {
        requirePracticeServer("kill");
    }

    private Launched start(String... arguments) throws Exception {
        return Launched.start(Launched.LAUNCHER, home, arguments);
    }

    @Test
    void aRunThatIsKilledInMidMigrationIsTakenUpWhereItStands() throws Exception {
        try (Launched first = start("practice", "--run")) {
            first.waitFor(text -> text.contains("Applying 0004_component_groups"), LIMIT);
            first.kill();
        }
        try (Launched second = start("resume", "--yes", "--merge", "mine")) {
            assertEquals(0, second.exit(), second.text());
            assertTrue(second.text().contains("Upgrade complete!"), second.text());
        }
        try (Launched show = start("show", "--output")) {
            assertEquals(0, show.exit());
            assertEquals(1, count(show.text(), "Applying 0004_component_groups"), show.text());
            assertEquals(1, count(show.text(), "Upgrade complete!"), show.text());
        }
    }

    @Test
    void whoEndsTheCommandLetsGoAndIsToldHowToGoOn() throws Exception {
        try (Launched first = start("practice", "--run", "--set", "PRACTICE_PACE=quick")) {
            first.waitFor(text -> text.contains("== [5/10]"), LIMIT);
            // Not INT: where tests run in the background it is ignored.
            new ProcessBuilder("kill", "-TERM", Long.toString(first.pid())).start().waitFor();

            assertEquals(143, first.exit(), first.text());
            assertTrue(first.text().contains("Handrail let run "), first.text());
            assertTrue(first.text().contains("handrail resume "), first.text());
        }
        try (Launched second = start("resume", "--yes", "--merge", "mine")) {
            assertEquals(0, second.exit(), second.text());
        }
    }

    private static int count(String text, String word) {
        return text.split(word, -1).length - 1;
    }

    /// What the killed command left running: the services of its practice server.
    @AfterEach
    void stopServices() throws Exception {
        Path state = home.resolve("state");
        if (!Files.exists(state)) {
            return;
        }
        try (var files = Files.walk(state, 5)) {
            for (Path script : files.filter(f -> f.endsWith("status-page/service.sh")).toList()) {
                for (String service : new String[] {"web", "scheduler", "worker"}) {
                    new ProcessBuilder(script.toString(), "stop", service).start().waitFor();
                }
            }
        }
    }
}
