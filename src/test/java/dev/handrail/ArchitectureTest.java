package dev.handrail;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The walls of the house.
@Tag("fast")
class ArchitectureTest {
    private static final String ROOT = "dev.handrail";

    /// So that no rule can pass on nothing.
    private static final int CLASSES_AT_LEAST = 620;

    private static final String BELOW_APP =
            "model text redact plan remote detect run store report practice rehearsal";

    /// Every room, and the rooms it may know.
    private static final Map<String, String> ROOMS =
            Map.ofEntries(
                    Map.entry("model", ""),
                    Map.entry("text", "model"),
                    Map.entry("redact", "model text"),
                    Map.entry("plan", "model text"),
                    Map.entry("remote", "model text redact"),
                    Map.entry("detect", "model text redact plan remote"),
                    Map.entry("run", "model text redact plan remote detect"),
                    Map.entry("store", "model text redact plan remote detect run"),
                    Map.entry("report", "model text redact plan remote detect run"),
                    Map.entry("practice", "model text redact plan remote detect run"),
                    Map.entry("rehearsal", "model text remote"),
                    Map.entry("app", BELOW_APP),
                    Map.entry("cli", BELOW_APP + " app"),
                    Map.entry("ui", BELOW_APP + " app"));

    /// Classes, and methods of classes, that reach a disk, a process, a server or the history.
    private static final Set<String> MAY_WAIT =
            Set.of(
                    "java.nio.file.Files",
                    "java.nio.channels.FileChannel",
                    "java.lang.ProcessBuilder",
                    "java.lang.Thread.sleep",
                    ROOT + ".app.Engine.close",
                    ROOT + ".app.Engine.open",
                    ROOT + ".app.Engine.setAsideHistory",
                    ROOT + ".app.Engine.storedSecrets",
                    ROOT + ".app.Engine.startPractice",
                    ROOT + ".app.Engine.discardPractice",
                    ROOT + ".app.EngineRuns.endRehearsals",
                    ROOT + ".app.EngineRuns.startReplay",
                    ROOT + ".app.EngineRuns.resumeRun",
                    ROOT + ".app.EngineRuns.startRollback",
                    ROOT + ".app.EngineRuns.findRehearsal",
                    ROOT + ".app.EngineRuns.findRun",
                    ROOT + ".app.EngineRuns.findSoundRun",
                    ROOT + ".app.EngineRuns.laterRunsOf",
                    ROOT + ".app.EngineRuns.rollbacksOf",
                    ROOT + ".app.Engine.exportRun",
                    ROOT + ".app.Engine.importRun",
                    ROOT + ".app.Engine.sshHosts",
                    ROOT + ".app.EngineRuns.startRun",
                    ROOT + ".app.KeychainSecrets",
                    ROOT + ".app.rehearsal.RehearsalCopies.prepareCopy",
                    ROOT + ".app.rehearsal.RehearsalCopies.removeCopy",
                    ROOT + ".app.rehearsal.RehearsalCopies.hasEnded",
                    ROOT + ".app.rehearsal.RehearsalFindings",
                    ROOT + ".run.StepTimes.of",
                    ROOT + ".detect.Detector.detectProducts",
                    ROOT + ".remote.ServerConnection.close",
                    ROOT + ".remote.ServerConnection.connect",
                    ROOT + ".remote.ServerShell.roundTrip",
                    ROOT + ".remote.ServerShell.run",
                    ROOT + ".report.ReportRenderer",
                    ROOT + ".run.Journal.appendEvent",
                    ROOT + ".run.Journal.deleteRun",
                    ROOT + ".run.Journal.readEvents",
                    ROOT + ".run.Journal.appendOutput",
                    ROOT + ".run.Journal.outputEndOffset",
                    ROOT + ".run.Journal.finishOutput",
                    ROOT + ".run.Journal.readOutput",
                    ROOT + ".run.Journal.listRuns",
                    ROOT + ".run.Journal.claimRun",
                    ROOT + ".run.Journal.findOtherOwner",
                    ROOT + ".run.RunFollower.followRun",
                    ROOT + ".run.Journal.searchOutput",
                    ROOT + ".run.Journal.readNotes",
                    ROOT + ".run.Journal.writeNote",
                    ROOT + ".run.server.RunArtifacts",
                    ROOT + ".store.settings.UserSettings.set",
                    ROOT + ".store.settings.SavedServers.listServers",
                    ROOT + ".store.settings.SavedServers.removeServer",
                    ROOT + ".store.settings.SavedServers.saveServer");

