package dev.handrail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Every library that Handrail ships comes with the text of its licence.
@Tag("fast")
class LegalTextsTest {
    private static final Path IMAGE = Path.of("target/handrail");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| [^|]+ \\| `([^`]+)` \\|");
    private static final Pattern NAME = Pattern.compile("(.+?)-\\d.*\\.jar");
    private static final Pattern TEXT_IN_JAR = Pattern.compile("META-INF/(maven/.*/)?LICENSE.*");

    @Test
    void eachShippedLibraryHasItsLicence() throws IOException {
        Set<String> named = readRows().map(row -> row[0]).collect(toSet());

        assertEquals(named, librariesWithoutText());
    }

    @Test
    void eachTextThatTheTableNamesIsShipped() throws IOException {
        Set<String> missing =
                readRows()
                        .map(row -> row[1])
                        .filter(text -> !Files.isRegularFile(IMAGE.resolve("legal").resolve(text)))
                        .collect(toSet());

        assertEquals(Set.of(), missing);
    }

    private static Stream<String[]> readRows() throws IOException {
        String table = Files.readString(IMAGE.resolve("legal/README.md"));
        return ROW.matcher(table).results().map(row -> new String[] {row.group(1), row.group(2)});
    }

    private static Set<String> librariesWithoutText() throws IOException {
        try (Stream<Path> files = Files.walk(IMAGE)) {
            return files.filter(file -> NAME.matcher(file.getFileName().toString()).matches())
                    .filter(file -> !carriesText(file))
                    .map(file -> NAME.matcher(file.getFileName().toString()).replaceFirst("$1"))
                    .collect(toCollection(TreeSet::new));
        }
    }

    private static boolean carriesText(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().anyMatch(entry -> TEXT_IN_JAR.matcher(entry.getName()).matches());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
