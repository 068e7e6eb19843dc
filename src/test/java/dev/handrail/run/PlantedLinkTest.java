package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handrail.model.ScriptText;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A second user of the server plants links and swaps folders while root works in his folder: root
/// writes to nothing that is not his.
@Timeout(300)
@Tag("ssh")
class PlantedLinkTest {
    private static final String USER = "nobody";
    private static final String PYTHON = "/usr/bin/python3";
    private static final String SECRET = "root's own\n";

    /// What each attack does, over and over.
    private static final Map<String, String> ATTACKS =
            Map.of(
                    "name-of-the-new-file",
                    "link(victim, 'conf.handrail-new'); time.sleep(random.random() / 150);"
                            + " os.unlink('conf.handrail-new'); time.sleep(random.random() / 150)",
                    "name-of-the-file",
                    "link(victim, 'x'); os.rename('x', 'conf'); file('y'); os.rename('y', 'conf')",
                    "private-folder",
                    "for n in os.listdir('.'):\n"
                            + "   if n.startswith('.handrail-'):\n"
                            + "    os.rename(n, n[1:]); link(os.path.dirname(victim), n)",
                    "folder-above",
                    "os.chdir('..'); os.rename('app', 'away');"
                            + " link(os.path.dirname(victim), 'app'); os.unlink('app');"
                            + " os.rename('away', 'app'); os.chdir('app')");

    @TempDir Path temp;
    private Path home;
    private Path app;
    private Path etc;
    private Path work;

