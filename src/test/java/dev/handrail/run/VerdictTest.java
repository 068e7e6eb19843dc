package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.model.Runbook.Failure;
import dev.handrail.model.Step.Evidence;
import dev.handrail.remote.Shell.StepEnd;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

@Tag("fast")
class VerdictTest {
    private static final Failure CITEXT =
            new Failure("citext", "extension \"citext\"", "", "", Optional.empty(), "");

    private final MemoryJournal journal = new MemoryJournal();

    @Test
    void takesExitCodeZeroForDoneWhereNothingElseIsDeclared() {
        assertEquals(Outcome.OK, judge(Evidence.EXIT_CODE, 0, "ERROR: whatever\n").outcome());
    }

    @Test
    void showsTheLinesOfAKnownFailureRatherThanTheLastOnes() {
        StringBuilder text =
                new StringBuilder("permission denied to create extension \"citext\"\n");
        for (int i = 0; i < 50; i++) {
            text.append("traceback ").append(i).append('\n');
        }
        Finish finish = judge(Evidence.EXIT_CODE, 1, text.toString());
        assertEquals(
                new Finish(
                        Outcome.FAILED,
                        "It ended with exit code 1.",
                        List.of("permission denied to create extension \"citext\"")),
                finish);
    }

    @Test
    void showsTheLastLinesOfAnUnknownFailure() {
        Finish finish = judge(Evidence.EXIT_CODE, 2, "1\n2\n3\n\n4\n5\n6\nlast without an end");
        assertEquals(List.of("3", "4", "5", "6", "last without an end"), finish.seen());
    }

    @Test
    void wantsEveryPatternThatMustBeSeen() {
        Evidence evidence = new Evidence(List.of("^one$", "two"), List.of(), List.of());
        assertEquals(Outcome.OK, judge(evidence, 0, "a two b\none\n").outcome());
        assertEquals(
                "It ended with exit code 0, but its output lacks what must be there: ^one$",
                judge(evidence, 0, "one more\ntwo\n").reason());
    }

    @Test
    void doesNotKnowWhenOutputIsMissing() {
        Verdict verdict = read(Evidence.EXIT_CODE, "half", true);
        assertEquals(Outcome.UNKNOWN, verdict.judge(new StepEnd.Exited(0, 10, false)).outcome());
        assertEquals(Outcome.OK, verdict.judge(new StepEnd.Exited(0, 4, false)).outcome());
    }

    @Test
    void saysThatTheDiskWasFullWhenItFailed() {
        Verdict verdict = read(Evidence.EXIT_CODE, "cp: No space left\n", false);
        assertEquals(
                "It ended with exit code 1. The server's disk was full.",
                verdict.judge(new StepEnd.Exited(1, 18, true)).reason());
    }

    private Finish judge(Evidence evidence, int code, String output) {
        int bytes = output.getBytes(StandardCharsets.UTF_8).length;
        return read(evidence, output, code == 0).judge(new StepEnd.Exited(code, bytes, false));
    }

    private Verdict read(Evidence evidence, String output, boolean well) {
        journal.output("r", 2, 0, output.getBytes(StandardCharsets.UTF_8));
        Diary diary = new Diary("r", journal, new LockTest.Silent(), Clock.systemUTC());
        Verdict verdict = Verdict.read(diary, 2, evidence, List.of(CITEXT), well);
        journal.forget();
        return verdict;
    }
}
