package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handrail.testing.LinkAttack;
import dev.handrail.testing.LinkAttack.ScriptEnd;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A second user of the server plants links and swaps folders while root works in his folder: root
/// writes to nothing that is not his.
@Timeout(300)
@Tag("ssh")
class PlantedLinkTest {
    private static final String USER = LinkAttack.USER;

    @TempDir Path temp;
    private LinkAttack attack;
    private Path app;
    private Path etc;
    private Path work;

    @BeforeEach
    void makeFolders() throws Exception {
        Optional<String> missing = LinkAttack.missingNeed();
        assumeTrue(missing.isEmpty(), missing.orElse(""));
        attack = LinkAttack.prepare(temp);
        app = attack.app();
        etc = attack.etc();
        work = attack.work();
    }

    @AfterEach
    void endAttack() throws InterruptedException {
        if (attack != null) {
            attack.close();
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
    void rootWritesAMergedFileThroughNoPlantedLink(String name) throws Exception {
        attack.start(name);
        for (int i = 0; i < 25; i++) {
            attack.resetFiles();
            runScript(LinkAttack.writingScript(), attack.mergeValues("write" + i));
            assertNothingTouched("write " + i);
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
    void rootPutsAFileBackThroughNoPlantedLink(String name) throws Exception {
        String undo = attack.undoScript();
        attack.start(name);
        for (int i = 0; i < 25; i++) {
            attack.resetFiles();
            runScript(undo, attack.mergeValues("undo-undo"));
            assertNothingTouched("undo " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"name-of-the-file", "private-folder", "folder-above"})
    void aRunbookReplacesAFileThroughNoPlantedLink(String name) throws Exception {
        attack.start(name);
        for (int i = 0; i < 34; i++) {
            attack.resetFiles();
            runScript(attack.replacingScript(), Map.of());
            assertNothingTouched("replace " + i);
        }
    }

    @Test
    void rootWritesWhenNobodyPlantsALinkAndKeepsOwnerAndMode() throws Exception {
        attack.resetFiles();
        ScriptEnd ended = runScript(LinkAttack.writingScript(), attack.mergeValues("quiet"));
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
        attack.resetFiles();
        runScript("setfacl -m u:daemon:r '" + app + "/conf'", Map.of());
        runScript(LinkAttack.writingScript(), attack.mergeValues("acl"));
        assertEquals("new\n", Files.readString(app.resolve("conf")));
        ScriptEnd ended = runScript("getfacl -p '" + app + "/conf'", Map.of());
        assertTrue(ended.text().contains("user:daemon:r--"), ended.text());
    }

    @Test
    void rootFollowsRootsOwnLinkAndALinkOfTheOwnerToWhatIsHis() throws Exception {
        attack.resetFiles();
        Files.createSymbolicLink(etc.resolve("conf"), app.resolve("conf"));
        Map<String, String> values = attack.mergeValues("roots");
        values.put("MERGE_FILE", etc.resolve("conf").toString());
        ScriptEnd ended = runScript(LinkAttack.writingScript(), values);
        assertEquals(0, ended.code(), ended.text());
        assertEquals("new\n", Files.readString(app.resolve("conf")));
        assertTrue(Files.isSymbolicLink(etc.resolve("conf")));
        attack.resetFiles();
        LinkAttack.runScript(
                "mv conf real; ln -s real conf; chown -h " + USER + " conf", Map.of(), app);
        ended = runScript(LinkAttack.writingScript(), attack.mergeValues("his"));
        assertEquals(0, ended.code(), ended.text());
        assertEquals("new\n", Files.readString(app.resolve("real")));
    }

    @Test
    void rootReadsAndWritesNothingOfItsOwnThroughALinkThatWasThereBefore() throws Exception {
        attack.resetFiles();
        LinkAttack.runScript("rm conf; ln -s '" + etc + "/victim' conf", Map.of(), app);
        Map<String, String> values = attack.mergeValues("before");
        values.put("MERGE_OLD", LinkAttack.sha256(LinkAttack.SECRET));
        ScriptEnd ended = runScript(LinkAttack.writingScript(), values);
        assertEquals(1, ended.code(), ended.text());
        assertTrue(ended.text().contains("symbolic link of somebody else"), ended.text());
        assertNothingTouched("a link of before");
        values = Map.of("READ_FILE", app + "/conf", "READ_MOST", "100");
        ended = runScript(LinkAttack.script("run/read-file.sh"), values);
        assertTrue(ended.code() != 0 && !ended.text().contains(LinkAttack.SECRET), ended.text());
    }

    private void assertNothingTouched(String when) throws IOException {
        assertEquals(Optional.empty(), attack.findTouched(), when);
    }

    private ScriptEnd runScript(String script, Map<String, String> values) throws Exception {
        return LinkAttack.runScript(script, values, temp);
    }
}
