package dev.handrail.detect;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.AvailableReleases;
import dev.handrail.model.Facts;
import dev.handrail.model.Facts.Fact;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Runbook;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Version;
import dev.handrail.testing.English;
import dev.handrail.text.ShellQuote;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Tag("ssh")
class DetectorTest {
    @TempDir Path home;

    private static Runbook runbook(String id, String detect) {
        return runbook(id, detect, "");
    }

    private static Runbook runbook(String id, String detect, String releases) {
        return new Runbook(
                id,
                "The " + id,
                Message.EMPTY,
                new ScriptText("lib.sh", ScriptLibrary.sharedFunctions()),
                new ScriptText(id + "/detect.sh", detect),
                releases.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new ScriptText("releases.sh", releases)),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private DetectionResult detect(Runbook... runbooks) throws Exception {
        return new Detector(List.of(runbooks)).detectProducts(new LocalShell(home));
    }

    @Test
    void secretsInFactsAndReleasesAreHidden() throws Exception {
        Runbook runbook =
                runbook(
                        "one",
                        "fact installed yes\n"
                            + "fact origin git+https://me:s3cr3tword@host/x 'API_TOKEN=s3cr3tword"
                            + " x'\n"
                            + "fact broken 'bad line: SECRET_KEY = s3cr3tword'\n",
                        "releases_state unreachable 'no https://me:s3cr3tword@host/'\n");
        Detector detector = new Detector(List.of(runbook));
        DetectedProduct found = detector.detectProducts(new LocalShell(home)).products().getFirst();
        assertFalse(found.facts().toString().contains("s3cr3tword"), found.facts().toString());
        assertEquals("git+https://me:**********@host/x", found.facts().textOrEmpty("origin"));
        AvailableReleases releases = detector.listReleases(new LocalShell(home), found);
        assertEquals("no https://me:**********@host/", English.of(releases.detail()));
        DetectionResult failed =
                detect(runbook("two", "echo 'AUTH_TOKEN=s3cr3tword is wrong'; exit 3\n"));
        assertTrue(
                English.of(failed.problems().getFirst().what())
                        .endsWith("AUTH_TOKEN=********** is wrong"),
                failed.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh", "bash"})
    void findsSeveralProductsInEveryShell(String sh) throws Exception {
        List<String> shell = List.of(sh.split(" "));
        requireTools(shell.getFirst());
        Detector detector =
                new Detector(
                        List.of(
                                runbook(
                                        "one",
                                        "fact installed yes here\n"
                                                + "fact version 2.5.1 'cat VERSION'\n"),
                                runbook("two", "exit 0\n"),
                                runbook(
                                        "three",
                                        "fact installed yes\n"
                                                + "fact broken 'Its folder is empty.' ls\n")));

        DetectionResult found =
                detector.detectProducts(
                        new LocalShell(
                                shell,
                                Map.of("HOME", home.toString(), "PATH", System.getenv("PATH"))));

        assertEquals(
                List.of("one", "three"),
                found.products().stream().map(f -> f.runbook().id()).toList());
        assertEquals(
                Optional.of(Version.of("2.5.1")), found.products().getFirst().installedVersion());
        assertEquals(
                Optional.of(Message.literal("Its folder is empty.")),
                found.products().getLast().brokenReason());
        assertEquals(List.of(), found.problems());
        assertTrue(found.host().get("kernel").isPresent());
        assertTrue(found.products().getFirst().facts().all().containsAll(found.host().all()));
    }

    @Test
    void aScriptWithASyntaxErrorDoesNotReachItsNeighbours() throws Exception {
        DetectionResult found =
                detect(
                        runbook("bad", "if then (\n"),
                        runbook("exits", "fact installed yes\nexit 3\n"),
                        runbook("good", "fact installed yes\nfact version 1.0\n"));

        assertEquals(
                List.of("exits", "good"),
                found.products().stream().map(f -> f.runbook().id()).toList());
        assertEquals(
                List.of("detect.failed", "detect.failed"),
                found.problems().stream().map(Problem::key).toList());
        assertEquals(
                List.of(true, false),
                found.products().stream().map(f -> f.brokenReason().isPresent()).toList());
    }

    @Test
    void functionsThatSeveralRunbooksNameAreSentOnceAndSeenByThoseAlone() throws Exception {
        String part = ScriptLibrary.optionalFunctions("pip").orElseThrow();
        String shows = "fact installed yes; fact pip \"$(command -v %s)\"\n";
        String function = part.lines().filter(l -> l.endsWith("() {")).findFirst().orElseThrow();
        String name = function.substring(0, function.indexOf('('));
        Runbook one = withLibrary("one", part + "own() { :; }\n", shows.formatted(name));
        Runbook two = withLibrary("two", part, shows.formatted(name));
        Runbook three = runbook("three", shows.formatted(name));
        String text = DetectionScript.assemble(List.of(one, two, three), Map.of(), ":mark");
        assertEquals(2, text.split(name + "\\(\\) \\{", -1).length, text);
        List<DetectedProduct> found = detect(one, two, three).products();
        assertEquals(
                List.of(name, name, ""),
                found.stream().map(product -> product.facts().textOrEmpty("pip")).toList());
    }

    private static Runbook withLibrary(String id, String functions, String detect) {
        Runbook plain = runbook(id, detect);
        return new Runbook(
                id,
                plain.name(),
                Message.EMPTY,
                new ScriptText("lib.sh", plain.library().text() + functions),
                plain.detect(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    @Test
    void variablesAndInputOfOneScriptAreNotSeenByTheNext() throws Exception {
        DetectionResult found =
                detect(
                        runbook("one", "x=1; fact() { :; }; cat; cd /; exec >/dev/null\n"),
                        runbook("two", "fact installed \"${x-yes}\"\nfact version 1\n"));

        assertEquals(List.of("two"), found.products().stream().map(f -> f.runbook().id()).toList());
    }

    @Test
    void hostileTextIsNeitherRunNorTakenForAFact() throws Exception {
        Path evil = home.resolve("$(touch marker)'\"`touch marker`");
        Files.createDirectories(evil);
        DetectionResult found =
                detect(
                        runbook(
                                "one",
                                """
                                fact installed yes
                                printf '@fact\\tversion\\t9.9.9\\tforged\\n'
                                printf 'version="$(touch marker)"\\n@end\\t0\\n'
                                cd "$HOME"
                                for name in *; do fact dir "$name" ls; done
                                fact version 1.0 "a	tab and a
                                newline \\n $(printf '\\033[31m')"
                                """));

        DetectedProduct one = found.products().getFirst();
        assertEquals(Optional.of(Version.of("1.0")), one.installedVersion());
        assertEquals(evil.getFileName().toString(), one.facts().textOrEmpty("dir"));
        assertEquals("a\ttab and a\nnewline \\n [31m", one.facts().all().getLast().evidence());
        assertTrue(Files.notExists(home.resolve("marker")));
    }

    @Test
    void aServerWithoutAShellIsSaidPlainly() throws Exception {
        DetectionResult found =
                new Detector(List.of())
                        .detectProducts(
                                new LocalShell(
                                        List.of(
                                                "sh",
                                                "-c",
                                                "echo 'This account is not available.' >&2; exit"
                                                        + " 1"),
                                        Map.of()));

        assertEquals(
                List.of(
                        new Problem(
                                "detect.silent",
                                Message.of(
                                        "detect.silent-why.what", "This account is not available."),
                                Message.of("detect.silent.todo"))),
                found.problems());
    }

    @Test
    void outputThatIsCutIsSaidPlainly() throws Exception {
        DetectionResult found =
                detect(runbook("one", "fact installed yes\nfact version 1\nkill -9 $$\n"));

        assertEquals(List.of("detect.cut"), found.problems().stream().map(Problem::key).toList());
        assertEquals(
                Optional.of(Message.of("detect.incomplete.cut.why")),
                found.products().getFirst().brokenReason());
        assertEquals("1", found.products().getFirst().facts().textOrEmpty("version"));
    }

    @Test
    void listsWhatTheServerCanGet() throws Exception {
        Runbook runbook =
                runbook(
                        "one",
                        "fact installed yes\nfact git.origin 'a b'",
                        "release 2.5.1\n"
                                + "release nonsense!\n"
                                + "release v2.5-beta1\n"
                                + "releases_state listed \"ls-remote $F_GIT_ORIGIN\"\n");
        DetectionResult found = detect(runbook);

        AvailableReleases releases =
                new Detector(List.of(runbook))
                        .listReleases(new LocalShell(home), found.products().getFirst());

        assertEquals(
                new AvailableReleases(
                        AvailableReleases.ListingState.LISTED,
                        List.of(Version.of("2.5.1"), Version.of("v2.5-beta1")),
                        Message.literal("ls-remote a b")),
                releases);
    }

    @Test
    void aReleasesScriptThatFailsIsNoNetworkThatFails() throws Exception {
        Runbook runbook = runbook("one", "fact installed yes", "die 'No way out.'");
        DetectedProduct found = detect(runbook).products().getFirst();

        assertEquals(
                new AvailableReleases(
                        AvailableReleases.ListingState.FAILED,
                        List.of(),
                        Message.literal("ERROR: No way out.")),
                new Detector(List.of(runbook)).listReleases(new LocalShell(home), found));
    }

    @Test
    void factsAreBounded() {
        String many = "@fact\tkey\tvalue\n".repeat(5000) + "@fact\tkey!\tx\n@fact\n@fact\tlonely\n";

        assertEquals(FactParser.MOST, FactParser.parseFacts(many).all().size());
        assertEquals(
                new Fact("long", "x".repeat(FactParser.LONGEST), ""),
                FactParser.parseFacts("@fact\tlong\t" + "x".repeat(100_000)).all().getFirst());
    }

    private void takeLock(String run, String who) throws Exception {
        String base = new LocalShell(home).baseFolder();
        String values =
                ShellQuote.exportAssignments(
                        Map.of(
                                "LOCK_BASE",
                                base,
                                "LOCK_RUN",
                                run,
                                "LOCK_WHO",
                                who,
                                "LOCK_ALSO",
                                "",
                                "LOCK_OVER",
                                "",
                                "LOCK_QUIET",
                                "60"));
        String script = values + ScriptText.builtIn("run/lock.sh").text();
        assertEquals("@lock ours\n", new LocalShell(home).run(script, Detector.LIMIT).out());
    }

    @Test
    void aRunThatHoldsTheLockIsSeenByAnyWorkstation() throws Exception {
        assertEquals(Optional.empty(), detect().host().get("lock.run"));
        takeLock("20260101-run", "anna@laptop");

        DetectionResult seen = detect(runbook("one", "fact installed yes\n"));

        Facts facts = seen.products().getFirst().facts();
        assertEquals("20260101-run", facts.textOrEmpty("lock.run"));
        assertEquals("anna@laptop", facts.textOrEmpty("lock.owner"));
        assertTrue(facts.textOrEmpty("lock.since").matches("20..-..-..T..:..:..Z"));
        assertEquals("no", facts.textOrEmpty("lock.step"));
        assertTrue(Integer.parseInt(facts.textOrEmpty("lock.quiet")) >= 0);
        assertEquals("20260101-run", detect().host().textOrEmpty("lock.run"));
    }

    @Test
    void theScriptsOfARunbookKnowWhereRunsKeepTheirFiles() throws Exception {
        String shown = "release 1.0\nreleases_state listed \"$HANDRAIL_BASE\"\n";
        Runbook runbook =
                runbook("one", "fact installed yes\nfact base \"$HANDRAIL_BASE\"\n", shown);
        Detector detector = new Detector(List.of(runbook));

        DetectedProduct found = detector.detectProducts(new LocalShell(home)).products().getFirst();

        String base = new LocalShell(home).baseFolder();
        assertEquals(base, found.facts().textOrEmpty("base"));
        AvailableReleases releases = detector.listReleases(new LocalShell(home), found);
        assertEquals(base, English.of(releases.detail()));
    }
}