    /// What of the window itself may wait, and so is handed off too.
    private static final Set<String> HANDED_OFF =
            Set.of(
                    ROOT + ".ui.feed.RunLoader",
                    ROOT + ".ui.home.HomePage.readContents",
                    ROOT + ".ui.home.HomePage.readServers",
                    ROOT + ".ui.palette.PaletteEntries.listEntries",
                    ROOT + ".ui.servers.ConnectPage.loadChoices",
                    ROOT + ".ui.servers.ConnectionTest.testConnection",
                    ROOT + ".ui.servers.ServerRecorder.mergeWithSaved",
                    ROOT + ".ui.history.comparison.ComparisonPane.readEvents",
                    ROOT + ".ui.history.HitContext",
                    ROOT + ".ui.history.HistorySearch.findHits",
                    ROOT + ".ui.history.comparison.StepOutputs.readOutput",
                    ROOT + ".ui.plan.PlanUpdater.planUpgrade",
                    ROOT + ".ui.plan.RoleCards.knownServers",
                    ROOT + ".ui.session.AutoRollbackLauncher.startRollback",
                    ROOT + ".ui.session.BackgroundRuns$BackgroundRun.close",
                    ROOT + ".ui.session.RehearsalLauncher$RunningRehearsal.closeLinks",
                    ROOT + ".ui.session.RehearsalLauncher.abandonRun",
                    ROOT + ".ui.session.RehearsalLauncher.prepareCopy",
                    ROOT + ".ui.session.RunLinks.closeNew",
                    ROOT + ".ui.session.RunLinks.connectAll",
                    ROOT + ".ui.shell.BrowserLauncher",
                    ROOT + ".ui.shell.DesktopCommand",
                    ROOT + ".ui.shell.DesktopNotifier");

    /// What is called on other threads from the start: readers of output, and the main thread.
    private static final Set<String> ELSEWHERE =
            Set.of(
                    ROOT + ".ui.console.buffer.SpillFile",
                    ROOT + ".ui.WindowLauncher.close",
                    ROOT + ".ui.WindowLauncher.runWindow");

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT);

    static Map<String, String> allowedImports() {
        return ROOMS;
    }

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
        "run ui, org.eclipse.jgit..",
        "run.merge.settings, org.snakeyaml..",
        "ui.guide, org.commonmark..",
        "store.history, java.sql.. javax.sql.. org.sqlite..",
        "store report, tools.jackson.. com.fasterxml..",
        "store.runbook, com.networknt..",
        "remote.ssh, com.jcraft..",
        "practice, org.apache.sshd..",
        "report.pdf, com.openhtmltopdf.. org.apache.pdfbox..",
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

    /// In the window, what may wait for a disk, a process or a server stands in a lambda that is
    /// handed to another thread, or in a class that only ever works there.
    @Test
    void theWindowHandsOffWhatMayWait() {
        List<JavaMethodCall> calls =
                CLASSES.stream()
                        .filter(type -> type.getPackageName().startsWith(ROOT + ".ui"))
                        .flatMap(type -> type.getMethodCallsFromSelf().stream())
                        .filter(call ->
                                in(MAY_WAIT, call.getTarget()) || in(HANDED_OFF, call.getTarget()))
                        .toList();
        assertEquals(
                List.of(),
                calls.stream()
                        .filter(call -> !call.isDeclaredInLambda())
                        .filter(call ->
                                !in(HANDED_OFF, call.getOrigin())
                                        && !in(ELSEWHERE, call.getOrigin()))
                        .map(JavaMethodCall::getDescription)
                        .toList());
        assertTrue(calls.size() > 60, "only " + calls.size() + " calls seen");
    }

    /// A name of something that is gone would guard nothing.
    @Test
    void whatIsNamedHereExists() {
        List<String> gone =
                Stream.of(MAY_WAIT, HANDED_OFF, ELSEWHERE)
                        .flatMap(Set::stream)
                        .filter(name -> !isType(name) && !isMethod(name))
                        .sorted()
                        .toList();
        assertEquals(List.of(), gone);
    }

    private static boolean isType(String name) {
        return type(name).isPresent();
    }

    private static boolean isMethod(String name) {
        int dot = name.lastIndexOf('.');
        return type(name.substring(0, dot)).stream()
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .anyMatch(method -> method.getName().equals(name.substring(dot + 1)));
    }

    private static Optional<Class<?>> type(String name) {
        try {
            return Optional.of(Class.forName(name, false, ArchitectureTest.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    private static <M extends HasOwner<JavaClass> & HasName> boolean in(
            Set<String> names, M member) {
        String owner = member.getOwner().getName();
        return names.contains(owner) || names.contains(owner + "." + member.getName());
    }

    /// A reader who meets a name knows which type is meant.
    @Test
    void noTwoTypesShareASimpleName() {
        Map<String, Long> named =
                topLevelTypes().collect(groupingBy(JavaClass::getSimpleName, counting()));
        named.values().removeIf(count -> count == 1);
        assertEquals(Map.of(), named);
    }

    @Test
    void noPackageHasMoreThanTwentyTypes() {
        Map<String, Long> sizes =
                topLevelTypes().collect(groupingBy(JavaClass::getPackageName, counting()));
        sizes.values().removeIf(count -> count <= 20);
        assertEquals(Map.of(), sizes);
    }

    private static Stream<JavaClass> topLevelTypes() {
        return CLASSES.stream()
                .filter(type -> type.isTopLevelClass())
                .filter(type -> !type.getSimpleName().equals("package-info"));
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
