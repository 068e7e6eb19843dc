package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Answer;
import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.EarlierChoice;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.Kind;
import dev.handrail.plan.RollbackPlanner;
import dev.handrail.plan.RollbackPlanner.RollbackScope;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A merge that is decided while the services run and written after they have stopped.
@Timeout(60)
@Tag("ssh")
class MergeBeforeStopTest {
    private static final String BASE = "A = 1\nB = 1\nC = 1\nD = 1\nE = 1\n";
    private static final String MINE = "A = 2\nB = 1\nC = 2\nD = 1\nE = 1\n";
    private static final String FRESH = "A = 1\nB = 1\nC = 3\nD = 1\nE = 2\n";
    private static final String MERGED = "A = 2\nB = 1\nC = 3\nD = 1\nE = 2\n";

    @TempDir Path folder;
    private World world;
    private Path mine;
    private Path fresh;
    private Path base;

    @BeforeEach
    void open() {
        world = new World(folder);
        mine = folder.resolve("mine.conf");
        fresh = folder.resolve("fresh.conf");
        base = folder.resolve("base.conf");
        write(mine, MINE);
        write(fresh, FRESH);
        write(base, BASE);
    }

    @AfterEach
    void close() throws InterruptedException {
        world.close();
    }

    @Test
    void asksBeforeTheStopAndWritesAfterItWithoutAsking() throws Exception {
        Path seen = folder.resolve("seen");
        Answers admin = Answers.none().take(Map.of(mine.toString(), List.of(true)));
        RunOutcome ended = world.run(steps("cp " + mine + " " + seen + "\n"), admin);
        assertInstanceOf(RunOutcome.Finished.class, ended);
        assertEquals(List.of(Kind.MERGE), admin.kinds());
        assertEquals(MINE, read(seen));
        assertEquals(MERGED, read(mine));
        assertEquals(Message.of("run.merge.decided", 1), reason("decide"));
        assertEquals(Message.of("run.merge.done", 1), reason("config"));
        assertTrue(world.output("config").contains("1 of 1 changes taken"), world.output("config"));
    }

    @Test
    void asksNothingWhereTheChangeLeavesEveryDecisionAsItWas() throws Exception {
        assertSettled("sed -i '1i Z = 4' " + mine);
        assertEquals("Z = 4\n" + MERGED, read(mine));
    }

    @Test
    void asksNothingWhereTheNewVersionChangesOnlyWhatAppliesByItself() throws Exception {
        assertSettled("sed -i 's/E = 2/E = 3/' " + fresh);
        assertEquals(MERGED.replace("E = 2", "E = 3"), read(mine));
    }

    private void assertSettled(String between) throws Exception {
        Answers admin = Answers.none().take(Map.of(mine.toString(), List.of(true)));
        assertInstanceOf(RunOutcome.Finished.class, world.run(steps(between + "\n"), admin));
        assertEquals(1, admin.asked.size());
        assertTrue(world.output("config").contains("changed since you decided"));
    }

    @Test
    void asksOnlyTheDifferenceOfALaterChange() throws Exception {
        write(mine, MINE.replace("A = 2", "A = 2\nF = 2").replace("E = 1", "E = 4"));
        Answers admin =
                Answers.none()
                        .take(Map.of(mine.toString(), List.of(true, false)))
                        .take(Map.of(mine.toString(), List.of(true, true)));
        world.run(steps("sed -i 's/E = 4/E = 5/' " + mine + "\n"), admin);
        FileChange again = admin.asked.get(1).files().getFirst();
        assertEquals(List.of(new EarlierChoice(0, LineChoice.NEW)), again.earlier());
        assertEquals(2, again.changes().size());
        assertEquals(
                Message.sentences(
                        Message.of("run.merge.since.mine", mine.toString()),
                        Message.of("run.merge.since.kept", 1)),
                admin.asked.get(1).text());
        assertEquals("A = 2\nF = 2\nB = 1\nC = 3\nD = 1\nE = 2\n", read(mine));
    }

    @Test
    void asksTheDifferenceAfterAPauseToo() throws Exception {
        Answers admin = Answers.none().take(Map.of(mine.toString(), List.of(false)));
        Steps steps = steps("sed -i 's/E = 1/E = 6/' " + mine + "\n");
        assertInstanceOf(RunOutcome.AnswerNeeded.class, world.run(steps, admin));
        Answers later = Answers.none().take(Map.of(mine.toString(), List.of(false, true)));
        assertInstanceOf(RunOutcome.Finished.class, world.resume(later));
        assertEquals(
                List.of(new EarlierChoice(0, LineChoice.MINE)),
                later.asked.getFirst().files().getFirst().earlier());
        assertEquals(MERGED.replace("C = 3", "C = 2"), read(mine));
    }

