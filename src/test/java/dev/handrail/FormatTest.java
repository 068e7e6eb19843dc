package dev.handrail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.googlejavaformat.java.Main;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `src/dev/format` rewrites what this finds.
@Tag("fast")
class FormatTest {
    @Test
    void everyJavaFileIsFormatted() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--aosp", "--dry-run"));
        arguments.addAll(sources());
        assertTrue(arguments.size() > 530, "only " + arguments.size() + " files seen");

        StringWriter unformatted = new StringWriter();
        StringWriter errors = new StringWriter();
        new Main(
                        new PrintWriter(unformatted),
                        new PrintWriter(errors),
                        InputStream.nullInputStream())
                .format(arguments.toArray(String[]::new));

        assertEquals("", errors.toString());
        assertEquals("", unformatted.toString(), "to be formatted with src/dev/format");
    }

    private static List<String> sources() throws IOException {
        try (var files = Files.walk(Path.of("src"))) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
