package dev.handrail.run.merge.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Message;
import dev.handrail.model.Runbook.SettingRule;
import dev.handrail.model.Runbook.SettingRule.RuleChange;
import dev.handrail.run.merge.settings.SettingAdviser.AdvisedFile;
import dev.handrail.run.merge.settings.SettingAdviser.FoundAdvice;
import dev.handrail.run.merge.settings.SettingsReading.Settings;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// What rules of a runbook make of the lines of a file: nothing else of it changes.
@Tag("fast")
class SettingAdviserTest {
    private static SettingRule rule(String name, RuleChange change, String to) {
        return new SettingRule(
                "k", "x.conf", name, change, to, "", Optional.empty(), Message.EMPTY, "docs");
    }

    private static SettingsFile read(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Settings settings =
                (Settings) SettingsFormat.findFormat(name).orElseThrow().readSettings(bytes);
        return new SettingsFile(bytes, bytes, settings.entries());
    }

    private static List<FoundAdvice> advise(SettingRule rule, String text) {
        SettingsFile mine = read("x.conf", text);
        AdvisedFile file =
                new AdvisedFile(List.of("/etc/x.conf"), mine, read("x.conf", ""), List.of());
        return new SettingAdviser(List.of(rule), List.of(file)).findAdvice(file);
    }

    @Test
    void renamesOnlyTheName() {
        SettingRule rule = rule("a.ssl", RuleChange.RENAMED, "a.tls");
        assertEquals("[a]\r\ntls : ssl # ssl\r\n", edited(rule, "[a]\r\nssl : ssl # ssl\r\n"));
        assertEquals("[a]\ntls=1", edited(rule, "[a]\nssl=1"));
        assertEquals("[a]\ntls=1\n y\n[b]\nssl=2\n", edited(rule, "[a]\nssl=1\n y\n[b]\nssl=2\n"));
    }

    @Test
    void aNewNameInAnotherSectionIsLeftToTheAdmin() {
        SettingRule rule = rule("a.ssl", RuleChange.RENAMED, "b.tls");
        assertTrue(advise(rule, "[a]\nssl=1\n").getFirst().edit().isEmpty());
    }

    @Test
    void aSettingThatHasItsNewNameToo() {
        SettingRule rule = rule("a.ssl", RuleChange.RENAMED, "a.tls");
        assertEquals("[a]\ntls=2\n", edited(rule, "[a]\nssl=1\ntls=2\n"));
    }

    @Test
    void removesTheWholeValue() {
        SettingRule rule = rule("a.*", RuleChange.REMOVED, "");
        assertEquals("[a]\n# c\n[b]\nx=1\n", edited(rule, "[a]\nx=1\n y\n# c\n[b]\nx=1\n"));
    }

    @Test
    void whatStandsTwiceIsLeftToTheAdmin() {
        SettingRule rule = rule("a.x", RuleChange.REMOVED, "");
        assertTrue(advise(rule, "[a]\nx=1\nx=2\n").getFirst().edit().isEmpty());
    }

    @Test
    void whatAnotherLineUsesStays() {
        SettingRule rule = rule("a.x", RuleChange.REMOVED, "");
        for (String use : List.of("%(x)s", "${a.x}", "$x/y")) {
            assertTrue(advise(rule, "[a]\nx=1\ny=" + use + "\n").getFirst().edit().isEmpty(), use);
        }
        assertEquals("[a]\n# $x\ny=x$xy\n", edited(rule, "[a]\nx=1\n# $x\ny=x$xy\n"));
    }

    @Test
    void aValueThatIsRightAlreadyNeedsNoAdvice() {
        SettingRule rule = rule("a.x", RuleChange.FIXED, "'UTC'");
        assertEquals(List.of(), advise(rule, "[a]\nx = \"UTC\"\n"));
        assertEquals("[a]\nx = 'UTC'\n", edited(rule, "[a]\nx = CET\n"));
    }

    @Test
    void conflictsOnlyWhereTheOtherIsSet() {
        SettingRule rule = rule("a.x", RuleChange.CONFLICTS, "a.y");
        assertEquals(List.of(), advise(rule, "[a]\nx=1\n"));
        assertEquals("[a]\ny=1\n", edited(rule, "[a]\nx=1\ny=1\n"));
    }

    @Test
    void plainPythonBecomesYaml() {
        assertEquals(Optional.of("25"), PythonLiteral.toYaml("25"));
        assertEquals(Optional.of("true"), PythonLiteral.toYaml("True"));
        assertEquals(Optional.of("'a: #b'"), PythonLiteral.toYaml("u\"a: #b\""));
        for (String other :
                List.of("os.name", "'a\\n'", "None", "010", "'''a'''", "'a' 'b'", "r'a'", "{}")) {
            assertEquals(Optional.empty(), PythonLiteral.toYaml(other), other);
        }
    }

    /// Rounds of random files: what is renamed back is the file of before, byte for byte.
    @Test
    void renamingBackGivesTheSameBytes() {
        Random random = new Random(7);
        SettingRule there = rule("a.ssl", RuleChange.RENAMED, "a.transport");
        SettingRule back = rule("a.transport", RuleChange.RENAMED, "a.ssl");
        for (int round = 0; round < 300; round++) {
            String text = randomFile(random);
            assertEquals(text, edited(back, edited(there, text)));
        }
    }

    private static String randomFile(Random random) {
        String end = random.nextBoolean() ? "\r\n" : "\n";
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "; \u00fc" + end : "");
        text.append("[a]").append(end);
        int at = random.nextInt(4);
        for (int i = 0; i < 4; i++) {
            String name = i == at ? "ssl" : "key" + i;
            text.append(name)
                    .append(random.nextBoolean() ? " = " : ":")
                    .append("v\u00e4l")
                    .append(i);
            text.append(end).append(random.nextInt(3) == 0 ? "  more" + end : "");
        }
        int cut = random.nextBoolean() ? end.length() : 0;
        return text.substring(0, text.length() - cut);
    }

    /// The file with the first advice taken; the file itself where there are no lines to take.
    private static String edited(SettingRule rule, String text) {
        return advise(rule, text).stream()
                .findFirst()
                .flatMap(FoundAdvice::edit)
                .map(edit -> withEdit(edit, text))
                .orElse(text);
    }

    private static String withEdit(SettingEdit edit, String text) {
        String bytes =
                new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        SettingsFile file = read("x.conf", text);
        String all =
                bytes.substring(0, file.lineStart(edit.begin()))
                        + new String(edit.text(), StandardCharsets.ISO_8859_1)
                        + bytes.substring(file.lineStart(edit.end()));
        return new String(all.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
