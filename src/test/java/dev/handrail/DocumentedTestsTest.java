package dev.handrail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Every test that a page names for what it promises is there.
@Tag("fast")
class DocumentedTestsTest {
    private static final Path TESTS = Path.of("src/test/java/dev/handrail");

    /// `package/ClassTest`, `package/ClassTest.method`, or `.method` of the class named before.
    private static final Pattern REFERENCE =
            Pattern.compile("`((?:[a-z]+/)*[A-Z]\\w*Test)?(?:\\.([a-z]\\w+))?`");

    @ParameterizedTest
    @ValueSource(strings = {"hostile-input.md", "security.md"})
    void eachTestThatThePageNamesExists(String page) throws IOException {
        List<String> missing = new ArrayList<>();
        int found = 0;
        String source = "";
        Matcher references = REFERENCE.matcher(Files.readString(Path.of("src/docs", page)));
        while (references.find()) {
            String method = references.group(2);
            if (references.group(1) != null) {
                source = readSource(references.group(1));
            }
            found++;
            if (source.isEmpty() || method != null && !source.contains("void " + method + "(")) {
                missing.add(references.group());
            }
        }
        assertTrue(found > 30, "only " + found + " tests are named");
        assertEquals(List.of(), missing);
    }

    private static String readSource(String name) throws IOException {
        Path file = TESTS.resolve(name + ".java");
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
