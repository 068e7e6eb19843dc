package dev.handrail.runbooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.ScriptText;
import dev.handrail.testing.Shells;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The checks of StackStorm's roll-over once the carried files are removed: a roll-back and a later
/// verification come after that. `st2` and `st2ctl` answer as the real ones were recorded.
@Tag("fast")
class RollOverScriptsTest {
    private static final String ANSWERS =
            """
            st2() {
                case "$1 $2" in
                    'key list') printf '[\\n    {\\n        "name": "a"\\n    },\\n    {\\n        "name": "b"\\n    }\\n]\\n' ;;
                    'run core.local') echo 'status: succeeded' ;;
                esac
            }
            st2ctl() { echo '##### st2 components status #####'; echo "st2api $STATE"; }
            """;

    @TempDir Path work;

    static List<Shells> shells() {
        return Shells.all();
    }

    @BeforeEach
    void carryFiles() throws IOException {
        Path carry = Files.createDirectories(work.resolve("copies/carry/hop-1/carry"));
        Files.writeString(carry.resolve("packs.list"), "");
        Files.writeString(carry.resolve("keys.count"), "2\n");
        Files.writeString(carry.resolve("rules.count"), "0\n");
        Path exported = Files.createDirectories(work.resolve("hop-1/carry"));
        Files.writeString(exported.resolve("keys.json"), "[]");
        Files.writeString(work.resolve("hop-1/old.down"), "-\n");
        Files.writeString(work.resolve("hop-1/old.keys"), "2\n");
    }

    /// `state`: what st2ctl says of the only service.
    private Shells.Ran run(Shells shell, String script, String state) throws Exception {
        String values =
                "HR_WORK='%s' HR_HOP_WORK='%s' HR_FROM=3.9.0 HR_TO=2.8.1 F_VERSION=2.8.1 STATE='%s'\n"
                        .formatted(work, work.resolve("hop-1"), state);
        return shell.run(
                values
                        + ScriptText.builtIn("runbooks/lib.sh").text()
                        + ScriptText.builtIn("runbooks/stackstorm/lib.sh").text()
                        + ANSWERS
                        + "st_components() { echo st2api; }\n"
                        + ScriptText.builtIn("runbooks/stackstorm/" + script).text());
    }

    @ParameterizedTest
    @MethodSource("shells")
    void comparesWithoutTheCopiesAsSoonAsItHasComparedWithThem(Shells shell) throws Exception {
        assertEquals(0, run(shell, "over-compare.sh", "PID: 1").exit());
        assertEquals(0, run(shell, "over-clean.sh", "PID: 1").exit());
        assertTrue(Files.notExists(work.resolve("copies/carry")));
        Shells.Ran later = run(shell, "over-compare.sh", "PID: 1");
        assertEquals(0, later.exit(), later.err());
        assertTrue(later.out().contains("2 on the old server, 2 here"), later.out());
        Files.writeString(work.resolve("carried/keys.count"), "3\n");
        assertTrue(run(shell, "over-compare.sh", "PID: 1").err().contains("Keys are missing"));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void checksTheOldServerWithoutTheExport(Shells shell) throws Exception {
        assertEquals(0, run(shell, "over-clean.sh", "PID: 1").exit());
        Shells.Ran ran = run(shell, "over-old-check.sh", "PID: 1");
        assertEquals(0, ran.exit(), ran.err());
        assertTrue(ran.out().contains("point them back to this one"), ran.out());
        assertTrue(ran.out().contains("2 when they were exported, 2 now"), ran.out());
    }

    @ParameterizedTest
    @MethodSource("shells")
    void namesServicesThatStoodStillSinceTheSwitch(Shells shell) throws Exception {
        Shells.Ran ran = run(shell, "over-old-check.sh", "is not running.");
        assertEquals(1, ran.exit());
        assertTrue(ran.err().contains("These services do not run: st2api."), ran.err());
        Files.writeString(work.resolve("hop-1/old.down"), "-\nst2api\n");
        assertEquals(0, run(shell, "over-old-check.sh", "is not running.").exit());
    }
}
