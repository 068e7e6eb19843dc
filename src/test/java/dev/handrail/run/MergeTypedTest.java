package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Answer;
import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Message;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.Kind;
import dev.handrail.model.RunEvent;
import dev.handrail.model.summary.MergeSummary;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Lines that the admin types in the place of a change.
@Timeout(60)
@Tag("ssh")
class MergeTypedTest {
    private static final String MINE = "A = 1\nPASSWORD = 'geheim123'\nB = 2\n";
    private static final String FRESH = "A = 1\nPASSWORD = 'changeme1'\nB = 2\n";
    private static final String SHOWN = "PASSWORD = '*********'";

    @TempDir Path folder;
    private World world;
    private Path mine;
    private Path fresh;

    @BeforeEach
    void open() throws IOException {
        world = new World(folder);
        mine = Files.writeString(folder.resolve("mine.conf"), MINE);
        fresh = Files.writeString(folder.resolve("fresh.conf"), FRESH);
    }

    @AfterEach
    void close() throws InterruptedException {
        world.close();
    }

    @Test
    void areWrittenAndALineThatWasShownKeepsItsSecret() throws Exception {
        Answers admin = Answers.none().does(q -> typed("# typed by hand\n" + SHOWN));
        assertInstanceOf(RunOutcome.Finished.class, world.run(merge(), admin));
        assertEquals(
                "A = 1\n# typed by hand\nPASSWORD = 'geheim123'\nB = 2\n", Files.readString(mine));
    }

    @Test
    void areNeverInTheJournal() throws Exception {
        world.run(merge(), Answers.none().does(q -> typed("TOKEN_X = 'abc'")));
        List<RunEvent> events = world.journal.readEvents(world.lastRun());
        Answer journaled =
                events.stream()
                        .filter(RunEvent.QuestionAnswered.class::isInstance)
                        .map(event -> ((RunEvent.QuestionAnswered) event).answer())
                        .findFirst()
                        .orElseThrow();
        Answer.TypedLines lines = journaled.typedFor(mine.toString()).getFirst();
        assertEquals("", lines.text());
        assertEquals(15, lines.length());
        assertTrue(lines.isText("TOKEN_X = 'abc'"));
        assertEquals(
                Message.of("summary.merge.typed-admin"),
                MergeSummary.listFiles(world.fold(), events)
                        .getFirst()
                        .changes()
                        .getFirst()
                        .describe());
    }

    @Test
    void starsInTheirPlaceAreRefused() throws Exception {
        Answers admin =
                Answers.none()
                        .does(q -> typed("PASSWORD = '*********' # mine"))
                        .does(q -> typed("PASSWORD = 'neu'"));
        world.run(merge(), admin);
        assertEquals(
                Message.of("run.merge.typed-stars", mine.toString()), admin.asked.get(1).text());
        assertEquals("A = 1\nPASSWORD = 'neu'\nB = 2\n", Files.readString(mine));
    }

    @Test
    void areHiddenInWhatTheProofSays() throws Exception {
        Answers admin =
                Answers.none()
                        .does(q -> typed("'hunter2xyzQ9' b PASSWORD"))
                        .does(q -> typed("PASSWORD = 'neu'"));
        String proof = "! grep hunter2 \"$MERGE_RESULT\"\n";
        world.run(Steps.of(Steps.withProof(Steps.merge("config", pair()), proof)), admin);
        assertEquals(
                Message.of("run.merge.refused", mine.toString(), "*".repeat(25)),
                admin.asked.get(1).text());
    }

    @Test
    void endAsTheLinesOfTheFile() throws Exception {
        Files.writeString(mine, "A = 1\r\nC = 2");
        Files.writeString(fresh, "A = 1\nC = 3\n");
        world.run(merge(), Answers.none().does(q -> typed("x\ny")));
        assertEquals("x\r\ny", Files.readString(mine));
    }

    @Test
    void nothingTypedIsNoLine() throws Exception {
        world.run(merge(), Answers.none().does(q -> typed("")));
        assertEquals("A = 1\nB = 2\n", Files.readString(mine));
    }

    @Test
    void bytesOfALineThatWasShownStay() throws Exception {
        Files.write(mine, "A = 1\nC = gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(fresh, "A = 1\nC = red\n");
        world.run(merge(), Answers.none().does(q -> typed("C = gr\ufffdn\nD = 1")));
        assertEquals(
                "A = 1\nC = gr\u00fcn\nD = 1\n",
                Files.readString(mine, StandardCharsets.ISO_8859_1));
    }

    @Test
    void aByteThatIsNoCharacterIsNotLost() throws Exception {
        Files.write(mine, "A = 1\nC = gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(fresh, "A = 1\nC = red\n");
        Answers admin =
                Answers.none().does(q -> typed("C = hellgr\ufffdn")).does(q -> typed("C = blue"));
        world.run(merge(), admin);
        assertEquals(
                Message.of("run.merge.typed-unreadable", mine.toString()),
                admin.asked.get(1).text());
        assertEquals("A = 1\nC = blue\n", Files.readString(mine));
    }

    @Test
    void areReadFromTheServerAfterAPause() throws Exception {
        Answers admin = Answers.none().does(q -> typed("PASSWORD = 'neu'"));
        assertInstanceOf(RunOutcome.AnswerNeeded.class, world.run(decided("test -e go\n"), admin));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept())));
        Answers later = Answers.none().then(Choice.SKIP, "it stands already");
        assertInstanceOf(RunOutcome.Finished.class, world.resume(later));
        assertEquals(List.of(Kind.FAILED), later.kinds());
        assertEquals("A = 1\nPASSWORD = 'neu'\nB = 2\n", Files.readString(mine));
    }

    @Test
    void areAskedForAgainWhenTheyAreGone() throws Exception {
        Answers admin =
                Answers.none()
                        .does(q -> typed("PASSWORD = 'neu'"))
                        .does(q -> typed("PASSWORD = 'other'"));
        world.run(decided("rm -rf $HR_HOP_WORK/typed\n"), admin);
        assertEquals(
                Message.of("run.merge.since.typed", mine.toString()), admin.asked.get(1).text());
        assertEquals("A = 1\nPASSWORD = 'other'\nB = 2\n", Files.readString(mine));
        assertFalse(world.output("config").contains("other"));
    }

    private Path kept() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.getParent().endsWith("typed")).findFirst().orElseThrow();
        }
    }

    private Optional<Answer> typed(String text) {
        return Optional.of(
                Answer.ofMerge(
                                Choice.CONTINUE,
                                "",
                                Map.of(mine.toString(), List.of(LineChoice.TYPED)))
                        .withTyped(Map.of(mine.toString(), Map.of(0, text))));
    }

    private Steps merge() {
        return Steps.of(Steps.merge("config", pair()));
    }

    private Steps decided(String between) {
        return Steps.of(
                Steps.mergeBefore("decide", pair(), "config"),
                Steps.script("stop", between).skippable().step(),
                Steps.merge("config", pair()));
    }

    private String pair() {
        return "printf '%%s\\t%%s\\n' %s %s\n".formatted(mine, fresh);
    }
}
