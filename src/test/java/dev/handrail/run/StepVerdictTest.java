package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.Message;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.Runbook.Failure;
import dev.handrail.model.Step.Evidence;
import dev.handrail.remote.ServerShell.StepEnd;
import dev.handrail.run.evidence.StepResult;
import dev.handrail.run.evidence.StepVerdict;
import dev.handrail.run.service.RunRecorder;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

@Tag("fast")
class StepVerdictTest {
    private static final Failure CITEXT =
            new Failure(
                    "citext",
                    "extension \"citext\"",
                    Message.EMPTY,
                    Message.EMPTY,
                    Optional.empty(),
                    "");

    private final MemoryJournal journal = new MemoryJournal();

    @Test
    void takesExitCodeZeroForDoneWhereNothingElseIsDeclared() {
        assertEquals(StepOutcome.OK, judge(Evidence.EXIT_CODE, 0, "ERROR: whatever\n").outcome());
    }

    @Test
    void showsTheLinesOfAKnownFailureRatherThanTheLastOnes() {
        StringBuilder text =
                new StringBuilder("permission denied to create extension \"citext\"\n");
        for (int i = 0; i < 50; i++) {
            text.append("traceback ").append(i).append('\n');
        }
        StepResult finish = judge(Evidence.EXIT_CODE, 1, text.toString());
        assertEquals(
                new StepResult(
                        StepOutcome.FAILED,
                        Message.of("run.step.exit-code", 1),
                        List.of("permission denied to create extension \"citext\"")),
                finish);
    }

    @Test
    void showsTheLastLinesOfAnUnknownFailure() {
        StepResult finish = judge(Evidence.EXIT_CODE, 2, "1\n2\n3\n\n4\n5\n6\nlast without an end");
        assertEquals(List.of("3", "4", "5", "6", "last without an end"), finish.seen());
    }

    @Test
    void aPatternThatGivesUpDecidesNothing() {
        Evidence evidence = new Evidence(List.of(), List.of("(?!q)(x|y)*z"), List.of());
        StepResult finish = judge(evidence, 0, "x".repeat(200_000) + "\nlast\n");
        assertEquals(StepOutcome.UNKNOWN, finish.outcome());
        assertEquals(Message.of("run.step.pattern-slow", "(?!q)(x|y)*z"), finish.reason());
    }

    @Test
    void aPatternThatOverflowedTheStackIsJudged() {
        Evidence evidence = new Evidence(List.of(), List.of("(x|y)*z"), List.of());
        assertEquals(
                StepOutcome.OK, judge(evidence, 0, "x".repeat(200_000) + "\nlast\n").outcome());
    }

    @Test
    void wantsEveryPatternThatMustBeSeen() {
        Evidence evidence = new Evidence(List.of("^one$", "two"), List.of(), List.of());
        assertEquals(StepOutcome.OK, judge(evidence, 0, "a two b\none\n").outcome());
        assertEquals(
                Message.of("run.step.not-printed", "^one$"),
                judge(evidence, 0, "one more\ntwo\n").reason());
    }

    @Test
    void doesNotKnowWhenOutputIsMissing() {
        StepVerdict verdict = read(Evidence.EXIT_CODE, "half", true);
        assertEquals(
                StepOutcome.UNKNOWN, verdict.judgeExit(new StepEnd.Exited(0, 10, false)).outcome());
        assertEquals(StepOutcome.OK, verdict.judgeExit(new StepEnd.Exited(0, 4, false)).outcome());
    }

    @Test
    void saysThatTheDiskWasFullWhenItFailed() {
        StepVerdict verdict = read(Evidence.EXIT_CODE, "cp: No space left\n", false);
        assertEquals(
                Message.sentences(
                        Message.of("run.step.exit-code", 1), Message.of("run.step.disk-full")),
                verdict.judgeExit(new StepEnd.Exited(1, 18, true)).reason());
    }

    private StepResult judge(Evidence evidence, int code, String output) {
        int bytes = output.getBytes(StandardCharsets.UTF_8).length;
        return read(evidence, output, code == 0).judgeExit(new StepEnd.Exited(code, bytes, false));
    }

    private StepVerdict read(Evidence evidence, String output, boolean well) {
        journal.appendOutput("r", 2, 0, output.getBytes(StandardCharsets.UTF_8));
        RunRecorder diary =
                new RunRecorder("r", journal, new ServerLockTest.Silent(), Clock.systemUTC());
        StepVerdict verdict = StepVerdict.readOutput(diary, 2, evidence, List.of(CITEXT), well);
        journal.forget();
        return verdict;
    }
}