    @BeforeEach
    void makeFolders() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "root and a second user needed");
        assumeTrue(
                runScript(
                                        "setpriv --reuid="
                                                + USER
                                                + " --regid=65534 --clear-groups "
                                                + PYTHON
                                                + " -c pass",
                                        Map.of())
                                .code()
                        == 0,
                "setpriv and python3 needed");
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwx--x--x"));
        home = Files.createDirectory(temp.resolve("home"));
        app = Files.createDirectory(home.resolve("app"));
        etc = Files.createDirectory(temp.resolve("etc"));
        work = Files.createDirectory(temp.resolve("work"));
        runScript("chmod 711 '" + etc + "'; chown " + USER + " '" + home + "' '" + app + "'", null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name-of-the-new-file",
                "name-of-the-file",
                "private-folder",
                "folder-above"
            })
    void rootWritesAMergedFileThroughNoPlantedLink(String attack) throws Exception {
        Process attacker = startAttack(attack);
        try {
            for (int i = 0; i < 25; i++) {
                resetFiles();
                runScript(writing(), mergeValues("write" + i));
                assertNothingTouched("write " + i);
            }
        } finally {
            stop(attacker);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name-of-the-new-file",
                "name-of-the-file",
                "private-folder",
                "folder-above"
            })
    void rootPutsAFileBackThroughNoPlantedLink(String attack) throws Exception {
        Path kept = Files.createDirectories(work.resolve("merged-undo"));
        Files.writeString(kept.resolve("k.path"), app.resolve("conf").toString());
        Files.writeString(kept.resolve("k.mine"), "old\n");
        Process attacker = startAttack(attack);
        try {
            for (int i = 0; i < 25; i++) {
                resetFiles();
                runScript(script("run/merge-undo.sh"), mergeValues("undo-undo"));
                assertNothingTouched("undo " + i);
            }
        } finally {
            stop(attacker);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"name-of-the-file", "private-folder", "folder-above"})
    void aRunbookReplacesAFileThroughNoPlantedLink(String attack) throws Exception {
        String replace =
                "cat >"
                        + work
                        + "/text <<E\nnew\nE\nreplace_file "
                        + app
                        + "/conf "
                        + work
                        + "/text";
        Process attacker = startAttack(attack);
        try {
            for (int i = 0; i < 34; i++) {
                resetFiles();
                runScript(ScriptText.builtIn("runbooks/lib/place.sh").text() + replace, Map.of());
                assertNothingTouched("replace " + i);
            }
        } finally {
            stop(attacker);
        }
    }

    @Test
    void rootWritesWhenNobodyPlantsALinkAndKeepsOwnerAndMode() throws Exception {
        resetFiles();
        Ended ended = runScript(writing(), mergeValues("quiet"));
        assertEquals(0, ended.code(), ended.text());
        assertEquals("new\n", Files.readString(app.resolve("conf")));
        assertEquals(USER, Files.getOwner(app.resolve("conf")).getName());
        assertEquals(
                "rw-r-----",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(app.resolve("conf"))));
        assertEquals("old\n", Files.readString(work.resolve("merged-quiet/k.mine")));
        assertEquals(List.of("conf"), List.of(app.toFile().list()));
    }

    @Test
    void rootKeepsTheAcl() throws Exception {
        assumeTrue(
                runScript("command -v setfacl getfacl >/dev/null", Map.of()).code() == 0,
                "setfacl needed");
        resetFiles();
        runScript("setfacl -m u:daemon:r '" + app + "/conf'", Map.of());
        runScript(writing(), mergeValues("acl"));
        assertEquals("new\n", Files.readString(app.resolve("conf")));
        Ended ended = runScript("getfacl -p '" + app + "/conf'", Map.of());
        assertTrue(ended.text().contains("user:daemon:r--"), ended.text());
    }

    @Test
    void rootFollowsRootsOwnLinkAndALinkOfTheOwnerToWhatIsHis() throws Exception {
        resetFiles();
        Files.createSymbolicLink(etc.resolve("conf"), app.resolve("conf"));
        Map<String, String> values = mergeValues("roots");
        values.put("MERGE_FILE", etc.resolve("conf").toString());
        Ended ended = runScript(writing(), values);
        assertEquals(0, ended.code(), ended.text());
        assertEquals("new\n", Files.readString(app.resolve("conf")));
        assertTrue(Files.isSymbolicLink(etc.resolve("conf")));
        resetFiles();
        runScript("mv conf real; ln -s real conf; chown -h " + USER + " conf", Map.of(), app);
        ended = runScript(writing(), mergeValues("his"));
        assertEquals(0, ended.code(), ended.text());
        assertEquals("new\n", Files.readString(app.resolve("real")));
    }

    @Test
    void rootReadsAndWritesNothingOfItsOwnThroughALinkThatWasThereBefore() throws Exception {
        resetFiles();
        runScript("rm conf; ln -s '" + etc + "/victim' conf", Map.of(), app);
        Map<String, String> values = mergeValues("before");
        values.put("MERGE_OLD", sha256(SECRET));
        Ended ended = runScript(writing(), values);
        assertEquals(1, ended.code(), ended.text());
        assertTrue(ended.text().contains("symbolic link of somebody else"), ended.text());
        assertNothingTouched("a link of before");
        values = Map.of("READ_FILE", app + "/conf", "READ_MOST", "100");
        ended = runScript(script("run/read-file.sh"), values);
        assertTrue(ended.code() != 0 && !ended.text().contains(SECRET), ended.text());
    }

    private void resetFiles() throws Exception {
        String reset =
                ("mkdir -p app; cd app 2>/dev/null || exit 0; rm -rf conf real; echo old >conf;"
                     + " chmod 640 conf; chown %s conf; cd '%s'; rm -f conf; printf \"root's"
                     + " own\\n\" >victim; chmod 600 victim; chown root victim")
                        .formatted(USER, etc);
        runScript(reset, Map.of(), home);
    }

    private void assertNothingTouched(String when) throws IOException {
        Path victim = etc.resolve("victim");
        assertEquals(SECRET, Files.readString(victim), when);
        assertEquals("root", Files.getOwner(victim).getName(), when);
        assertEquals(List.of("victim"), List.of(etc.toFile().list()), when);
        assertEquals("root", Files.getOwner(etc).getName(), when);
    }

    private Map<String, String> mergeValues(String step) throws Exception {
        Map<String, String> values = new TreeMap<>();
        values.put("MERGE_FILE", app.resolve("conf").toString());
        values.put("MERGE_LIKE", app.resolve("conf").toString());
        values.put("MERGE_OLD", sha256("old\n"));
        values.put("MERGE_NEW", sha256("new\n"));
        values.put("MERGE_KEY", "k");
        values.put("HR_HOP_WORK", work.toString());
        values.put("HR_STEP", step);
        return values;
    }

    private static String writing() {
        return "exec 3<<E\nnew\nE\n" + script("run/merge-write.sh");
    }

    private static String script(String path) {
        return ScriptText.builtIn("runbooks/lib.sh").text()
                + ScriptText.builtInForPlace(path).text();
    }

    private Process startAttack(String name) throws IOException {
        Path program = home.resolve("attack.py");
        Files.writeString(
                program,
                """
                import os, random, time
                victim = %s
                def link(to, name): os.symlink(to, name)
                def file(name): open(name, 'w').write('old\\n')
                while 1:
                 try:
                  %s
                 except OSError:
                  for n in ('conf.handrail-new', 'x'):
                   if os.path.islink(n): os.unlink(n)
                """
                        .formatted("'" + etc.resolve("victim") + "'", ATTACKS.get(name)));
        return new ProcessBuilder(
                        "setpriv",
                        "--reuid=" + USER,
                        "--regid=65534",
                        "--clear-groups",
                        PYTHON,
                        program.toString())
                .directory(app.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void stop(Process process) throws InterruptedException {
        assertTrue(process.isAlive(), "nobody has attacked");
        process.destroyForcibly().waitFor();
    }

    private record Ended(int code, String text) {}

    private Ended runScript(String script, Map<String, String> values) throws Exception {
        return runScript(script, values, temp);
    }

    private static Ended runScript(String script, Map<String, String> values, Path in)
            throws Exception {
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true);
        shell.environment().putAll(values == null ? Map.of() : values);
        Process process = shell.directory(in.toFile()).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), text);
    }

    private static String sha256(String text) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes("UTF-8"));
        return HexFormat.of().formatHex(hash);
    }
}
