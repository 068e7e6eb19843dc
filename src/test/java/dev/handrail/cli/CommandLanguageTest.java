package dev.handrail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.app.EngineConfig;
import dev.handrail.cli.json.ProblemView;
import dev.handrail.cli.output.CommandLanguage;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.report.JsonWriter;
import dev.handrail.store.file.AppFolders;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

@Tag("fast")
class CommandLanguageTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -, en",
                "-, -, de_DE.UTF-8, de-DE",
                "-, en_GB.UTF-8, de_DE.UTF-8, en-GB",
                "de_AT@euro, en_GB, en_US, de-AT",
                "C.UTF-8, -, de_DE, en",
                "POSIX, -, de_DE, en",
            })
    void followsTheEnvironment(String all, String messages, String lang, String tag) {
        Map<String, String> environment = new HashMap<>();
        environment.put("LC_ALL", all == null ? "" : all);
        environment.put("LC_MESSAGES", messages == null ? "" : messages);
        environment.put("LANG", lang == null ? "" : lang);
        assertEquals(tag, CommandLanguage.readEnvironment(environment).toLanguageTag());
    }

    @Test
    void anOptionChoosesTheLanguageOfMessages() {
        FakeTerminal terminal = FakeTerminal.piped();
        EngineConfig config =
                new EngineConfig(
                        AppFolders.underFolder(folder),
                        folder.resolve("ssh"),
                        List.of(),
                        Clock.systemUTC());
        CommandLineApp.run(new CommandContext(terminal, config), "history", "--lang", "de");
        terminal.printLine(Message.of("run.step-failed", "Migrate"));
        assertTrue(terminal.all().contains("„Migrate“ ist fehlgeschlagen."), terminal.all());
    }

    @Test
    void jsonSaysEnglishAndTheKeyInEveryLanguage() {
        Problem problem =
                new Problem("a.key", Message.of("run.step-failed", "Migrate"), Message.EMPTY);
        assertEquals(
                "{\"key\":\"a.key\",\"what\":\"\\\"Migrate\\\" failed.\",\"whatMessage\":"
                        + "{\"key\":\"run.step-failed\",\"arguments\":[\"Migrate\"],"
                        + "\"text\":\"\\\"Migrate\\\" failed.\"},\"todo\":\"\"}",
                JsonWriter.toJsonLine(ProblemView.of(problem)));
    }
}
