package dev.handrail.cli;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.app.EngineConfig;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.store.file.AppFolders;
import dev.handrail.testing.OpenSsh;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The user guide's "Add a product": its example is an own runbook for a product that Handrail does
/// not know, used as an admin would, on a real OpenSSH server.
@Timeout(300)
@Tag("ssh")
class AddAProductTest {
    private static final Path EXAMPLE =
            Path.of("src/test/resources/add-a-product").toAbsolutePath();
    private static final Path RUNBOOK = EXAMPLE.resolve("leaf-notes");
    private static final Path GUIDE = Path.of("src/docs/add-a-product.md");
    private static final Path SCHEMA = Path.of("resources/runbooks/runbook.schema.json");

    @TempDir Path home;

    private Optional<OpenSsh> server = Optional.empty();
    private int port;

    @BeforeEach
    void putTheRunbookInItsPlace() throws IOException {
        Path own = Files.createDirectories(home.resolve("config/runbooks/leaf-notes"));
        try (Stream<Path> files = Files.walk(RUNBOOK)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = own.resolve(RUNBOOK.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @AfterEach
    void stop() throws Exception {
        if (server.isPresent()) {
            run(leaf("leaf").toString(), "stop");
            server.get().close();
        }
    }

    private void install() throws Exception {
        requireTools("python3", "git");
        server = Optional.of(OpenSsh.start());
        port = OpenSsh.freePort();
        run(
                EXAMPLE.resolve("product/install.sh").toString(),
                server.get().home().toString(),
                Integer.toString(port));
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertEquals(0, process.waitFor(), String.join(" ", command));
    }

    private Path leaf(String name) {
        return server.orElseThrow().home().resolve("leaf-notes").resolve(name);
    }

    private String version() throws IOException {
        return Files.readString(leaf("VERSION")).strip();
    }

    private String said(int exit, String... arguments) {
        Path ssh = server.map(OpenSsh::sshFolder).orElse(home.resolve("ssh"));
        EngineConfig config =
                new EngineConfig(AppFolders.underFolder(home), ssh, List.of(), Clock.systemUTC());
        FakeTerminal terminal = FakeTerminal.piped();
        assertEquals(
                exit,
                CommandLineApp.run(new CommandContext(terminal, config), arguments),
                terminal.all());
        return terminal.all();
    }

    private String onServer(int exit, String command, String... more) {
        Path own = home.resolve("config/runbooks/leaf-notes");
        said(ExitCodes.OK, "runbook", "trust", own.toString(), "--yes");
        OpenSsh there = server.orElseThrow();
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.add(there.target().addressText());
        arguments.addAll(List.of("--identity", there.keyFile().toString()));
        arguments.addAll(Arrays.asList(more));
        return said(exit, arguments.toArray(String[]::new));
    }

    private String answers(String json) throws IOException {
        return Files.writeString(home.resolve("answers.json"), json).toString();
    }

    @Test
    void theExampleIsInOrder() {
        requireTools("shellcheck");
        assertEquals(
                "leaf-notes: Leaf Notes has no errors.\n",
                said(ExitCodes.OK, "runbook", "check", RUNBOOK.toString()));
    }

    @Test
    void anErrorNamesFileLineAndField() throws IOException {
        Path file = home.resolve("config/runbooks/leaf-notes/runbook.json");
        String text = Files.readString(file);
        Files.writeString(file, text.replace("\"migrate.sh\"", "\"migrat.sh\""));

        String said = said(ExitCodes.FAILED, "runbook", "check", file.getParent().toString());

        assertTrue(
                said.matches("(?s).*runbook.json:\\d+: routes\\[0].steps\\[6].script: .*"), said);
    }

    @Test
    void theGuideNamesEveryField() throws IOException {
        String guide = Files.readString(GUIDE);
        JsonNode schema = JsonMapper.shared().readTree(Files.readString(SCHEMA));
        TreeSet<String> missing = new TreeSet<>();
        schema.findValues("properties")
                .forEach(fields -> fields.propertyNames().forEach(missing::add));
        missing.removeIf(field -> guide.contains("`" + field + "`"));
        missing.remove("$schema");
        assertEquals(List.of(), List.copyOf(missing));
    }

    @Test
    void theGuideDescribesEverySharedFunction() throws IOException {
        TreeSet<String> described = new TreeSet<>();
        Matcher rows = Pattern.compile("(?m)^\\| `([a-z_]+)[ `]").matcher(Files.readString(GUIDE));
        while (rows.find()) {
            described.add(rows.group(1));
        }
        TreeSet<String> missing = new TreeSet<>();
        for (Path file : sharedParts()) {
            Matcher functions =
                    Pattern.compile("(?m)^([a-z_]+)\\(\\)").matcher(Files.readString(file));
            while (functions.find()) {
                missing.add(functions.group(1));
            }
        }
        assertTrue(missing.size() > 50, "only " + missing.size() + " seen");
        missing.removeIf(name -> name.startsWith("hr_") || described.contains(name));
        assertEquals(List.of(), List.copyOf(missing));
    }

    private static List<Path> sharedParts() throws IOException {
        List<Path> parts = new ArrayList<>(List.of(Path.of("resources/runbooks/lib.sh")));
        try (Stream<Path> files = Files.list(Path.of("resources/runbooks/lib"))) {
            files.forEach(parts::add);
        }
        return parts;
    }

    @Test
    void aRunbookThatCannotBeUsedIsNamed() throws IOException {
        Path own = home.resolve("config/runbooks");
        Files.delete(own.resolve("leaf-notes/detect.sh"));

        String said = said(ExitCodes.USAGE, "detect", "no server");

        assertTrue(said.contains("detect: there is no file detect.sh in the runbook's"), said);
    }

    @Test
    void thePlanSaysWhyItStopsAndWhatIsChosen() throws Exception {
        install();
        Path file = home.resolve("config/runbooks/leaf-notes/runbook.json");
        String parameters =
                """
                "parameters": [ { "key": "COLOUR", "label": "Colour", "otherwise": "green" } ], "checks"\
                """;
        Files.writeString(file, Files.readString(file).replace("\"checks\"", parameters));

        String plan = onServer(ExitCodes.OK, "plan", "--explain", "--set", "COLOUR=red");

        assertTrue(plan.contains("\nChoices:\n  COLOUR=red\n"), plan);
        assertTrue(plan.contains("Stops at 1.1.0. Only 1.1 can change a database"), plan);
    }

    @Test
    void itIsFoundPlannedUpgradedAndTakenBack() throws Exception {
        install();

        assertTrue(onServer(ExitCodes.OK, "detect").contains("Leaf Notes 1.0.0  [leaf-notes]\n"));
        String plan = onServer(ExitCodes.OK, "plan", "--explain");
        assertTrue(plan.startsWith("Leaf Notes 1.0.0 -> 2.0.1: Upgrade in place, 17 steps"), plan);
        assertTrue(plan.contains("Source: Leaf Notes, changes of 2.0.0"), plan);
        String take =
                answers(
                        "[{\"kind\": \"merge\", \"takeNew\": {\"%s\": [false, true]}}]"
                                .formatted(leaf("leaf.ini")));
        String upgraded = onServer(ExitCodes.OK, "upgrade", "--yes", "--answers", take);

        assertTrue(upgraded.contains("Go on? [y/N] Applying 0003_owner.sql"), upgraded);
        assertTrue(upgraded.contains("==> Verified: 2.0.1 runs, with all notes"), upgraded);
        String settings = Files.readString(leaf("leaf.ini"));
        assertTrue(settings.contains("theme = light"), settings);
        assertTrue(settings.contains("port = " + port), settings);
        assertEquals("2.0.1", version());

        String back =
                said(ExitCodes.OK, "rollback", "--scope", "run", "--yes", "--accept-data-loss");

        assertTrue(back.contains("Leaf Notes 1.0.0: 3 notes"), back);
        assertEquals("1.0.0", version());
    }

    @Test
    void aKnownFailureIsMended() throws Exception {
        install();
        Files.createFile(leaf("data/lock"));
        String recover = answers("[{\"kind\": \"failed\", \"choice\": \"recover\"}]");

        String said =
                onServer(ExitCodes.OK, "upgrade", "--to", "1.1.0", "--yes", "--answers", recover);

        assertTrue(said.contains("The lock is removed; the step can be tried again"), said);
        assertTrue(said.contains("(attempt 2)"), said);
        assertEquals("1.1.0", version());
    }
}
