package dev.handrail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// What commands print comes from the bundles: no sentence is written in their sources, apart from
/// what `--help` says.
@Tag("fast")
class CommandTextsTest {
    private static final Path COMMANDS = Path.of("src/main/java/dev/handrail/cli");
    private static final Pattern SENTENCE = Pattern.compile("\\p{L}{2,}[,:;.]? +\\p{L}{2,}");

    /// Parts of the help; a command begins with Handrail's own name.
    private static final Set<String> HELP = Set.of("%nExit codes:%n", "(not packed)");

    @Test
    void noSentenceIsWrittenInTheSources() throws IOException {
        List<String> found = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> files = Files.walk(COMMANDS);
                StandardJavaFileManager manager =
                        compiler.getStandardFileManager(null, null, null)) {
            var units =
                    manager.getJavaFileObjectsFromPaths(
                            files.filter(CommandTextsTest::isChecked).toList());
            JavacTask task = (JavacTask) compiler.getTask(null, manager, null, null, null, units);
            for (CompilationUnitTree unit : task.parse()) {
                new Sentences(found).scan(unit, unit);
            }
        }
        assertEquals(List.of(), found);
    }

    /// The exit codes are a part of the help.
    private static boolean isChecked(Path file) {
        return file.toString().endsWith(".java") && !file.endsWith("ExitCodes.java");
    }

    private static final class Sentences extends TreeScanner<Void, CompilationUnitTree> {
        private final List<String> found;

        Sentences(List<String> found) {
            this.found = found;
        }

        @Override
        public Void visitAnnotation(AnnotationTree help, CompilationUnitTree unit) {
            return null;
        }

        @Override
        public Void visitLiteral(LiteralTree literal, CompilationUnitTree unit) {
            if (literal.getValue() instanceof String text
                    && SENTENCE.matcher(text).find()
                    && !text.startsWith("handrail ")
                    && !HELP.contains(text)) {
                String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
                found.add(file + ": " + text);
            }
            return super.visitLiteral(literal, unit);
        }
    }
}
