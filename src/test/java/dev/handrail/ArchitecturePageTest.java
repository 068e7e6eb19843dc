package dev.handrail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Holds the architecture page against the code.
@Tag("fast")
class ArchitecturePageTest {
    private static final Path PAGE = Path.of("src/docs/architecture.md");
    private static final Pattern PACKAGE =
            Pattern.compile("(?m)^\\| `([a-z]+)` \\| [^|]* \\| *([a-z ]*?) *\\|$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    void theTableOfPackagesIsTheOneThatIsEnforced() throws IOException {
        Map<String, String> named = new TreeMap<>();
        PACKAGE.matcher(Files.readString(PAGE))
                .results()
                .forEach(row -> named.put(row.group(1), row.group(2)));
        assertEquals(new TreeMap<>(ArchitectureTest.allowedImports()), named);
    }

    @Test
    void everyFileIsThere() throws IOException {
        List<String> files =
                codeSpans().stream()
                        .filter(name -> name.matches("(src|resources)/[\\w./-]+"))
                        .filter(name -> !name.equals("resources/db/journal-4.sql"))
                        .toList();
        assertEquals(
                List.of(), files.stream().filter(name -> !Files.exists(Path.of(name))).toList());
        assertTrue(files.size() >= 6, "only " + files);
    }

    @Test
    void everyTypeIsThere() throws IOException {
        Set<String> sources = new TreeSet<>();
        try (Stream<Path> all = Files.walk(Path.of("src"))) {
            all.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .forEach(name -> sources.add(name.replace(".java", "")));
        }
        Set<String> types =
                codeSpans().stream()
                        .filter(name -> name.matches("[A-Z]\\w+(\\.[A-Z]\\w+)?"))
                        .map(name -> name.replaceFirst("\\..*", ""))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(types.size() >= 45, "only " + types);
        types.removeAll(sources);
        assertEquals(Set.of(), types);
    }

    private static List<String> codeSpans() throws IOException {
        return CODE.matcher(Files.readString(PAGE))
                .results()
                .map(ArchitecturePageTest::name)
                .toList();
    }

    private static String name(MatchResult span) {
        return span.group(1);
    }
}
