package dev.handrail.remote.step;

import static dev.handrail.testing.TestRequirements.requireRoot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handrail.remote.ServerShell.StepEnd;
import dev.handrail.testing.Shells;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// A second user of the server races root for the folders of steps, to have root run a script.
@Timeout(120)
@Tag("ssh")
class StepRaceTest {
    private static final int ROUNDS = 30;
    private static final String EVIL =
            """
            evil() {
                mkdir -p "$1/run-1/1-a-1"
                for file in script supervisor; do
                    echo "id -u >>'$PWD/evil'" >"$1/run-1/1-a-1/$file"
                done
            } 2>/dev/null
            mkdir own
            evil own/copy
            while [ -d own ]; do
                i=$((i % 30 + 1))
                case $((i % 3)) in
                0) evil "base-$i" ;;
                1) ln -s "$PWD/own/copy" "base-$i" ;;
                2) mkdir -m 777 "base-$i" "base-$i/run-1" ;;
                esac 2>/dev/null
                for base in base-*; do
                    [ -O "$base" ] || mv -T "$base" "own/$base" || continue
                    evil "$base"
                done 2>/dev/null
            done
            """;

    @TempDir Path folder;
    private Path shared;
    private Process other;

    @BeforeEach
    void open() throws Exception {
        requireRoot("work beside another user");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        shared = Files.createDirectory(folder.resolve("shared"));
    }

    @AfterEach
    void close() throws Exception {
        if (other != null) {
            other.descendants().forEach(ProcessHandle::destroyForcibly);
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void neverRunsAScriptOfAnotherUserWhoMayMakeTheBaseFirst() throws Exception {
        attack("1777");
        for (int i = 1; i <= ROUNDS; i++) {
            LocalSteps steps = new LocalSteps(Shells.sh(), folder, shared.resolve("base-" + i));
            LocalSteps.Answer answer = steps.start("1-a-1", "echo mine");
            if (!(answer.end() instanceof StepEnd.StartRefused)) {
                assertEquals(new StepEnd.Exited(0, 5, false), answer.end());
                assertEquals("mine\n", answer.log());
            }
        }
        assertFalse(Files.exists(shared.resolve("evil")));
    }

    @Test
    void runsNothingWhereOthersCouldMoveTheBaseAway() throws Exception {
        attack("777");
        for (int i = 1; i <= ROUNDS; i++) {
            LocalSteps steps = new LocalSteps(Shells.sh(), folder, shared.resolve("base-" + i));
            assertInstanceOf(StepEnd.StartRefused.class, steps.start("1-a-1", "echo mine").end());
        }
        assertFalse(Files.exists(shared.resolve("evil")));
    }

    private void attack(String mode) throws Exception {
        assertEquals(0, Shells.sh().run("chmod " + mode + " '" + shared + "'").exit());
        other =
                new ProcessBuilder("runuser", "-u", "nobody", "--", "bash", "-c", EVIL)
                        .directory(shared.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        while (!Files.exists(shared.resolve("own/copy/run-1/1-a-1/supervisor"))) {
            Thread.sleep(5);
        }
    }
}
