package dev.handrail.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.testing.Shells;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

class QuoteTest {
    private static final String HOSTILE =
            "'\"\\`$(touch X)${HOME};&|<>*?[]~#!%\n\r"
                    + "\t\u0001\u001b\u007f äöü 漢 😀 @EOF@ -n == {a,b} ''''";

    @ParameterizedTest
    @MethodSource("dev.handrail.testing.Shells#all")
    void everyShellReadsBackExactlyTheValue(Shells shell) throws Exception {
        Random random = new Random(11);
        Map<String, String> values = new LinkedHashMap<>();
        values.put("V_ALL", HOSTILE);
        values.put("V_EMPTY", "");
        values.put("V_NEWLINES", "\n\n");
        for (int i = 0; i < 300; i++) {
            values.put("V" + i, hostile(random));
        }
        StringBuilder script = new StringBuilder(Quote.assignments(values));
        StringBuilder expected = new StringBuilder();
        values.forEach((name, value) -> {
            script.append("printf '%s|' \"$").append(name).append("\"\n");
            expected.append(value).append('|');
        });
        assertEquals(expected.toString(), shell.run(script.toString()).out());
    }

    @Test
    void valuesReachTheProcessesThatAScriptStarts() throws Exception {
        String script = Quote.assignments(Map.of("A_B", "it's")) + "env | grep '^A_B='\n";
        assertEquals("A_B=it's\n", Shells.all().getFirst().run(script).out());
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
        assertThrows(IllegalArgumentException.class, () -> Quote.assignments(Map.of(name, value)));
    }

    private static String hostile(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            int at =
                    HOSTILE.offsetByCodePoints(
                            0, random.nextInt(HOSTILE.codePointCount(0, HOSTILE.length())));
            text.appendCodePoint(HOSTILE.codePointAt(at));
        }
        return new String(text.toString().getBytes(UTF_8), UTF_8);
    }
}
