package dev.handrail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.app.EngineConfig;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.store.file.AppFolders;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

@Tag("fast")
class HelpTranslatorTest {
    /// Common English words, which no German line of the help has, except in names of options.
    private static final Pattern ENGLISH =
            Pattern.compile("(?<![-\\w])(the|with|and|from|that|what)(?![-\\w])");

    @TempDir private Path folder;

    private final FakeTerminal terminal = FakeTerminal.piped();

    private int run(String line) {
        EngineConfig config =
                new EngineConfig(
                        AppFolders.underFolder(folder),
                        folder.resolve("ssh"),
                        List.of(),
                        Clock.systemUTC());
        return CommandLineApp.run(new CommandContext(terminal, config), line.split(" "));
    }

    private static Set<String> sentences(String help) {
        return help.lines()
                .map(String::strip)
                .filter(line -> ENGLISH.matcher(line).find())
                .collect(Collectors.toCollection(HashSet::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "detect --help",
                "plan --help",
                "upgrade --help",
                "resume --help",
                "rollback --help",
                "verify --help",
                "history --help",
                "history check --help",
                "show --help",
                "report --help",
                "leftovers --help",
                "practice --help",
                "rehearse --help",
                "runbook --help",
                "runbook check --help",
                "runbook new --help",
                "runbook trust --help",
            })
    void helpIsGermanThroughout(String line) {
        String german = line.replace("--help", "--lang de --help");
        assertEquals(ExitCodes.OK, run(german), terminal.all());
        String help = terminal.shown();
        assertTrue(help.startsWith("Aufruf: handrail"), help);
        assertTrue(help.contains("Exit-Codes:"), help);
        assertTrue(help.contains("143 "), help);
        assertEquals(Set.of(), sentences(help), help);
    }

    @Test
    void helpStaysEnglishOtherwise() {
        assertEquals(ExitCodes.OK, run("plan --help"));
        assertTrue(terminal.shown().startsWith("Usage: handrail plan"), terminal.shown());
        assertFalse(sentences(terminal.shown()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "fly --lang de, Unbekanntes Argument: fly",
        "detect --lang de, Es fehlt: SERVER",
        "upgrade --lang de root@web --wrong, Unbekannte Option: --wrong",
        "report --lang de --format docx, passt nicht zu --format",
    })
    void aWrongCommandLineIsSaidInGerman(String line, String expected) {
        assertEquals(ExitCodes.USAGE, run(line), terminal.all());
        assertTrue(terminal.warned().contains(expected), terminal.warned());
    }
}
