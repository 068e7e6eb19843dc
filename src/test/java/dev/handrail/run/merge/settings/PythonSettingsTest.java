package dev.handrail.run.merge.settings;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.Message;
import dev.handrail.model.ScriptText;
import dev.handrail.run.merge.settings.SettingsReading.Settings;
import dev.handrail.run.merge.settings.SettingsReading.Unreadable;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The interpreter of this machine finds the settings of random Python files.
@Tag("fast")
class PythonSettingsTest {
    private static final int FILES = 60;
    private static final Charset UTF = StandardCharsets.UTF_8;
    private static final String NEW = "('new', # )\n 1)";

    @TempDir Path folder;

    @Test
    void settingsAreFoundAndOneIsReplacedAlone() {
        requireTools("python3");
        List<SettingsSample> samples = new ArrayList<>();
        for (int seed = 0; seed < FILES; seed++) {
            samples.add(randomFile(seed));
        }
        List<byte[]> files = samples.stream().map(SettingsSample::bytes).toList();
        List<SettingsReading> first = readFiles(files);
        for (int i = 0; i < FILES; i++) {
            SettingsReading reading = first.get(i);
            samples.get(i).checkAll(reading, NEW, this::readFiles);
        }
    }

    private static SettingsSample randomFile(int seed) {
        SettingsSample file = new SettingsSample(seed);
        file.add(file.pick("", "\ufeff"));
        file.addLine("# -*- coding: utf-8 -*-").addLine("import os  # A = 1; B = {'x': 2}");
        for (int key = 0; key < 6; key++) {
            String name = "KEY_" + key;
            switch (file.random().nextInt(3)) {
                case 0 -> {
                    file.add(name + file.pick(" = ", "="));
                    file.addValue(name, randomValue(file));
                    file.addLine(file.pick("", "  # was: 'x'", ";"));
                }
                case 1 -> {
                    file.addLine(name + " = {  # 'a': 1");
                    file.add("    'a.b': ").addValue(name + ".a.b", randomValue(file));
                    file.addLine(",").add("    \"c\" : ");
                    file.addValue(name + ".c", randomValue(file)).addLine("}");
                }
                default -> {
                    file.add(name + "['k'] = ");
                    file.addValue(name + ".k", randomValue(file)).addLine("");
                }
            }
        }
        return file;
    }

    private static String randomValue(SettingsSample file) {
        return file.pick(
                "1",
                "'it\\'s # = {'",
                "\"\u00fc\u20ac\"",
                "'''two" + file.lineEnd() + "lines = 3'''",
                "[1, {'a': 2}, # ]" + file.lineEnd() + "  3]",
                "os.environ.get('A', 'b') or (lambda x: x)",
                "{}",
                "'a' \\" + file.lineEnd() + "   'b'");
    }

    @Test
    void aNameThatIsSetElsewhereTooIsUnsure() {
        requireTools("python3");
        String text =
                """
                A = 1
                B = 2
                C = {'x': 1}
                D = E = 5
                if A:
                    B = 3
                    C['x'] = 2
                """;
        List<SettingEntry> found = SettingsSample.read(this::readFile, text.getBytes(UTF));
        Map<String, Boolean> unsure =
                found.stream().collect(Collectors.toMap(SettingEntry::name, SettingEntry::unsure));
        assertEquals(Map.of("A", false, "B", true, "C", true, "C.x", true), unsure);
    }

    @Test
    void aDictionaryThatIsReplacedLaterIsUnsureAsAWhole() {
        requireTools("python3");
        String text =
                """
                A = {'x': {'old': 1}, 'y': 2}
                B = {'x': 1}
                B['z'] = 3
                A['x'] = {'new': 1}
                C = {'gone': 1}
                C = {'here': 1}
                """;
        Settings read = (Settings) readFile(text.getBytes(UTF));
        Map<String, Boolean> unsure = new TreeMap<>();
        read.entries()
                .forEach(each -> unsure.merge(each.name(), each.unsure(), Boolean::logicalOr));
        assertEquals(
                Set.of("A.x", "A.x.old", "A.x.new", "C", "C.gone", "C.here"),
                unsure.keySet().stream().filter(unsure::get).collect(Collectors.toSet()));
    }

    @Test
    void whatTheInterpreterCannotReadSaysWhere() {
        requireTools("python3");
        assertEquals(
                new Unreadable(Message.of("run.settings.broken", "2")),
                readFile("A = 1\nB = (2\n".getBytes(UTF)));
    }

    @Test
    void anAnswerThatIsCutShortIsNoAnswer() {
        assertEquals(List.of(), PythonSettings.parseOutput("F\n", List.of(1, 1)));
        assertEquals(List.of(), PythonSettings.parseOutput("x\nF\n", List.of(1)));
        assertEquals(
                List.of(new Unreadable(Message.of("run.settings.no-answer"))),
                PythonSettings.parseOutput("F\nS 0 4 9 0 0 -1 A\n", List.of(5)));
    }

    private SettingsReading readFile(byte[] file) {
        return readFiles(List.of(file)).getFirst();
    }

    private List<SettingsReading> readFiles(List<byte[]> files) {
        try {
            Path input = folder.resolve("input");
            Path script = folder.resolve("script.sh");
            Files.write(input, new byte[0]);
            for (byte[] file : files) {
                Files.write(input, file, StandardOpenOption.APPEND);
            }
            List<Integer> sizes = files.stream().map(file -> file.length).toList();
            String all = sizes.stream().map(String::valueOf).collect(Collectors.joining(" "));
            Files.writeString(
                    script,
                    "SETTINGS_SIZES='"
                            + all
                            + "'\n"
                            + ScriptText.builtIn("run/settings-python.sh").text());
            Process ran =
                    new ProcessBuilder(
                                    "sh",
                                    "-c",
                                    "exec sh \"$0\" 3<\"$1\"",
                                    script.toString(),
                                    input.toString())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            String output = new String(ran.getInputStream().readAllBytes(), UTF);
            assertEquals(0, ran.waitFor(), output);
            return PythonSettings.parseOutput(output, sizes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
