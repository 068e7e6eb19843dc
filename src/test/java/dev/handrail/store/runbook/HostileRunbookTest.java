package dev.handrail.store.runbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// Runbooks that want to read what is not theirs, or that are far too large.
@Tag("fast")
@DisabledOnOs(OS.WINDOWS)
class HostileRunbookTest {
    private static final long THREE_GIGABYTES = 3L << 30;
    private static final String WHOLE =
            """
            { "format": 1, "id": "tea", "name": "Tea", "summary": "A kettle.",
              "lib": ["lib.sh"], "detect": "detect.sh", "releases": "releases.sh", "state": "state.sh",
              "parameters": [ {"key": "POT", "label": "Pot", "otherwise": "small"} ],
              "notes": [ {"crossing": "2.5", "file": "notes/2.5.md", "source": "s"} ],
              "failures": [ {"key": "dry", "pattern": "dry", "meaning": "No water.", "todo": "Fill it.", "recovery": "recover.sh"} ],
              "routes": [ {"id": "in-place", "name": "In place", "roles": ["server"],
                "steps": [
                  {"script": "boil.sh", "id": "boil", "phase": "upgrade", "title": "Boil", "why": "Heat.", "reversibility": "free", "check": "check.sh", "undo": "undo.sh"},
                  {"manual": "file: notes/look.md", "id": "look", "phase": "verify", "title": "Look", "why": "Sure.", "reversibility": "free"},
                  {"merge": "merge.sh", "id": "merge", "phase": "configure", "title": "Merge", "why": "M.", "reversibility": "free"},
                  {"copy": "copy.sh", "to": "workstation", "id": "copy", "phase": "backup", "title": "Copy", "why": "C.", "reversibility": "free"}
                ] } ] }
            """;

    @TempDir Path folder;

    private Path tea;

