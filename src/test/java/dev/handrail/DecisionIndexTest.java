package dev.handrail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The index of decisions has a line for each record, with its title.
@Tag("fast")
class DecisionIndexTest {
    private static final Path FOLDER = Path.of("src/docs/decisions");

    @Test
    void eachRecordHasItsLine() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path record : records()) {
            String title = Files.readAllLines(record).getFirst().replaceFirst("# ", "");
            lines.add("- [" + title + "](" + record.getFileName() + ")");
        }

        assertTrue(lines.size() >= 24, "only " + lines.size());
        assertEquals(
                lines,
                Files.readAllLines(FOLDER.resolve("README.md")).stream()
                        .filter(line -> line.startsWith("- ["))
                        .toList());
    }

    @Test
    void eachRecordHasTheNumberOfItsFile() throws IOException {
        for (Path record : records()) {
            int number = Integer.parseInt(record.getFileName().toString().substring(0, 4));
            String first = Files.readAllLines(record).getFirst();
            assertTrue(first.startsWith("# " + number + ". "), record + ": " + first);
        }
    }

    private static List<Path> records() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{4}-.*\\.md"))
                    .sorted()
                    .toList();
        }
    }
}
