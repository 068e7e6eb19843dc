package dev.handrail.report.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

@Tag("fast")
class CsvWriterTest {
    record Tea(String name, int minutes) {}

    @Test
    void quotesWhatWouldEndACell() {
        assertEquals(
                "name,minutes\r\n\"a, \"\"b\"\"\nc\",3\r\nübrig,0\r\n",
                CsvWriter.toCsv(
                        Tea.class, List.of(new Tea("a, \"b\"\nc", 3), new Tea("übrig", 0))));
    }

    @Test
    void namesTheColumnsOfNothing() {
        assertEquals("name,minutes\r\n", CsvWriter.toCsv(Tea.class, List.of()));
    }

    @Test
    void noTextIsAFormula() {
        for (String formula : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1")) {
            String line = CsvWriter.toCsv(Tea.class, List.of(new Tea(formula, 1)));
            assertEquals('\'', line.replace("\"", "").charAt("name,minutes\r\n".length()), line);
        }
    }
}
