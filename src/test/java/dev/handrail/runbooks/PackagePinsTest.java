package dev.handrail.runbooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.ScriptText;
import dev.handrail.model.Version;
import dev.handrail.testing.Shells;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The package versions that Status-Page is known to run with, of the week of each release.
@Tag("fast")
class PackagePinsTest {
    private static Shells.Ran pinsOf(String release) throws Exception {
        String script = ScriptText.builtIn("runbooks/status-page/packages.sh").text();
        int from = script.indexOf("pins() {");
        String function = script.substring(from, script.indexOf("\n}\n", from) + 3);
        return Shells.sh().run("HR_TO=" + release + "\n" + function + "pins\n");
    }

    private static Version pinned(String release, String name) throws Exception {
        String start = name + "==";
        return pinsOf(release)
                .out()
                .lines()
                .filter(line -> line.startsWith(start))
                .map(line -> Version.of(line.substring(start.length())))
                .findFirst()
                .orElseThrow();
    }

    /// rq 2 lacks what rq-scheduler 0.13.1 imports; mkdocs-autorefs 1.3 what old mkdocstrings do.
    @ParameterizedTest
    @CsvSource({"2.3.0, 2, 1.3", "2.4.0, 2, 1.3", "2.5.0, 2, 1.3", "2.5.1, 3, 1.3"})
    void fitTheRelease(String release, String rq, String autorefs) throws Exception {
        assertTrue(pinned(release, "rq").compareTo(Version.of(rq)) < 0);
        assertTrue(pinned(release, "mkdocs-autorefs").compareTo(Version.of(autorefs)) < 0);
    }

    @Test
    void areNotGuessedForOtherReleases() throws Exception {
        Shells.Ran ran = pinsOf("2.6.0");
        assertEquals(1, ran.exit());
        assertEquals("", ran.out());
    }
}
