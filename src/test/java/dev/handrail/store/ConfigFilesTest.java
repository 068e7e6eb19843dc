package dev.handrail.store;

import static dev.handrail.testing.TestRequirements.requireRoot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.store.file.AppFolders;
import dev.handrail.store.file.PrivateFiles;
import dev.handrail.store.settings.SavedServers;
import dev.handrail.store.settings.SavedServers.SavedServer;
import dev.handrail.store.settings.UserSettings;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

@Tag("fast")
class ConfigFilesTest {
    private static final SavedServer TEA =
            new SavedServer(Samples.place().target(), "Tea", "2.4", "2026-11-20T02:00:00Z");
    private static final SavedServer GATE =
            new SavedServer(
                    Target.of("gate", "gate.example.org", 2222)
                            .withLink(Optional.of(Target.SshLink.SYSTEM)),
                    "",
                    "",
                    "");

    @TempDir Path folder;

    @Test
    void remembersServersAndSettingsOverARestart() {
        SavedServers targets = new SavedServers(folder);
        assertEquals(Optional.empty(), targets.saveServer(GATE));
        targets.saveServer(TEA);
        SavedServer newer = new SavedServer(GATE.target(), "Tea", "2.5.1", "");
        targets.saveServer(newer);
        assertEquals(List.of(newer, TEA), new SavedServers(folder).listServers());
        targets.removeServer("tea-1");
        targets.removeServer("unknown");
        assertEquals(List.of(newer), new SavedServers(folder).listServers());

        UserSettings settings = new UserSettings(folder);
        assertEquals(Optional.empty(), settings.set("theme", "dark"));
        assertEquals(Optional.of("dark"), new UserSettings(folder).get("theme"));
        assertEquals(Optional.empty(), new UserSettings(folder).get("size"));
    }

    @Test
    void keepsThemFromOtherUsersOfTheMachine() throws IOException {
        new SavedServers(folder.resolve("new")).saveServer(TEA);
        assertEquals("rwx------", permissions(folder.resolve("new")));
        assertEquals("rw-------", permissions(folder.resolve("new/targets.json")));
    }

    @Test
    void whatIsExportedIsForItsOwnerAndGoesThroughNoLink() throws IOException {
        Path report = folder.resolve("report.md");
        PrivateFiles.exportText(report, "one");
        assertEquals("rw-------", permissions(report));
        Files.setPosixFilePermissions(report, PosixFilePermissions.fromString("rw-r-----"));
        PrivateFiles.exportText(report, "2");
        assertEquals("2", Files.readString(report));
        assertEquals("rw-r-----", permissions(report));
        Path link = Files.createSymbolicLink(folder.resolve("link.md"), report);
        assertThrows(IOException.class, () -> PrivateFiles.exportText(link, "three"));
        Path nowhere =
                Files.createSymbolicLink(folder.resolve("nowhere.md"), folder.resolve("made"));
        assertThrows(IOException.class, () -> PrivateFiles.exportText(nowhere, "three"));
        assertEquals("2", Files.readString(report));
        assertFalse(Files.exists(folder.resolve("made")));
    }

    @Test
    void aLinkInTheWayIsReplacedAndThatOfSomeoneElseRefused() throws Exception {
        Path other = Files.writeString(folder.resolve("other"), "of somebody");
        Files.createSymbolicLink(folder.resolve("targets.json"), other);
        Files.createSymbolicLink(folder.resolve("targets.json.new"), other);
        assertEquals(Optional.empty(), new SavedServers(folder).saveServer(TEA));
        assertFalse(Files.isSymbolicLink(folder.resolve("targets.json")));
        assertEquals("of somebody", Files.readString(other));
        requireRoot("give a link away");
        Path link = Files.createSymbolicLink(folder.resolve("data"), folder.resolve("real"));
        Files.createDirectories(folder.resolve("real"));
        assertEquals(
                0, new ProcessBuilder("chown", "-h", "65534", link.toString()).start().waitFor());
        assertThrows(IOException.class, () -> PrivateFiles.createFolder(link));
        assertThrows(IOException.class, () -> PrivateFiles.createFile(link));
        assertEquals(
                "config-unwritable", new SavedServers(link).saveServer(TEA).orElseThrow().key());
    }

    @Test
    void noNameOfWhatIsKeptIsThatOfASecret() throws IOException {
        new SavedServers(folder).saveServer(TEA);
        new UserSettings(folder).set("theme", "dark");
        for (String name : List.of("targets.json", "settings.json")) {
            String text = Files.readString(folder.resolve(name)).toLowerCase(Locale.ROOT);
            assertFalse(text.matches("(?s).*(passw|passphrase|secret|token).*"), text);
        }
    }

    @Test
    void keepsADamagedFileAsideAndSaysSo() throws IOException {
        for (String text : List.of("{\"format\": 1, \"targets\": [{", "", "[]", "\0\0\0")) {
            Files.writeString(folder.resolve("targets.json"), text);
            SavedServers targets = new SavedServers(folder);
            Problem problem = targets.damageProblem().orElseThrow();
            assertEquals(List.of(), targets.listServers());
            assertEquals("config-damaged", problem.key());
            targets.saveServer(TEA);
            assertEquals(List.of(TEA), new SavedServers(folder).listServers());
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(4, files.filter(f -> f.toString().contains("targets-damaged-")).count());
        }
        Files.writeString(folder.resolve("settings.json"), "{");
        assertTrue(new UserSettings(folder).damageProblem().isPresent());
    }

    @Test
    void saysWhyAFileCannotBeWrittenAndGoesOn() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        UserSettings settings = new UserSettings(folder.resolve("file"));
        assertEquals("config-unwritable", settings.set("theme", "dark").orElseThrow().key());
        assertEquals(Optional.of("dark"), settings.get("theme"));
    }

    @Test
    void followsTheConventionsOfEachPlatform() {
        Path home = Path.of("/home/ann");
        assertEquals(
                new AppFolders(
                        Path.of("/home/ann/.local/share/handrail"),
                        Path.of("/home/ann/.config/handrail"),
                        Path.of("/home/ann/.local/state/handrail")),
                AppFolders.of(
                        Map.of("XDG_CONFIG_HOME", "relative/is/ignored", "XDG_DATA_HOME", ""),
                        "Linux",
                        home));
        assertEquals(
                Path.of("/data/handrail"),
                AppFolders.of(Map.of("XDG_DATA_HOME", "/data"), "Linux", home).data());
        assertEquals(
                Path.of("/home/ann/Library/Application Support/Handrail/config"),
                AppFolders.of(Map.of(), "Mac OS X", home).config());
        assertEquals(
                Path.of("/home/ann/AppData/Local/Handrail/data"),
                AppFolders.of(Map.of(), "Windows 11", home).data());
        assertEquals(
                AppFolders.underFolder(Path.of("/srv/h")),
                AppFolders.of(
                        Map.of("HANDRAIL_HOME", "/srv/h", "XDG_DATA_HOME", "/data"),
                        "Linux",
                        home));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
