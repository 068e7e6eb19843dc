package dev.handrail.report.csv;

import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/// Writes records as CSV of RFC 4180, with the names of their components in the first line.
public final class CsvWriter {
    private static final CsvMapper MAPPER = new CsvMapper();
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private CsvWriter() {}

    public static <T extends Record> String toCsv(Class<T> type, List<T> rows) {
        CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator("\r\n");
        for (RecordComponent component : type.getRecordComponents()) {
            schema.addColumn(component.getName());
        }
        List<List<String>> cells = rows.stream().map(CsvWriter::listCells).toList();
        return MAPPER.writer(schema.build()).writeValueAsString(cells);
    }

    private static List<String> listCells(Record row) {
        return Arrays.stream(row.getClass().getRecordComponents())
                .map(component -> readCell(row, component))
                .toList();
    }

    private static String readCell(Record row, RecordComponent component) {
        try {
            return escapeFormula(String.valueOf(component.getAccessor().invoke(row)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("No field " + component.getName(), e);
        }
    }

    /// A spreadsheet would run a text that begins like a formula.
    private static String escapeFormula(String text) {
        boolean formula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }
}