    @Test
    void asksAgainWhenTheOldVersionIsAnotherOne() throws Exception {
        Answers admin =
                Answers.none()
                        .take(Map.of(mine.toString(), List.of(true)))
                        .take(Map.of(mine.toString(), List.of(true, true)));
        String between = "sed -i 's/E = 1/E = 5/' " + base + "\n";
        assertInstanceOf(RunOutcome.Finished.class, world.run(steps(between), admin));
        assertEquals(
                Message.sentences(
                        Message.of("run.merge.since.base", mine.toString()),
                        Message.of("run.merge.since.kept", 1)),
                admin.asked.get(1).text());
    }

    @Test
    void asksNothingWhereOnlyChangesAreLeftThatApplyByThemselves() throws Exception {
        Answers admin = Answers.none().take(Map.of(mine.toString(), List.of(true)));
        RunOutcome ended = world.run(steps("sed -i 's/C = 2/C = 3/' " + mine + "\n"), admin);
        assertInstanceOf(RunOutcome.Finished.class, ended);
        assertEquals(1, admin.asked.size());
        assertEquals(MERGED, read(mine));
        assertTrue(world.output("config").contains("changed since you decided"));
    }

    @Test
    void whatTheAdminHasRefusedStaysRefused() throws Exception {
        Answers admin = Answers.none().take(Map.of(mine.toString(), List.of(true, false)));
        world.run(steps("sed -i 's/C = 2/C = 3/' " + mine + "\n"), admin);
        assertEquals(1, admin.asked.size());
        assertEquals(MERGED.replace("E = 2", "E = 1"), read(mine));
    }

    @Test
    void refusedLinesDoNotApplyByThemselvesOnceYoursAreTheOldOnes() throws Exception {
        Answers admin =
                Answers.none()
                        .take(Map.of(mine.toString(), List.of(false)))
                        .take(Map.of(mine.toString(), List.of(false, true)));
        world.run(steps("sed -i 's/C = 2/C = 1/' " + mine + "\n"), admin);
        assertEquals(2, admin.asked.size());
        assertEquals(MERGED.replace("C = 3", "C = 1"), read(mine));
    }

    @Test
    void anotherSecretThatLooksTheSameIsAskedAgain() throws Exception {
        write(mine, MINE.replace("C = 2", "password = geheim11"));
        write(base, BASE.replace("C = 1", "password = geheim10"));
        write(fresh, FRESH.replace("C = 3", "password = geheim12"));
        Answers admin =
                Answers.none()
                        .take(Map.of(mine.toString(), List.of(true)))
                        .take(Map.of(mine.toString(), List.of(false)));
        world.run(steps("sed -i 's/geheim11/geheim13/' " + mine + "\n"), admin);
        assertEquals(2, admin.asked.size());
        assertEquals(List.of(), admin.asked.get(1).files().getFirst().earlier());
        assertTrue(read(mine).contains("geheim13"), read(mine));
    }

    @Test
    void asksOnlyAboutTheFileThatHasChanged() throws Exception {
        Path other = folder.resolve("other.conf");
        write(other, MINE);
        String files = line(mine) + line(other);
        Steps steps =
                Steps.of(
                        Steps.mergeBefore("decide", files, "config"),
                        Steps.script("stop", "sed -i 's/C = 2/C = 9/' " + other + "\n").step(),
                        Steps.merge("config", files));
        Answers admin =
                Answers.none()
                        .take(
                                Map.of(
                                        mine.toString(), List.of(true),
                                        other.toString(), List.of(true)))
                        .take(Map.of(other.toString(), List.of(false)));
        assertInstanceOf(RunOutcome.Finished.class, world.run(steps, admin));
        assertEquals(1, admin.asked.get(1).files().size());
        assertEquals(other.toString(), admin.asked.get(1).files().getFirst().mine());
        assertEquals(MERGED, read(mine));
        assertEquals("A = 2\nB = 1\nC = 9\nD = 1\nE = 2\n", read(other));
    }

    @Test
    void saysThatAFileDidNotDifferWhenTheAdminDecided() throws Exception {
        write(mine, FRESH);
        Answers admin = Answers.none().take(Map.of());
        world.run(steps("echo F = 1 >>" + fresh + "\n"), admin);
        assertEquals(
                Message.of("run.merge.since.new", mine.toString()), admin.asked.getFirst().text());
    }

    @Test
    void asksAsBeforeWhenTheAdminSkippedTheDecision() throws Exception {
        Answers admin =
                Answers.none()
                        .then(Choice.SKIP, "later")
                        .take(Map.of(mine.toString(), List.of(true)));
        assertInstanceOf(RunOutcome.Finished.class, world.run(steps("true\n"), admin));
        assertEquals(Message.literal("Why config."), admin.asked.get(1).text());
        assertEquals(MERGED, read(mine));
    }

