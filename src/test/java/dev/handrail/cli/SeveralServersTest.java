package dev.handrail.cli;

import static dev.handrail.testing.TestRequirements.requirePracticeServer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.testing.Launched;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// One admin upgrades several servers at once, with several commands and one history.
@Tag("ssh")
class SeveralServersTest {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final String QUICK = "PRACTICE_PACE=quick";

    @TempDir Path home;

    @BeforeEach
    void onlyWhereThePracticeServerRuns() {
        requirePracticeServer();
    }

    private Launched start(String... arguments) throws Exception {
        return Launched.startClasses(home, arguments);
    }

    @Test
    void upgradesTwoServersAtOnceIntoOneHistory() throws Exception {
        try (Launched first = start("practice", "--run", "--set", QUICK);
                Launched second = start("practice", "--run", "--set", QUICK)) {
            first.waitFor(text -> text.contains("== [4/10]"), LIMIT);
            second.waitFor(text -> text.contains("== [4/10]"), LIMIT);
            assertEquals(0, first.exit(), first.text());
            assertEquals(0, second.exit(), second.text());
        }
        try (Launched history = start("history")) {
            assertEquals(0, history.exit(), history.text());
            List<String> lines = history.text().lines().toList();
            assertEquals(2, lines.size(), history.text());
            assertTrue(
                    lines.stream().allMatch(line -> line.contains("  Upgraded  ")), history.text());
        }
    }

    /// The commands start together, because the owner goes on meanwhile.
    @Test
    void aSecondCommandOnlyWatchesARunUntilItsOwnerIsKilled() throws Exception {
        try (Launched owner = start("practice", "--run")) {
            owner.waitFor(text -> text.contains("Running ./upgrade.sh"), LIMIT);
            String process = "(process " + owner.pid() + ", since ";
            try (Launched follow = start("show", "--follow");
                    Launched resume = start("resume", "--yes");
                    Launched show = start("show")) {
                follow.waitFor(text -> text.contains(process), LIMIT);
                follow.waitFor(text -> text.contains("Applying 0004_component_groups"), LIMIT);
                assertEquals(6, resume.exit(), resume.text());
                assertTrue(resume.text().contains("a command of "), resume.text());
                assertTrue(resume.text().contains(process), resume.text());
                assertEquals(0, show.exit(), show.text());
                assertTrue(show.text().contains(process), show.text());
                owner.kill();
                assertEquals(0, follow.exit(), follow.text());
                assertTrue(follow.text().contains("Nobody executes this run now."), follow.text());
            }
        }
        resumesOnce();
    }

    /// Wherever the owner was killed, each step is done once.
    private void resumesOnce() throws Exception {
        try (Launched next = start("resume", "--yes", "--merge", "mine")) {
            assertEquals(0, next.exit(), next.text());
            assertTrue(next.text().contains("The run has ended: Upgraded"), next.text());
        }
        try (Launched show = start("show", "--output")) {
            assertEquals(0, show.exit(), show.text());
            assertEquals(1, count(show.text(), "Applying 0004_component_groups"), show.text());
            assertEquals(1, count(show.text(), "Upgrade complete!"), show.text());
        }
    }

    private static int count(String text, String word) {
        return text.split(word, -1).length - 1;
    }
}
