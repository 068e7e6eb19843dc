package dev.handrail.store.runbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handrail.store.runbook.RunbookLibrary.LoadResult;
import dev.handrail.testing.KeyedText;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;

/// Runbooks in the admin's own folder: who may change them, and what trust means.
@Tag("fast")
@DisabledOnOs(OS.WINDOWS)
class OwnRunbookTest {
    @TempDir Path home;

    private Path own;
    private Path tea;

    @BeforeEach
    void writeRunbook() throws IOException {
        own = home.resolve("runbooks");
        tea = own.resolve("sentry");
        Files.createDirectories(tea.resolve("notes"));
        Files.writeString(
                tea.resolve("runbook.json"),
                """
                { "format": 1, "id": "sentry", "name": "Mine", "summary": "Mine.", "detect": "detect.sh",
                  "notes": [ {"crossing": "2.5", "file": "notes/2.5.md", "source": "s"} ],
                  "routes": [ {"id": "r", "name": "R", "roles": ["server"], "steps": [
                    {"script": "do.sh", "id": "do", "phase": "stop", "title": "Do", "why": "W.", "reversibility": "free"} ]} ] }
                """);
        Files.writeString(tea.resolve("detect.sh"), "true\n");
        Files.writeString(tea.resolve("do.sh"), "true\n");
        Files.writeString(tea.resolve("notes/2.5.md"), "Hot.\n");
        permit(own, "rwxr-xr-x");
        permit(tea, "rwxr-xr-x");
        permit(tea.resolve("notes"), "rwxr-xr-x");
        for (String file : List.of("runbook.json", "detect.sh", "do.sh", "notes/2.5.md")) {
            permit(tea.resolve(file), "rw-r--r--");
        }
    }

    @Test
    void nothingOfAnUntrustedRunbookIsUsed() {
        LoadResult loaded = load(false);

        assertEquals("", errors(loaded));
        assertTrue(loaded.runbooks().stream().noneMatch(book -> book.name().equals("Mine")));
        assertTrue(loaded.runbooks().stream().anyMatch(book -> book.id().equals("sentry")));
        OwnRunbook untrusted = loaded.untrusted().getFirst();
        assertEquals(tea, untrusted.folder());
        assertEquals(List.of("detect.sh", "do.sh", "notes/2.5.md"), untrusted.files());
    }

    @Test
    void aTrustedRunbookIsUsedAndNamed() {
        LoadResult loaded = load(true);

        assertTrue(loaded.runbooks().stream().anyMatch(book -> book.name().equals("Mine")));
        assertEquals(List.of(), loaded.untrusted());
        String notices = loaded.notices().stream().map(KeyedText::of).collect(Collectors.joining());
        assertTrue(notices.contains("store.runbook.own-used(sentry, " + tea + ")"), notices);
        assertTrue(notices.contains("store.runbook.replaces-built-in(sentry"), notices);
    }

    @ParameterizedTest
    @ValueSource(strings = {"runbook.json", "detect.sh", "do.sh", "notes/2.5.md"})
    void anyChangedFileEndsTheTrust(String file) throws IOException {
        String before = load(false).untrusted().getFirst().hash();
        Files.writeString(tea.resolve(file), Files.readString(tea.resolve(file)) + "\n");

        assertNotEquals(before, load(false).untrusted().getFirst().hash());
    }

    @Test
    void aTranslationThatIsAddedEndsTheTrust() throws IOException {
        String before = load(false).untrusted().getFirst().hash();
        Files.writeString(tea.resolve("runbook_de.json"), "{}");

        assertNotEquals(before, load(false).untrusted().getFirst().hash());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "runbook.json", "detect.sh", "do.sh", "notes", "notes/2.5.md"})
    void aRunbookThatOthersMayChangeIsRefused(String file) throws IOException {
        Path open = tea.resolve(file);
        for (String permissions : List.of("rwxrwxr-x", "rwxr-xrwx", "rwxrwxrwx")) {
            permit(open, permissions);
            LoadResult loaded = load(true);

            assertTrue(errors(loaded).contains("store.runbook.others-write(" + open), permissions);
            assertTrue(loaded.runbooks().stream().noneMatch(book -> book.name().equals("Mine")));
            assertEquals(List.of(), loaded.untrusted());
        }
    }

    @Test
    void aFolderAboveThatOthersMayChangeIsRefused() throws IOException {
        permit(own, "rwxrwxr-x");

        assertTrue(errors(load(true)).contains("store.runbook.others-write(" + own + ")"));
    }

    @Test
    void aRunbookOfAnotherUserIsRefused() throws IOException {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can give files away");
        Files.setOwner(
                tea.resolve("do.sh"),
                tea.getFileSystem()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName("nobody"));

        assertTrue(errors(load(true)).contains("store.runbook.other-owner("), errors(load(true)));
    }

    @Test
    void theCommandThatTrustsRefusesTheSame() throws IOException {
        permit(tea.resolve("do.sh"), "rw-rw-rw-");

        LoadResult read = RunbookLibrary.readOwn(tea);
        assertTrue(errors(read).contains("store.runbook.others-write"), errors(read));
        assertEquals(List.of(), read.untrusted());
    }

    private LoadResult load(boolean trusted) {
        return RunbookLibrary.loadRunbooks(List.of(), own, book -> trusted);
    }

    private static String errors(LoadResult loaded) {
        return loaded.errors().stream()
                .map(error -> KeyedText.of(error.message()))
                .collect(Collectors.joining("\n"));
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
