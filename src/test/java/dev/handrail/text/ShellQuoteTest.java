package dev.handrail.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handrail.testing.Hostile;
import dev.handrail.testing.Shells;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.LinkedHashMap;
import java.util.Map;

@Tag("fast")
class ShellQuoteTest {
    @ParameterizedTest
    @MethodSource("dev.handrail.testing.Shells#all")
    void everyShellReadsBackExactlyTheValue(Shells shell) throws Exception {
        Map<String, String> values = new LinkedHashMap<>();
        Hostile.texts(11, 600).forEach(text -> values.put("V" + values.size(), text));
        values.put("V_LONG", "it's $(long) ".repeat(8000));
        StringBuilder script = new StringBuilder(ShellQuote.exportAssignments(values));
        StringBuilder expected = new StringBuilder();
        values.forEach((name, value) -> {
            script.append("printf '%s|' \"$").append(name).append("\"\n");
            expected.append(value).append('|');
        });
        assertEquals(expected.toString(), shell.run(script.toString()).out());
    }

    @Test
    void valuesReachTheProcessesThatAScriptStarts() throws Exception {
        String script =
                ShellQuote.exportAssignments(Map.of("A_B", "it's")) + "env | grep '^A_B='\n";
        assertEquals("A_B=it's\n", Shells.sh().run(script).out());
    }

    @Test
    void refusesWhatAShellCannotHold() {
        refused("A", "x\0y");
        refused("A", "x\ud800");
        refused("A", "\udc00x");
        refused("a", "lower case name");
        refused("A;touch X", "no name");
        refused("", "no name");
        refused("1A", "no name");
        refused("A\nB", "no name");
    }

    private static void refused(String name, String value) {
        assertThrows(
                IllegalArgumentException.class,
                () -> ShellQuote.exportAssignments(Map.of(name, value)));
    }
}
