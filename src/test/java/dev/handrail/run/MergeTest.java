package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Answer;
import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.LineChange;
import dev.handrail.plan.RollbackPlanner;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

@Timeout(60)
@Tag("ssh")
class MergeTest {
    private static final String MINE = "A = 1\nPASSWORD = 'geheim123'\nB = 2\nC = 3\n";
    private static final String FRESH = "A = 1\nPASSWORD = 'changeme1'\nB = 2\nC = 4\nD = 5\n";

    @TempDir Path folder;
    private World world;
    private Path mine;
    private Path fresh;

    @BeforeEach
    void open() throws IOException {
        world = new World(folder);
        mine = folder.resolve("configuration.py");
        fresh = folder.resolve("configuration_example.py");
        write(mine, MINE);
        write(fresh, FRESH);
    }

    @AfterEach
    void close() throws InterruptedException {
        world.close();
    }

    @Test
    void showsTheDifferenceMaskedAndWritesWhatWasChosen() throws Exception {
        Files.setPosixFilePermissions(mine, PosixFilePermissions.fromString("rw-r-----"));
        Answers admin = Answers.none().take(Map.of(mine.toString(), List.of(false, true)));
        assertInstanceOf(RunOutcome.Finished.class, world.run(merge(pair()), admin));
        FileChange shown = admin.asked.getFirst().files().getFirst();
        assertEquals(mine.toString(), shown.mine());
        assertEquals(2, shown.changes().size());
        assertFalse(admin.asked.toString().contains("geheim"), admin.asked.toString());
        assertEquals(
                new LineChange(4, List.of("C = 3"), 4, List.of("C = 4", "D = 5")),
                shown.changes().get(1));
        assertEquals("A = 1\nPASSWORD = 'geheim123'\nB = 2\nC = 4\nD = 5\n", read(mine));
        assertEquals(
                "rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(mine)));
        assertTrue(world.output("config").contains("1 of 2 changes taken"));
        assertFalse(world.journal.readEvents(world.lastRun()).toString().contains("geheim"));
    }

    @Test
    void bothSidesOfAChangeAreWrittenMineFirst() throws Exception {
        write(mine, "A = 1\nB = 2\nC = 3");
        write(fresh, "A = 1\nB = 2\nC = 4\nD = 5\n");
        Answers admin =
                Answers.none()
                        .does(question ->
                                Optional.of(
                                        Answer.ofMerge(
                                                Choice.CONTINUE,
                                                "",
                                                Map.of(
                                                        mine.toString(),
                                                        List.of(LineChoice.BOTH)))));
        world.run(merge(pair()), admin);
        assertEquals("A = 1\nB = 2\nC = 3\nC = 4\nD = 5\n", read(mine));
    }

    @Test
    void aChangeIsShownWithTheRedactedLinesAroundIt() throws Exception {
        String top = "a = 1\nb = 2\nPASSWORD = 'geheim123'\nd = 4\ne = 5\n";
        String end = "x = 1\ny = 2\nz = 3\nzz = 4\nzzz = 5\n";
        write(mine, top + "C = 3\n" + end);
        write(fresh, top + "C = 4\n" + end);
        Answers admin = Answers.none().take(Map.of());
        world.run(merge(pair()), admin);
        assertEquals(
                List.of(
                        new Question.LineContext(
                                2,
                                List.of("PASSWORD = '*********'", "d = 4", "e = 5"),
                                List.of("x = 1", "y = 2", "z = 3"),
                                2)),
                admin.asked.getFirst().files().getFirst().contexts());
    }

    @Test
    void noLineStandsAroundTwoChanges() throws Exception {
        write(mine, "A = 1\nk\nl\nm\nn\nB = 1\no\n");
        write(fresh, "A = 2\nk\nl\nm\nn\nB = 2\no\n");
        Answers admin = Answers.none().take(Map.of());
        world.run(merge(pair()), admin);
        assertEquals(
                List.of(
                        new Question.LineContext(0, List.of(), List.of("k", "l", "m"), 0),
                        new Question.LineContext(0, List.of("n"), List.of("o"), 0)),
                admin.asked.getFirst().files().getFirst().contexts());
    }

    @Test
    void linesBetweenBelongToTheChangeThatWaits() throws Exception {
        Path base = folder.resolve("base.py");
        write(base, "A = 1\nk\nl\nm\nn\nB = 1\n");
        write(mine, "A = 1\nk\nl\nm\nn\nB = 2\n");
        write(fresh, "A = 2\nk\nl\nm\nn\nB = 3\n");
        Answers admin = Answers.none().take(Map.of());
        world.run(merge(pair().replace("\\n", "\\t" + base + "\\n")), admin);
        assertEquals(
                List.of(
                        new Question.LineContext(0, List.of("l", "m", "n"), List.of(), 0),
                        new Question.LineContext(0, List.of(), List.of("k"), 0)),
                admin.asked.getFirst().files().getFirst().contexts());
    }

    @Test
    void followsNoSymbolicLinkThatLiesBesideTheFile() throws Exception {
        Path victim = folder.resolve("victim");
        write(victim, "of somebody else");
        Files.createSymbolicLink(folder.resolve("configuration.py.handrail-new"), victim);
        world.run(merge(pair()), Answers.none().take(Map.of(mine.toString(), List.of(true, true))));
        assertEquals("of somebody else", read(victim));
        assertEquals(FRESH, read(mine));
        assertEquals(List.of(), privateFolders());
    }

    private List<Path> privateFolders() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(".handrail-"))
                    .toList();
        }
    }

    @Test
    void leavesAFileAloneThatWasNotNamed() throws Exception {
        world.run(merge(pair()), Answers.none().take(Map.of()));
        assertEquals(MINE, read(mine));
        assertEquals(Message.of("run.merge.done", 0), world.fold().steps().getFirst().reason());
    }

    @Test
    void looksAgainWhenTheFileWasChangedMeanwhile() throws Exception {
        Answers admin =
                Answers.none()
                        .does(question -> {
                            write(mine, MINE + "E = 6\n");
                            return Optional.of(
                                    new Answer(
                                            Choice.CONTINUE,
                                            "",
                                            Map.of(mine.toString(), List.of(true, true))));
                        })
                        .take(Map.of());
        world.run(merge(pair()), admin);
        Question second = admin.asked.get(1);
        assertEquals(Message.of("run.merge.changed", mine.toString()), second.text());
        assertEquals(MINE + "E = 6\n", read(mine));
    }

    @Test
    void asksNothingWhenNothingDiffers() throws Exception {
        write(fresh, MINE);
        assertInstanceOf(RunOutcome.Finished.class, world.run(merge(pair()), Answers.none()));
        assertEquals(Message.of("run.merge.identical"), world.fold().steps().getFirst().reason());
    }

    @Test
    void asksNothingWhenTheNewVersionBringsNothingNew() throws Exception {
        Path base = folder.resolve("base.py");
        write(base, FRESH);
        Steps steps = merge(pair().replace("\\n", "\\t" + base + "\\n"));
        assertInstanceOf(RunOutcome.Finished.class, world.run(steps, Answers.none()));
        assertEquals(MINE, read(mine));
    }

    @Test
    void appliesWhatOnlyTheNewVersionChangesAndAsksForTheRest() throws Exception {
        Path base = folder.resolve("base.py");
        write(base, "A = 1\nB = 1\nC = 1\nD = 1\nE = 1\n");
        write(mine, "A = 2\nB = 1\nC = 2\nD = 1\nE = 1\n");
        write(fresh, "A = 1\nB = 1\nC = 3\nD = 1\nE = 1\nF = 1\n");
        Answers admin = Answers.none().take(Map.of(mine.toString(), List.of(false)));
        world.run(merge(pair().replace("\\n", "\\t" + base + "\\n")), admin);
        FileChange shown = admin.asked.getFirst().files().getFirst();
        assertTrue(shown.withBase());
        assertEquals(
                List.of(new LineChange(3, List.of("C = 2"), 3, List.of("C = 3"))), shown.changes());
        assertEquals(List.of(new LineChange(6, List.of(), 6, List.of("F = 1"))), shown.applied());
        assertEquals("A = 2\nB = 1\nC = 2\nD = 1\nE = 1\nF = 1\n", read(mine));
        assertTrue(
                world.output("config").contains("1 changes applied by themselves"),
                world.output("config"));
    }

    @Test
    void proposesToKeepWhatOnlyTheAdminHasWhereThereIsNoBase() throws Exception {
        write(mine, "A = 1\nOURS = 1\nB = 1\n");
        write(fresh, "A = 1\nB = 2\n");
        Answers admin = Answers.none().take(Map.of());
        Path none = folder.resolve("no-such-base");
        world.run(merge(pair().replace("\\n", "\\t" + none + "\\n")), admin);
        FileChange shown = admin.asked.getFirst().files().getFirst();
        assertFalse(shown.withBase());
        assertEquals(List.of(), shown.applied());
        write(mine, "A = 1\nOURS = 1\nB = 1\n");
        write(fresh, "A = 1\nB = 1\n");
        admin = Answers.none().take(Map.of());
        world.run(merge(pair()), admin);
        shown = admin.asked.getFirst().files().getFirst();
        assertTrue(shown.changes().getFirst().keep());
    }

    @Test
    void aPlaceholderReplacesAValueOnlyOnPurpose() throws Exception {
        Path base = folder.resolve("base.py");
        write(base, "KEY = 'example-1'\nA = 1\nB = 1\n");
        write(mine, "KEY = 'example-1'\nA = 1\nB = 1\n");
        write(fresh, "KEY = 'change-me'\nA = 1\nB = 2\n");
        Answers admin =
                Answers.none()
                        .does(question -> {
                            FileChange file = question.files().getFirst();
                            return Optional.of(
                                    new Answer(
                                            Choice.CONTINUE,
                                            "",
                                            Map.of(mine.toString(), file.chooseAll(true))));
                        });
        world.run(merge(pair().replace("\\n", "\\t" + base + "\\n")), admin);
        LineChange waits = admin.asked.getFirst().files().getFirst().changes().getFirst();
        assertTrue(waits.locked() && waits.keep(), waits.toString());
        assertEquals("KEY = 'example-1'\nA = 1\nB = 2\n", read(mine));
    }

    @Test
    void makesAFileThatIsNotThereYet() throws Exception {
        Files.delete(mine);
        world.run(merge(pair()), Answers.none().take(Map.of(mine.toString(), List.of(true))));
        assertEquals(FRESH, read(mine));
    }

    @Test
    void keepsEveryByteOfWhatIsNotTaken() throws Exception {
        String odd = "\u00ff\u0000\r\nlast line without an end";
        Files.writeString(mine, odd, StandardCharsets.ISO_8859_1);
        Files.writeString(fresh, odd + "\nX\n", StandardCharsets.ISO_8859_1);
        world.run(merge(pair()), Answers.none().take(Map.of(mine.toString(), List.of(true))));
        assertEquals(odd + "\nX\n", Files.readString(mine, StandardCharsets.ISO_8859_1));
    }

    @Test
    void writesThroughASymbolicLink() throws Exception {
        Path real = folder.resolve("real.py");
        Files.move(mine, real);
        Files.createSymbolicLink(mine, real);
        world.run(merge(pair()), Answers.none().take(Map.of(mine.toString(), List.of(true, true))));
        assertTrue(Files.isSymbolicLink(mine));
        assertEquals(FRESH, read(real));
    }

    @Test
    void putsTheOriginalBackWhenTheRunIsTakenBack() throws Exception {
        Steps steps = Steps.of(Steps.merge("config", pair()), Steps.script("b", "exit 1\n").step());
        Answers admin =
                Answers.none()
                        .take(Map.of(mine.toString(), List.of(true, true)))
                        .then(Choice.ROLL_BACK);
        RunOutcome ended = world.run(steps, admin);
        assertEquals(FRESH, read(mine));
        String origin = assertInstanceOf(RunOutcome.RollBackRequested.class, ended).run();
        Plan.Ready plan =
                assertInstanceOf(
                        Plan.Ready.class,
                        RollbackPlanner.planRollback(
                                world.fold(), RollbackPlanner.RollbackScope.RUN));
        assertInstanceOf(RunOutcome.Finished.class, world.rollBack(plan, origin, Answers.none()));
        assertEquals(MINE, read(mine));
    }

    @Test
    void failsWhereTheListNamesNoFiles() throws Exception {
        world.run(merge("echo nonsense\n"), Answers.none());
        assertEquals(List.of("config FAILED"), world.outcomes());
    }

    private String pair() {
        return "printf '%s\\t%s\\n' " + mine + " " + fresh + "\n";
    }

    private static Steps merge(String files) {
        return Steps.of(Steps.merge("config", files));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }
}
