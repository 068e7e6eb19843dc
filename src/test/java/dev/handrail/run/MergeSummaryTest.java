package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Answer;
import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Message;
import dev.handrail.model.Question;
import dev.handrail.model.RunEvent;
import dev.handrail.model.summary.MergeSummary;
import dev.handrail.model.summary.MergeSummary.MergedFile;

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

/// What can be told afterwards of a merge, from the events of its run alone.
@Timeout(60)
@Tag("ssh")
class MergeSummaryTest {
    @TempDir Path folder;
    private World world;
    private Path mine;
    private Path fresh;
    private Path base;

    @BeforeEach
    void open() throws IOException {
        world = new World(folder);
        mine = Files.writeString(folder.resolve("mine.conf"), "A = 2\nB = 1\nC = 2\nD = 1\n");
        fresh =
                Files.writeString(
                        folder.resolve("new.conf"), "A = 3\nB = 1\nC = 3\nD = 1\nE = 1\n");
        base = Files.writeString(folder.resolve("old.conf"), "A = 1\nB = 1\nC = 1\nD = 1\n");
    }

    @AfterEach
    void close() throws InterruptedException {
        world.close();
    }

    @Test
    void namesEachChangeAndWhoDecided() throws Exception {
        world.run(
                steps("true"), Answers.none().take(Map.of(mine.toString(), List.of(false, true))));
        MergedFile file = files().getFirst();
        assertEquals("config", file.step());
        assertTrue(file.written());
        assertEquals(
                List.of(
                        Message.of("summary.merge.mine-admin"),
                        Message.of("summary.merge.new-admin"),
                        Message.of("summary.merge.new-applied")),
                file.changes().stream().map(MergeSummary.MergedChange::describe).toList());
        assertEquals(List.of("C = 3"), file.changes().get(1).lines().fresh());
    }

    @Test
    void saysThatAPreparedAnswerDecided() throws Exception {
        world.run(steps("true"), new Prepared(mine.toString()));
        assertEquals(
                Message.of("summary.merge.new-prepared"),
                files().getFirst().changes().getFirst().describe());
    }

    @Test
    void saysThatBothSidesAreWritten() throws Exception {
        Answers admin =
                Answers.none()
                        .does(question ->
                                Optional.of(
                                        Answer.ofMerge(
                                                Question.Choice.CONTINUE,
                                                "",
                                                Map.of(
                                                        mine.toString(),
                                                        List.of(LineChoice.BOTH)))));
        world.run(steps("true"), admin);
        assertEquals(
                Message.of("summary.merge.both-admin"),
                files().getFirst().changes().getFirst().describe());
    }

    /// A front end that answers from a file.
    private record Prepared(String file) implements QuestionHandler {
        @Override
        public Optional<Answer> answerQuestion(Question question) {
            return Optional.of(
                    new Answer(Question.Choice.CONTINUE, "", Map.of(file, List.of(true, true))));
        }

        @Override
        public boolean wasPrepared() {
            return true;
        }
    }

    @Test
    void countsTheLastDecisionAndNotWhatWasNeverWritten() throws Exception {
        Answers admin =
                Answers.none()
                        .take(Map.of(mine.toString(), List.of(true, true)))
                        .take(Map.of(mine.toString(), List.of(false, false)));
        world.run(steps("sed -i '1i Z = 1' " + mine), admin);
        assertEquals(1, files().size());
        assertFalse(files().getFirst().changes().getFirst().takesNew());
        world.run(steps("exit 1"), Answers.none().take(Map.of(mine.toString(), List.of(true))));
        assertFalse(files().getFirst().written());
    }

    private List<MergedFile> files() {
        return MergeSummary.listFiles(world.fold(), world.journal.readEvents(world.lastRun()));
    }

    private Steps steps(String between) {
        String files = "printf '%%s\\t%%s\\t%%s\\n' %s %s %s\n".formatted(mine, fresh, base);
        return Steps.of(
                Steps.mergeBefore("decide", files, "config"),
                Steps.script("stop", between + "\n").step(),
                Steps.merge("config", files));
    }

    @Test
    void aDecidedFileThatIsNotComparedAnyMoreIsNotWritten() throws Exception {
        String listed = "printf '%%s\\t%%s\\t%%s\\n' %s %s %s\n".formatted(mine, fresh, base);
        Steps steps =
                Steps.of(
                        Steps.mergeBefore("decide", listed, "config"),
                        Steps.merge("config", "true\n"));
        world.run(steps, Answers.none().take(Map.of(mine.toString(), List.of(true, true))));
        assertFalse(files().getFirst().written());
        assertEquals(
                Message.of("run.merge.not-compared", mine.toString()),
                world.fold().steps().getLast().reason());
        assertTrue(Files.readString(mine).startsWith("A = 2"));
    }

    /// Runs of before have no event for each file.
    @Test
    void anOlderRunTellsOnlyWhetherTheStepHasSucceeded() throws Exception {
        world.run(steps("true"), Answers.none().take(Map.of(mine.toString(), List.of(true, true))));
        List<RunEvent> events =
                world.journal.readEvents(world.lastRun()).stream()
                        .filter(event -> !(event instanceof RunEvent.FileMerged))
                        .toList();
        assertTrue(MergeSummary.listFiles(world.fold(), events).getFirst().written());
    }

    @Test
    void whatAFailedAttemptWroteStaysNamed() throws Exception {
        Path other = Files.writeString(folder.resolve("other.conf"), Files.readString(mine));
        Answers admin =
                Answers.none()
                        .take(
                                Map.of(
                                        mine.toString(), List.of(true, false),
                                        other.toString(), List.of(true, true)))
                        .does(question -> {
                            assertTrue(blockedFolder(other).toFile().delete());
                            return Optional.of(Answer.of(Question.Choice.RETRY));
                        })
                        .take(Map.of(other.toString(), List.of(true, true)));
        String files = line(mine) + line(other);
        String inTheWay = "mkdir -p $HR_HOP_WORK/merged-config/%s.path\n".formatted(key(other));
        world.run(
                Steps.of(Steps.script("stop", inTheWay).step(), Steps.merge("config", files)),
                admin);
        List<MergedFile> all = files();
        assertEquals(
                List.of("mine.conf true", "mine.conf true", "other.conf true"),
                all.stream()
                        .map(file -> Path.of(file.file()).getFileName() + " " + file.written())
                        .toList());
        assertEquals(
                Message.of("summary.merge.new-admin"),
                all.getFirst().changes().getFirst().describe());
        assertEquals(
                Message.of("summary.merge.mine-admin"), all.get(1).changes().getFirst().describe());
    }

    private String line(Path file) {
        return "printf '%%s\\t%%s\\t%%s\\n' %s %s %s\n".formatted(file, fresh, base);
    }

    private Path blockedFolder(Path file) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.endsWith(key(file) + ".path")).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(Path file) {
        return Answer.TypedLines.of(0, file.toString()).sha256().substring(0, 16);
    }
}
