package dev.handrail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.cli.output.TextRunPrinter;
import dev.handrail.model.Answer;
import dev.handrail.model.Facts;
import dev.handrail.model.Hop;
import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Question;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.model.Version;
import dev.handrail.run.StepTimes;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a terminal says of a step that says nothing, and of a connection that is away.
@Tag("fast")
class SilentStepTest {
    private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

    private final FakeTerminal terminal = FakeTerminal.piped();
    private final Hands clock = new Hands();

    @Test
    void tellsSilentFromStuckAtPausesThatGrow() {
        TextRunPrinter follower = following();
        for (int minute = 0; minute < 5; minute++) {
            clock.now = clock.now.plusSeconds(61);
            follower.onSignOfLife(2);
        }
        assertEquals(
                """

                == [1/1] Migrate: Migrate
                -- No output for 1 min 1 s; the server says that the step still runs. Last time it took 9 min.
                -- No output for 2 min 2 s; the server says that the step still runs. Last time it took 9 min.
                -- No output for 4 min 4 s; the server says that the step still runs. Last time it took 9 min.
                """,
                terminal.shown());
    }

    /// Handrail asks about it, but the step does not wait for the answer.
    @Test
    void aLateStepIsSilentWhileItsQuestionIsOpenAndAfterTheAnswer() {
        TextRunPrinter follower = following();
        ask(follower, Question.Kind.STUCK);
        clock.now = clock.now.plusSeconds(61);
        follower.onSignOfLife(2);
        answer(follower, Question.Kind.STUCK);
        clock.now = clock.now.plusSeconds(61);
        follower.onSignOfLife(2);
        assertEquals(
                """

                == [1/1] Migrate: Migrate
                -- No output for 1 min 1 s; the server says that the step still runs. Last time it took 9 min.
                -- No output for 2 min 2 s; the server says that the step still runs. Last time it took 9 min.
                """,
                terminal.shown());
    }

    @Test
    void aStepThatWaitsForAnAnswerIsNotSilent() {
        TextRunPrinter follower = following();
        ask(follower, Question.Kind.PROMPT);
        clock.now = clock.now.plusSeconds(61);
        follower.onSignOfLife(2);
        answer(follower, Question.Kind.PROMPT);
        clock.now = clock.now.plusSeconds(59);
        follower.onSignOfLife(2);
        assertEquals("\n== [1/1] Migrate: Migrate\n", terminal.shown());
    }

    private static RunEvent asked(Question.Kind kind) {
        Message text = Message.literal("What now?");
        return new RunEvent.QuestionAsked(
                3, START, 2, new Question(kind, text, text, List.of(), "", List.of()));
    }

    private void ask(TextRunPrinter follower, Question.Kind kind) {
        RunEvent asked = asked(kind);
        follower.onEvent(asked, Run.of("", List.of(start(), started(), asked)));
    }

    private void answer(TextRunPrinter follower, Question.Kind kind) {
        RunEvent answered =
                new RunEvent.QuestionAnswered(4, START, 3, Answer.of(Question.Choice.CONTINUE));
        follower.onEvent(answered, Run.of("", List.of(start(), started(), asked(kind), answered)));
    }

    @Test
    void saysNowAndThenHowMuchOfACancelledStepIsRead() {
        TextRunPrinter follower = following();
        for (long read = 0; read <= 200_000_000; read += 1_000_000) {
            follower.onReadProgress(2, read, 200_000_000);
        }
        assertEquals(
                """

                == [1/1] Migrate: Migrate
                -- Cancelled; Handrail reads the rest of its output (0 bytes of 200.0 MB).
                -- Cancelled; Handrail reads the rest of its output (64.0 MB of 200.0 MB).
                -- Cancelled; Handrail reads the rest of its output (128.0 MB of 200.0 MB).
                -- Cancelled; Handrail reads the rest of its output (192.0 MB of 200.0 MB).
                """,
                terminal.shown());
    }

    @Test
    void saysNothingOfAStepThatPrints() {
        TextRunPrinter follower = following();
        for (int minute = 0; minute < 5; minute++) {
            clock.now = clock.now.plusSeconds(59);
            follower.onOutput(2, minute, new byte[] {'\n'});
            follower.onSignOfLife(2);
        }
        assertEquals("\n== [1/1] Migrate: Migrate\n\n\n\n\n\n", terminal.shown());
    }

    @Test
    void saysWhenTheNextTryComes() {
        TextRunPrinter follower = following();
        for (int tries = 0; tries < 9; tries++) {
            follower.onDisconnected(clock.now.plusSeconds(30), tries);
        }
        assertEquals(
                "\n== [1/1] Migrate: Migrate\n"
                        + "-- Still no connection; Handrail tries again in 30 s.\n".repeat(4),
                terminal.shown());
    }

    private TextRunPrinter following() {
        List<RunEvent> events = List.of(start(), started());
        TextRunPrinter follower =
                new TextRunPrinter(terminal, List.of(), clock, product -> earlier());
        Run run = Run.of("", events);
        events.forEach(event -> follower.onEvent(event, run));
        return follower;
    }

    private static StepTimes earlier() {
        return StepTimes.of(
                List.of(
                        Run.of(
                                "r0",
                                List.of(
                                        start(),
                                        started(),
                                        new RunEvent.StepFinished(
                                                3,
                                                START.plus(Duration.ofMinutes(9)),
                                                2,
                                                StepOutcome.OK,
                                                Message.EMPTY,
                                                List.of())))));
    }

    private static RunEvent started() {
        return new RunEvent.StepStarted(2, START, 0, "migrate", 1, "2-migrate-1");
    }

    private static RunEvent start() {
        Step.StepInfo info =
                new Step.StepInfo(
                        "migrate",
                        Phase.MIGRATE,
                        Message.literal("Migrate"),
                        Message.EMPTY,
                        "server",
                        Reversibility.FREE,
                        false,
                        "",
                        Optional.empty());
        Step step =
                new Step.Script(
                        info,
                        new ScriptText("migrate.sh", ""),
                        Optional.empty(),
                        Optional.empty(),
                        Step.Evidence.EXIT_CODE,
                        List.of(),
                        Duration.ofMinutes(30),
                        true,
                        false);
        Version from = Version.of("1");
        Version to = Version.of("2");
        Plan.Ready plan =
                new Plan.Ready(
                        "tea",
                        "Tea",
                        new Plan.PlanRoute(
                                "in-place", Message.literal("In place"), List.of("server")),
                        from,
                        to,
                        List.of(new Hop(1, from, to, List.of(step))),
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        Facts.NONE,
                        Optional.empty(),
                        new ScriptText("lib.sh", ""),
                        Optional.empty());
        return new RunEvent.RunStarted(
                1, START, RunKind.UPGRADE, RunScope.LIVE, plan, Map.of(), "");
    }

    private static final class Hands extends Clock {
        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
