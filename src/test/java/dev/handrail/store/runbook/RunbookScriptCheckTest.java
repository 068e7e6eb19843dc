package dev.handrail.store.runbook;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Message;
import dev.handrail.store.runbook.RunbookLibrary.LoadResult;
import dev.handrail.store.runbook.RunbookLibrary.RunbookError;
import dev.handrail.testing.English;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What `runbook check` says of scripts.
@Tag("fast")
class RunbookScriptCheckTest {
    private static final String RUNBOOK =
            """
            { "format": 1, "id": "tea", "name": "Tea", "summary": "A kettle.", "lib": ["systemd", "lib.sh"],
              "detect": "detect.sh",
              "routes": [ { "id": "in-place", "name": "Boil", "roles": ["server"], "steps": [
                { "id": "stop", "phase": "stop", "title": "Stop", "why": "It is hot.", "script": "stop.sh",
                  "reversibility": "free" } ] } ] }
            """;

    @TempDir Path folder;

    @BeforeEach
    void writeRunbook() throws IOException {
        Files.writeString(folder.resolve("runbook.json"), RUNBOOK);
        Files.writeString(folder.resolve("detect.sh"), "fact installed yes here\n");
        Files.writeString(folder.resolve("lib.sh"), "tea_stop() {\n    units_stop tea\n}\n");
        Files.writeString(folder.resolve("stop.sh"), "tea_stop\n");
    }

    private LoadResult check(String stop) throws IOException {
        requireTools("shellcheck");
        Files.writeString(folder.resolve("stop.sh"), stop);
        return RunbookLibrary.checkFolder(folder);
    }

    /// The errors in `stop.sh`, each with its line.
    private String errors(String stop) throws IOException {
        StringBuilder all = new StringBuilder();
        for (RunbookError error : check(stop).errors()) {
            assertEquals(folder.resolve("stop.sh").toString(), error.file());
            all.append(error.line()).append(": ").append(English.of(error.message())).append('\n');
        }
        return all.toString();
    }

    @Test
    void aFunctionThatDoesNotExistIsNamed() throws IOException {
        assertEquals(
                "3: units_stopp is not a function of this runbook or of the shared library. Did"
                        + " you mean units_stop?\n",
                errors("set -u\nsay 'Stopping'\nunits_stopp tea\n"));
        assertEquals(
                "1: tea_stopp is not a function of this runbook or of the shared library. Did you"
                        + " mean tea_stop?\n",
                errors("tea_stopp\n"));
        assertEquals(
                "1: db_frobnicate is not a function of this runbook or of the shared library.\n",
                errors("db_frobnicate\n"));
    }

    @Test
    void aFunctionOfAnotherPartNamesThePart() throws IOException {
        assertEquals(
                "1: db_open is a function of the shared part \"postgresql\": add \"postgresql\" to"
                        + " `lib` in runbook.json.\n",
                errors("db_open || exit 1\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true && units_stopp tea",
                "if ! units_stopp tea; then exit 1; fi",
                "while units_stopp; do :; done",
                "(units_stopp)",
                "{ units_stopp; } 2>/dev/null",
                "case $1 in a | b) units_stopp ;; esac",
                "case $1 in\n a) : ;;\n *) units_stopp ;;\nesac",
                "echo \"seen: $(units_stopp) $((1 + $(units_stopp)))\"",
                "echo \"${F_X:-$(units_stopp)}\"",
                "X=1 units_stopp",
                ">/dev/null units_stopp",
                "wait_for 20 units_stopp tea",
                "as_user root units_stopp tea",
                "cat <<'EOF' >x\nunits_stop it's\nEOF\nunits_stopp",
                "mine() { units_stopp; }\nmine",
                "echo a \\\n  b | units_stopp",
                "case $(case x in (x) echo y ;; esac) in y) units_stopp ;; esac"
            })
    void aCallIsFoundWhereverItStands(String script) throws IOException {
        assertTrue(errors(script + "\n").contains("units_stopp"), script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo units_stopp # units_stopp",
                "say 'units_stopp'; say \"units_stopp\"",
                "fact units_stopp yes here",
                "units_stopp() { :; }\nunits_stopp",
                "cat <<EOF\nunits_stopp\nEOF",
                "cat <<-'EOF' | sort\n\tunits_stopp\n\tEOF",
                "case $1 in units_stopp) ;; a | units_stopp) ;; esac",
                "case $1 in\n  units_stopp) : ;;\nesac",
                "for x in units_stopp; do echo \"$x\"; done",
                "units_stopp=1; echo \"$units_stopp ${units_stopp}\"",
                "echo >units_stopp",
                "pg_dump x; pg_restore -f - x; mysql_upgrade; apt_thing; my_own_program",
                "command -v units_stopp",
                "awk 'BEGIN { units_stopp() }'"
            })
    void whatIsNoCallIsNoError(String script) throws IOException {
        assertEquals("", errors(script + "\n"));
    }

    @Test
    void aScriptThatShCannotReadIsNamedWithItsLine() throws IOException {
        String said = errors("set -u\nif true; then\n    say x\n");
        assertTrue(said.matches("(?s)[0-9]+: sh cannot read the script: .+"), said);
        assertEquals(1, said.lines().count(), said);
    }

    @Test
    void whatShellcheckRecommendsIsANotice() throws IOException {
        LoadResult checked = check("x='a b'\nls $x\n");
        assertEquals(List.of(), checked.errors());
        String notices = String.join("\n", checked.notices().stream().map(English::of).toList());
        assertTrue(notices.contains("stop.sh:2: shellcheck says: "), notices);
        assertTrue(notices.contains("SC2086"), notices);
        assertEquals(List.of(), check("x='a b'\nls \"$x\"\n").notices());
    }

    @Test
    void aRunbookWithAnErrorInAScriptIsNotSound() throws IOException {
        assertEquals(List.of(), check("units_stopp\n").runbooks());
        assertEquals(1, check("units_stop tea\n").runbooks().size());
    }

    @Test
    void aWorkstationWithoutTheProgramsSaysSo() {
        RunbookScriptCheck check = new RunbookScriptCheck(folder, folder.toString());
        check.checkScripts(Optional.empty());
        assertEquals(List.of(), check.errors());
        assertEquals(
                List.of(Message.of("store.script.no-sh"), Message.of("store.script.no-shellcheck")),
                check.notices());
    }

    @ParameterizedTest
    @ValueSource(strings = {"practice", "sentry", "stackstorm", "status-page"})
    void theShippedRunbooksHaveNoFault(String id) {
        requireTools("shellcheck");
        LoadResult checked = RunbookLibrary.checkFolder(Path.of("resources/runbooks", id));
        assertEquals(List.of(), checked.errors());
        assertEquals(List.of(), checked.notices());
    }
}
