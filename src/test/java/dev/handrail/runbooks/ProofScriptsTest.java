package dev.handrail.runbooks;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.ScriptText;
import dev.handrail.testing.Shells;
import dev.handrail.testing.Shells.Ran;
import dev.handrail.text.ShellQuote;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What the products' proofs say of a merged file, with the real programs.
@Tag("fast")
class ProofScriptsTest {
    private static final String UNIT =
            "[Unit]\nDescription=Web\n[Service]\nExecStart=/opt/no-such-folder/gunicorn\n";

    @TempDir Path folder;

    @Test
    void aUnitIsReadBySystemd() throws Exception {
        requireTools("systemd-analyze");
        for (Shells shell : Shells.all()) {
            assertEquals(0, proveUnit(shell, UNIT, UNIT + "Restart=always\n").exit());
            Ran refused = proveUnit(shell, UNIT, UNIT.replace("[Service]", "[Service"));
            assertEquals(1, refused.exit());
            assertTrue(refused.err().contains("Invalid section header"), refused.err());
        }
    }

    /// Nobody can get rid of it by deciding otherwise.
    @Test
    void aFlawThatTheUnitHasAlreadyDoesNotBlock() throws Exception {
        requireTools("systemd-analyze");
        String flawed = UNIT + "Restart always\n";
        assertEquals(0, proveUnit(Shells.sh(), flawed, flawed + "User=web\n").exit());
        assertEquals(1, proveUnit(Shells.sh(), UNIT, flawed).exit());
    }

    @Test
    void whatStackStormCannotReadIsRefused() throws Exception {
        requireTools("python3");
        for (Shells shell : Shells.all()) {
            assertEquals(0, proveSettings(shell, "[api]\nhost = 0.0.0.0\n").exit());
            assertEquals(1, proveSettings(shell, "[api\nhost = 0.0.0.0\n").exit());
        }
    }

    private Ran proveUnit(Shells shell, String mine, String result) throws Exception {
        Path live = write("live/status-page.service", mine);
        return prove(shell, "status-page", live.toString(), result);
    }

    private Ran proveSettings(Shells shell, String result) throws Exception {
        return prove(shell, "stackstorm", "/etc/st2/st2.conf", result);
    }

    private Ran prove(Shells shell, String product, String file, String result) throws Exception {
        Path merged = write("result/" + Path.of(file).getFileName(), result);
        String script = builtIn("lib.sh") + builtIn(product + "/lib.sh");
        return shell.run(
                ShellQuote.exportAssignments(
                                Map.of("MERGE_FILE", file, "MERGE_RESULT", merged.toString()))
                        + script
                        + builtIn(product + "/proof.sh"));
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        return Files.writeString(file, text);
    }

    private static String builtIn(String file) {
        return ScriptText.builtIn("runbooks/" + file).text() + "\n";
    }
}
