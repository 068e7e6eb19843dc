package dev.handrail;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What holds for every test.
@Tag("fast")
class TestConventionsTest {
    /// `fast`: no SSH server, no window, no process that waits. `ssh`: an SSH server, or scripts
    /// that really run. `window`: JavaFX.
    private static final Set<String> TAGS = Set.of("fast", "ssh", "window");

    private static final int CLASSES_AT_LEAST = 100;

    /// How long something took says more of the machine than of Handrail: src/bench measures it.
    private static final Pattern CLOCK_IN_ASSERTION =
            Pattern.compile(
                    "\\bassert\\w+\\([^;]*\\b(nanoTime|currentTimeMillis|Instant\\.now|Duration\\.between)\\b");

    private static final Pattern REQUIRED =
            Pattern.compile("\\brequire(?:Tools|PracticeServer)\\(([^)]*)\\)");

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

    /// Debian puts them on no path, and its package starts a database server.
    private static final Set<String> NOT_FETCHED =
            Set.of("initdb", "pg_ctl", "psql", "systemd-analyze");

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                    .importPackages("dev.handrail");

    private static List<JavaClass> testClasses() {
        return CLASSES.stream()
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(TestConventionsTest::hasTests)
                .toList();
    }

    private static boolean hasTests(JavaClass type) {
        return type.getAllMethods().stream()
                .anyMatch(method -> method.isMetaAnnotatedWith(Testable.class));
    }

    private static List<String> tags(JavaClass type) {
        return Arrays.stream(type.reflect().getAnnotationsByType(Tag.class))
                .map(Tag::value)
                .toList();
    }

    @Test
    void everyTestClassHasOneTag() {
        List<JavaClass> tests = testClasses();
        assertEquals(
                List.of(),
                tests.stream()
                        .filter(type -> tags(type).size() != 1 || !TAGS.containsAll(tags(type)))
                        .map(type -> type.getSimpleName() + " " + tags(type))
                        .toList());
        assertTrue(tests.size() >= CLASSES_AT_LEAST, "only " + tests.size() + " classes seen");
    }

    @Test
    void fastTestsStartNoServerAndNoWindow() {
        DescribedPredicate<JavaClass> fast =
                DescribedPredicate.describe("fast", type -> tags(type).contains("fast"));
        noClasses()
                .that(fast)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.sshd..", "org.testfx..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(
                        "dev\\.handrail\\.(testing\\.OpenSsh|practice\\.PracticeServer|ui\\.Fx)")
                .check(CLASSES);
    }

    @Test
    void noAssertionLooksAtTheClock() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : sources()) {
            CLOCK_IN_ASSERTION
                    .matcher(Files.readString(file))
                    .results()
                    .forEach(match -> found.add(file + ": " + match.group()));
        }
        assertEquals(List.of(), found);
    }

    @Test
    void everyProgramThatTestsNeedIsFetchedWhereThatIsPossible() throws IOException {
        String fetched = Files.readString(Path.of("src/dev/natives"));
        Set<String> needed = new TreeSet<>();
        for (Path file : sources()) {
            REQUIRED.matcher(Files.readString(file))
                    .results()
                    .flatMap(call -> QUOTED.matcher(call.group(1)).results())
                    .forEach(name -> needed.add(name.group(1)));
        }
        assertTrue(needed.size() > 15, "only " + needed + " seen");
        needed.removeAll(NOT_FETCHED);
        needed.removeIf(program -> fetched.contains("\n" + program + " "));
        assertEquals(Set.of(), needed);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("TestConventionsTest.java"))
                    .toList();
        }
    }
}
