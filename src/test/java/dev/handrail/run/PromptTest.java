package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.Kind;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.QuestionAnswered;
import dev.handrail.model.Step.Prompt;
import dev.handrail.testing.English;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

@Timeout(60)
@Tag("ssh")
class PromptTest {
    private static final String OVERWRITE =
            "while :; do printf 'Do you wish to overwrite? [Y/n] '; read -r a;"
                    + " [ \"$a\" != Y ] || break; done; echo \"got $a\"\n";

    @TempDir Path folder;
    private World world;

    @BeforeEach
    void open() {
        world = new World(folder);
    }

    @AfterEach
    void close() throws InterruptedException {
        world.close();
    }

    @Test
    void typesTheAnswerThatTheRunbookKnows() throws Exception {
        Prompt known = new Prompt("overwrite\\? \\[Y/n\\] $", Optional.of("Y"), false, false);
        Steps steps = Steps.of(Steps.script("update", OVERWRITE).prompts(known).step());
        assertInstanceOf(RunOutcome.Finished.class, world.run(steps, Answers.none()));
        assertTrue(world.output("update").contains("got Y"));
        assertEquals(1, world.kinds().stream().filter("QuestionAnswered"::equals).count());
    }

    @Test
    void asksTheAdminWhatTheRunbookDoesNotKnow() throws Exception {
        Prompt known = new Prompt("never", Optional.of("x"), false, false);
        Steps steps = Steps.of(Steps.script("update", OVERWRITE).prompts(known).step());
        Answers admin = Answers.none().then(Choice.CONTINUE, "n").then(Choice.CONTINUE, "Y");
        assertInstanceOf(RunOutcome.Finished.class, world.run(steps, admin));
        assertEquals(List.of(Kind.PROMPT, Kind.PROMPT), admin.kinds());
        Question asked = admin.asked.getFirst();
        assertEquals("Do you wish to overwrite? [Y/n]", English.of(asked.text()));
    }

    @Test
    void neverWritesASecretDown() throws Exception {
        Prompt secret = new Prompt("^Password: ", Optional.empty(), true, false);
        Steps steps =
                Steps.of(
                        Steps.script(
                                        "login",
                                        "printf 'Password: '; read -r p; echo; echo \"you said"
                                                + " $p\"\n")
                                .prompts(secret)
                                .step(),
                        Steps.script("later", "echo hunter22\n").step());
        Answers admin = Answers.none().then(Choice.CONTINUE, "hunter22");
        assertInstanceOf(RunOutcome.Finished.class, world.run(steps, admin));
        assertEquals(List.of(Kind.SECRET), admin.kinds());
        assertTrue(world.output("login").contains("you said ********"));
        assertEquals("********\n", world.output("later"));
        List<RunEvent> events = world.journal.readEvents(world.lastRun());
        assertFalse(events.subList(1, events.size()).toString().contains("hunter22"));
        assertEquals(1, world.heard.stream().filter(QuestionAnswered.class::isInstance).count());
    }

    @Test
    void pausesWhenNobodyIsThereToAnswerAndAsksAgainLater() throws Exception {
        Prompt open = new Prompt("overwrite", Optional.empty(), false, false);
        Steps steps = Steps.of(Steps.script("update", OVERWRITE).prompts(open).step());
        RunOutcome ended = world.run(steps, Answers.none());
        assertEquals(
                Kind.PROMPT,
                assertInstanceOf(RunOutcome.AnswerNeeded.class, ended).question().kind());
        assertTrue(world.fold().steps().getFirst().isRunning());
        assertInstanceOf(
                RunOutcome.Finished.class, world.resume(Answers.none().then(Choice.CONTINUE, "Y")));
        assertTrue(world.output("update").contains("got Y"));
        assertEquals(1, world.server.started.size());
    }
}
