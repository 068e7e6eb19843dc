package dev.handrail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// The benchmark is no part of the build, and still uses today's classes.
@Tag("fast")
class BenchmarkTest {
    private static final Path SOURCES = Path.of("src/bench/java");

    @TempDir Path out;

    @Test
    void theBenchmarkCompilesWithTodaysClasses() throws Exception {
        StringWriter messages = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options =
                List.of(
                        "-proc:none",
                        "-nowarn",
                        "-d",
                        out.toString(),
                        "-cp",
                        System.getProperty("java.class.path"));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> tree = Files.walk(SOURCES)) {
            List<Path> sources = tree.filter(file -> file.toString().endsWith(".java")).toList();
            assertTrue(sources.size() > 10, sources.toString());
            boolean compiled =
                    compiler.getTask(
                                    messages,
                                    files,
                                    null,
                                    options,
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources))
                            .call();
            assertEquals("", messages.toString());
            assertTrue(compiled);
        }
    }
}
