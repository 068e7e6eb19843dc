package dev.handrail;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The walls of the house.
class ArchitectureTest {
    private static final String ROOT = "dev.handrail";

    /// So that no rule can pass on nothing.
    private static final int CLASSES_AT_LEAST = 100;

    private static final String BELOW_APP = "model plan remote detect run store report practice";

    /// Every room, and the rooms it may know.
    private static final Map<String, String> ROOMS =
            Map.ofEntries(
                    Map.entry("model", ""),
                    Map.entry("plan", "model"),
                    Map.entry("remote", "model"),
                    Map.entry("detect", "model plan remote"),
                    Map.entry("run", "model plan remote detect"),
                    Map.entry("store", "model plan remote detect run"),
                    Map.entry("report", "model plan remote detect run"),
                    Map.entry("practice", "model plan remote detect run"),
                    Map.entry("app", BELOW_APP),
                    Map.entry("cli", BELOW_APP + " app"),
                    Map.entry("ui", BELOW_APP + " app"));

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT);

    static Stream<String> rooms() {
        return ROOMS.keySet().stream().sorted();
    }

    @Test
    void seesEnoughClasses() {
        assertTrue(CLASSES.size() >= CLASSES_AT_LEAST, "only " + CLASSES.size() + " classes seen");
    }

    @Test
    void everyPackageBelongsToARoom() {
        var found = new TreeSet<String>();
        CLASSES.getPackage(ROOT).getSubpackages().forEach(p -> found.add(p.getRelativeName()));
        assertEquals(new TreeSet<>(ROOMS.keySet()), found);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void importsRunOneWay(String room) {
        List<String> may = List.of(ROOMS.getOrDefault(room, "").split(" "));
        String[] others =
                ROOMS.keySet().stream()
                        .filter(other -> !other.equals(room) && !may.contains(other))
                        .map(other -> ROOT + "." + other + "..")
                        .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(CLASSES);
    }

    @Test
    void noPackagesFormACycle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /// A library is known in the rooms that are named, and nowhere else.
    @ParameterizedTest
    @CsvSource({
        "ui, javafx.. atlantafx.. org.kordamp.. org.controlsfx..",
        "run ui, com.github.difflib..",
        "store, java.sql.. javax.sql.. org.sqlite..",
        "store report, tools.jackson.. com.fasterxml..",
        "store, com.networknt..",
        "remote, com.jcraft..",
        "practice, org.apache.sshd..",
        "cli, picocli..",
    })
    void librariesStayInTheirRooms(String rooms, String packages) {
        String[] inside =
                Stream.of(rooms.split(" "))
                        .map(room -> ROOT + "." + room + "..")
                        .toArray(String[]::new);
        noClasses()
                .that()
                .resideOutsideOfPackages(inside)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages.split(" "))
                .check(CLASSES);
    }

    @Test
    void theModelUsesJavaBaseAlone() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".model..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        ROOT + ".model..",
                        "java.lang..",
                        "java.util",
                        "java.util.function..",
                        "java.util.regex..",
                        "java.util.stream..",
                        "java.io",
                        "java.math",
                        "java.nio.charset",
                        "java.security",
                        "java.time..",
                        "org.jspecify.annotations")
                .check(CLASSES);
    }

    @Test
    void onlyCommandsAndTheMainClassWriteToTheTerminalOrExit() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".cli..", ROOT)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(CLASSES);
    }

    @Test
    void nothingStaticChanges() {
        fields().that().areStatic().should().beFinal().check(CLASSES);
    }

    @Test
    void constructorsTakeAtMostFiveArguments() {
        List<String> wide =
                CLASSES.stream()
                        .filter(type ->
                                !type.isRecord() && !type.isEnum() && !type.isAnonymousClass())
                        .flatMap(type -> type.getConstructors().stream())
                        .filter(made -> made.getRawParameterTypes().size() > 5)
                        .map(made -> made.getFullName())
                        .toList();
        assertEquals(List.of(), wide);
    }

    @Test
    void everyPackageIsNullMarked() {
        List<String> bare =
                Stream.concat(
                                Stream.of(CLASSES.getPackage(ROOT)),
                                CLASSES.getPackage(ROOT).getSubpackagesInTree().stream())
                        .filter(p -> !p.getClasses().isEmpty())
                        .filter(p -> !p.isAnnotatedWith(NullMarked.class))
                        .map(JavaPackage::getName)
                        .toList();
        assertEquals(List.of(), bare);
    }
}