    @BeforeEach
    void writeRunbook() throws IOException {
        tea = folder.resolve("tea");
        Files.createDirectories(tea.resolve("notes"));
        Files.writeString(tea.resolve("runbook.json"), WHOLE);
        Files.writeString(tea.resolve("notes/2.5.md"), "Hot.\n");
        Files.writeString(tea.resolve("notes/look.md"), "Look.\n");
        for (String script :
                List.of(
                        "lib",
                        "detect",
                        "releases",
                        "state",
                        "recover",
                        "boil",
                        "check",
                        "undo",
                        "merge",
                        "copy")) {
            Files.writeString(tea.resolve(script + ".sh"), "true\n");
        }
        assertEquals("", errors());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lib.sh",
                "detect.sh",
                "releases.sh",
                "state.sh",
                "recover.sh",
                "boil.sh",
                "check.sh",
                "undo.sh",
                "merge.sh",
                "copy.sh",
                "notes/2.5.md",
                "notes/look.md"
            })
    void aLinkInTheFolderIsNotFollowed(String name) throws IOException {
        Path key = Files.writeString(folder.resolve("id_ed25519"), "PRIVATE KEY\n");
        replaceByLink(name, key);

        assertTrue(errors().contains("store.runbook.file-link(" + name), errors());
        assertEquals(List.of(), RunbookLibrary.checkFolder(tea).runbooks());
    }

    @ParameterizedTest
    @ValueSource(strings = {"runbook.json", "runbook_de.json"})
    void theRunbookItselfAndItsTranslationAreNoLinks(String name) throws IOException {
        Path other = Files.writeString(folder.resolve("other.json"), "{}");
        replaceByLink(name, other);

        assertTrue(errors().contains("store.runbook.file-link(" + name), errors());
    }

    @Test
    void aLinkedSubfolderIsNotEntered() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("2.5.md"), "SECRET\n");
        Files.writeString(outside.resolve("look.md"), "SECRET\n");
        Files.delete(tea.resolve("notes/2.5.md"));
        Files.delete(tea.resolve("notes/look.md"));
        replaceByLink("notes", outside);

        assertTrue(errors().contains("store.runbook.file-link(notes/2.5.md"), errors());
    }

    @Test
    void aFolderThatTheAdminLinksIsTheirs() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("linked"), tea);

        assertEquals(List.of(), RunbookLibrary.checkFolder(link).errors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"runbook.json", "runbook_de.json", "boil.sh", "notes/look.md"})
    void aFileOfThreeGigabytesIsRefusedBeforeItIsRead(String name) throws IOException {
        enlarge(tea.resolve(name));

        assertTrue(errors().contains("store.runbook.file-large(" + name), errors());
    }

    @Test
    void oneBadRunbookTakesNoOtherWithIt() throws IOException {
        for (String bad : List.of("a-large", "a-deep", "a-fifo")) {
            Files.createDirectories(folder.resolve(bad));
        }
        enlarge(folder.resolve("a-large/runbook.json"));
        Files.writeString(
                folder.resolve("a-deep/runbook.json"), "[".repeat(200_000) + "]".repeat(200_000));
        Files.createDirectory(folder.resolve("a-fifo/runbook.json"));
        LoadResult loaded = RunbookLibrary.loadRunbooks(List.of(folder));

        assertTrue(loaded.runbooks().stream().anyMatch(book -> book.id().equals("tea")));
        assertTrue(loaded.runbooks().stream().anyMatch(book -> book.id().equals("sentry")));
        assertEquals(3, loaded.errors().size(), loaded.errors().toString());
    }

    @Test
    void deepConditionsAreReadOrRefused() throws IOException {
        String when = "{\"not\":".repeat(450) + "{\"known\":\"a\"}" + "}".repeat(450);
        Files.writeString(
                tea.resolve("runbook.json"),
                WHOLE.replace("\"id\": \"boil\"", "\"id\": \"boil\", \"when\": " + when));

        LoadResult loaded = RunbookLibrary.checkFolder(tea);
        assertEquals(loaded.errors().isEmpty(), loaded.runbooks().size() == 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PYTHONPATH",
                "PYTHONSTARTUP",
                "PYTHONHOME",
                "BASHOPTS",
                "SHELLOPTS",
                "BASH_ENV",
                "GIT_SSH_COMMAND",
                "GIT_DIR",
                "PERL5LIB",
                "PERL5OPT",
                "RUBYOPT",
                "NODE_OPTIONS",
                "LD_PRELOAD",
                "PIP_INDEX_URL",
                "SSH_AUTH_SOCK",
                "SUDO_ASKPASS",
                "DBUS_SESSION_BUS_ADDRESS",
                "PGPASSFILE",
                "PROMPT_COMMAND",
                "PS4",
                "EDITOR",
                "PAGER",
                "HTTPS_PROXY",
                "GCONV_PATH",
                "JAVA_TOOL_OPTIONS"
            })
    void noParameterSetsWhatOtherProgramsObey(String name) throws IOException {
        Files.writeString(tea.resolve("runbook.json"), WHOLE.replace("\"POT\"", '"' + name + '"'));

        assertTrue(errors().contains("store.runbook.reserved-name(" + name + ")"), errors());
    }

    @Test
    void aSlowPatternIsNamed() throws IOException {
        Files.writeString(
                tea.resolve("runbook.json"),
                WHOLE.replace("\"pattern\": \"dry\"", "\"pattern\": \"(?!q)(x+x+)+y\""));

        String notices = RunbookLibrary.checkFolder(tea).notices().toString();
        assertTrue(notices.contains("store.runbook.slow-regex"), notices);
    }

    @Test
    void ordinaryNamesStayAllowed() {
        for (String name : List.of("GITHUB_BRANCH", "PYTHON", "BASE", "PGDUMP_JOBS", "COPY")) {
            assertFalse(EntryReader.isReserved(name), name);
        }
    }

    private void replaceByLink(String name, Path target) throws IOException {
        Files.deleteIfExists(tea.resolve(name));
        Files.createSymbolicLink(tea.resolve(name), target);
    }

    private static void enlarge(Path file) throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(THREE_GIGABYTES);
        }
    }

    private String errors() {
        return RunbookLibrary.checkFolder(tea).errors().stream()
                .map(error -> KeyedText.of(error.message()))
                .collect(Collectors.joining("\n"));
    }
}