    @Test
    void aPausedRunKeepsTheDecision() throws Exception {
        Answers admin = Answers.none().take(Map.of(mine.toString(), List.of(true)));
        assertInstanceOf(RunOutcome.AnswerNeeded.class, world.run(steps("test -e go\n"), admin));
        Answers later = Answers.none().then(Choice.SKIP, "it stands already");
        assertInstanceOf(RunOutcome.Finished.class, world.resume(later));
        assertEquals(List.of(Kind.FAILED), later.kinds());
        assertEquals(MERGED, read(mine));
    }

    @Test
    void asksNothingAgainAfterAnAttemptThatWroteOnlyOneFile() throws Exception {
        Path other = folder.resolve("other.conf");
        write(other, MINE);
        String files = line(mine) + line(other);
        String inTheWay =
                "mkdir -p $HR_HOP_WORK/merged-config/$(printf %s "
                        + other
                        + " | sha256sum | cut -c1-16).path\n";
        Steps steps =
                Steps.of(
                        Steps.mergeBefore("decide", files, "config"),
                        Steps.script("stop", inTheWay).step(),
                        Steps.merge("config", files));
        List<Boolean> yes = List.of(true);
        Answers admin =
                Answers.none()
                        .take(Map.of(mine.toString(), yes, other.toString(), yes))
                        .does(question -> {
                            removeEmptyFolders();
                            return Optional.of(Answer.of(Choice.RETRY));
                        });
        assertInstanceOf(RunOutcome.Finished.class, world.run(steps, admin));
        assertEquals(List.of(Kind.MERGE, Kind.FAILED), admin.kinds());
        assertEquals(MERGED, read(mine));
        assertEquals(MERGED, read(other));
    }

    private void removeEmptyFolders() {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(path -> path.toString().endsWith(".path")).toList()) {
                if (Files.isDirectory(path)) {
                    Files.delete(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void asksAgainBeforeTheStopWhenTheProofRefusesTheResult() throws Exception {
        Steps steps =
                Steps.of(
                        Steps.withProof(Steps.mergeBefore("decide", line(mine), "config"), PROOF),
                        Steps.withProof(Steps.merge("config", line(mine)), PROOF));
        Answers admin =
                Answers.none()
                        .take(Map.of(mine.toString(), List.of(true)))
                        .take(Map.of(mine.toString(), List.of(false)));
        assertInstanceOf(RunOutcome.Finished.class, world.run(steps, admin));
        assertEquals(List.of(Kind.MERGE, Kind.MERGE), admin.kinds());
        assertEquals(
                Message.of("run.merge.refused", mine.toString(), "mine.conf: C must not be 3"),
                admin.asked.get(1).text());
        assertEquals("A = 2\nB = 1\nC = 2\nD = 1\nE = 2\n", read(mine));
    }

    @Test
    void anAnswerThatIsRefusedTwiceFailsTheStepAndWritesNothing() throws Exception {
        Answers admin =
                Answers.none()
                        .take(Map.of(mine.toString(), List.of(true)))
                        .take(Map.of(mine.toString(), List.of(true)));
        Steps steps = Steps.of(Steps.withProof(Steps.merge("config", line(mine)), PROOF));
        world.run(steps, admin);
        assertEquals(List.of("config FAILED"), world.outcomes());
        assertEquals(MINE, read(mine));
    }

    private static final String PROOF =
            "! grep -q 'C = 3' \"$MERGE_RESULT\" ||"
                    + " { echo \"${MERGE_RESULT##*/}: C must not be 3\"; exit 1; }\n";

    @Test
    void theRollbackUndoesOnlyTheStepThatWrote() throws Exception {
        Answers admin =
                Answers.none().take(Map.of(mine.toString(), List.of(true))).then(Choice.ROLL_BACK);
        Steps steps =
                Steps.of(
                        Steps.mergeBefore("decide", line(mine), "config"),
                        Steps.merge("config", line(mine)),
                        Steps.script("last", "exit 1\n").step());
        RunOutcome ended = world.run(steps, admin);
        String origin = assertInstanceOf(RunOutcome.RollBackRequested.class, ended).run();
        Plan.Ready plan =
                assertInstanceOf(
                        Plan.Ready.class,
                        RollbackPlanner.planRollback(world.fold(), RollbackScope.RUN));
        assertEquals(
                List.of("undo-config"),
                plan.hops().getFirst().steps().stream().map(step -> step.info().id()).toList());
        assertInstanceOf(RunOutcome.Finished.class, world.rollBack(plan, origin, Answers.none()));
        assertEquals(MINE, read(mine));
    }

    private Message reason(String step) {
        return world.fold().steps().stream()
                .filter(run -> run.step().info().id().equals(step))
                .findFirst()
                .orElseThrow()
                .reason();
    }

    private Steps steps(String between) {
        return Steps.of(
                Steps.mergeBefore("decide", line(mine), "config"),
                Steps.script("stop", between).skippable().step(),
                Steps.merge("config", line(mine)));
    }

    private String line(Path file) {
        return "printf '%s\\t%s\\t%s\\n' " + file + " " + fresh + " " + base + "\n";
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
