package dev.handrail.run.merge.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handrail.model.Message;
import dev.handrail.run.merge.settings.SettingsReading.Unreadable;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Random files of each format: every setting is found where it stands, and one that is replaced
/// changes no other byte.
@Tag("fast")
class SettingsFormatTest {
    private static final int FILES = 300;

    @Test
    void iniFilesAreReadAndWritten() {
        for (int seed = 0; seed < FILES; seed++) {
            SettingsSample file = new SettingsSample(seed);
            file.add(file.pick("", "\ufeff")).addLine("# st2.conf = not a setting");
            for (int section = 0; section < 3; section++) {
                file.addLine(file.pick("", "; comment: none")).addLine("[s" + section + "]");
                for (int key = 0; key < 4; key++) {
                    file.add("key_" + key + file.pick("=", " = ", ": ", "\t=\t"));
                    String value = file.pick("1", "a = b; c # d", "['x', \"y\"]", "\u00fc\u20ac");
                    boolean several = file.random().nextInt(4) == 0;
                    String more = several ? file.lineEnd() + "  more = " + value : "";
                    file.addValue("s" + section + ".key_" + key, value + more);
                    file.addLine(file.pick("", " "));
                }
            }
            file.check(SettingsFormat.INI::readSettings, "new # value");
        }
    }

    @Test
    void dotenvFilesAreReadAndWritten() {
        for (int seed = 0; seed < FILES; seed++) {
            SettingsSample file = new SettingsSample(seed);
            for (int key = 0; key < 6; key++) {
                file.addLine(file.pick("", "# A=1", "  # B=2"));
                file.add(file.pick("", "export ", "  ") + "KEY_" + key + "=");
                file.addValue(
                        "KEY_" + key, file.pick("a", "\"a b # c\"", "'\u00fc'", "x=y", "1:2"));
                file.addLine(file.pick("", " ", "\t"));
            }
            file.check(SettingsFormat.DOTENV::readSettings, "\"new\"");
        }
    }

    @Test
    void unitsAreReadAndWritten() {
        for (int seed = 0; seed < FILES; seed++) {
            SettingsSample file = new SettingsSample(seed);
            for (String section : new String[] {"Unit", "Service"}) {
                file.addLine("[" + section + "]");
                for (int key = 0; key < 4; key++) {
                    file.addLine(file.pick("", "# Old=1", "; Old=2")).add("Key" + key + "=");
                    boolean several = file.random().nextInt(3) == 0;
                    String more = several ? " \\" + file.lineEnd() + "  --port=80" : "";
                    file.addValue(section + ".Key" + key, file.pick("a", "/bin/x -e [y]") + more);
                    file.addLine("");
                }
            }
            file.check(SettingsFormat.SYSTEMD::readSettings, "/bin/true");
        }
    }

    @Test
    void yamlFilesAreReadAndWritten() {
        for (int seed = 0; seed < FILES; seed++) {
            SettingsSample file = new SettingsSample(seed);
            file.add(file.pick("", "\ufeff", "---" + file.lineEnd(), "# a: b" + file.lineEnd()));
            for (int key = 0; key < 5; key++) {
                if (file.random().nextBoolean()) {
                    file.addLine("group." + key + ":" + file.pick("", "  # x: y"));
                    addYaml(file, "  ", "group." + key + ".", "inner");
                    addYaml(file, "  ", "group." + key + ".", "\u00fcber");
                } else {
                    addYaml(file, "", "", "mail.key-" + key);
                }
            }
            file.check(SettingsFormat.YAML::readSettings, "'new # value'");
        }
    }

    private static void addYaml(SettingsSample file, String indent, String parent, String key) {
        String end = file.lineEnd();
        String value =
                file.pick(
                        "1",
                        "plain text: no".replace(": ", ":"),
                        "'it''s # \u20ac \ud83d\ude00'",
                        "\"a\\\"b: c\"",
                        "[1, {a: b}, 'x, y']",
                        "|" + end + indent + "  line: 1" + end + indent + "  # no comment",
                        "- one" + end + indent + "  - two: 2");
        boolean below = value.startsWith("- ");
        file.add(indent + key + ":" + (below ? end + indent + "  " : " "));
        file.addValue(parent + key, value);
        file.addLine(value.startsWith("|") || below ? "" : file.pick("", "  # old: value"));
        file.addLine(file.pick("", "# comment: here"));
    }

    @Test
    void jsonIsReadAsYaml() {
        String json = "{\n  \"a\": {\"b\": \"x, y\", \"c\": [1, 2]},\n  \"d\": null\n}\n";
        byte[] file = json.getBytes(StandardCharsets.UTF_8);
        assertEquals(
                Map.of("a.b", "\"x, y\"", "a.c", "[1, 2]", "d", "null"),
                SettingsSample.valuesOf(
                        SettingsSample.read(SettingsFormat.YAML::readSettings, file), file));
    }

    @ParameterizedTest
    @CsvSource({
        "INI, 'a = 1\nserver {\n', 2",
        "INI, 'proxy_set_header Host = x', 1",
        "INI, '  a = 1', 1",
        "DOTENV, 'A=\"one\nB=two\"', 1",
        "DOTENV, 'rm -rf /', 1",
        "SYSTEMD, '[Service]\nExecStart', 2",
        "YAML, 'a: 1\nb: [1, 2\n', 3",
        "YAML, 'a: \"x\n', 2",
    })
    void whatCannotBeReadSaysWhere(SettingsFormat format, String text, String line) {
        assertEquals(
                new Unreadable(Message.of("run.settings.broken", line)),
                format.readSettings(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({"'- a\n- b\n'", "'a: 1\n---\nb: 2\n'", "'? [a]\n: 1\n'", "text"})
    void whatIsNoMappingIsLeftToTheLines(String text) {
        assertEquals(
                new Unreadable(Message.of("run.settings.no-mapping")),
                SettingsFormat.YAML.readSettings(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void deepNestingAndOddBytesAreNoBug() {
        for (String text : new String[] {"{a: ".repeat(5000), "[".repeat(5000), "a: \u0000"}) {
            assertInstanceOf(
                    Unreadable.class,
                    SettingsFormat.YAML.readSettings(text.getBytes(StandardCharsets.UTF_8)));
        }
        Random random = new Random(7);
        for (int i = 0; i < FILES; i++) {
            byte[] noise = new byte[random.nextInt(80)];
            random.nextBytes(noise);
            for (SettingsFormat format : SettingsFormat.values()) {
                if (format != SettingsFormat.PYTHON) {
                    format.readSettings(noise);
                }
            }
        }
    }

    @Test
    void theNameOfTheFileSaysItsFormat() {
        assertEquals(
                Optional.of(SettingsFormat.PYTHON),
                SettingsFormat.findFormat("/etc/sentry/sentry.conf.py"));
        assertEquals(Optional.of(SettingsFormat.INI), SettingsFormat.findFormat("/etc/st2.conf"));
        assertEquals(Optional.of(SettingsFormat.DOTENV), SettingsFormat.findFormat("/srv/.env"));
        assertEquals(Optional.empty(), SettingsFormat.findFormat("/etc/st2/htpasswd"));
    }
}
