package dev.handrail.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.copy.CopyProblems;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Why a copy cannot be entered is told from what the server prints.
@Tag("fast")
class CopyProblemsTest {
    @ParameterizedTest
    @ValueSource(strings = {"memory", "disk", "load"})
    void aServerThatRanShortSaysOfWhat(String what) {
        Problem problem = CopyProblems.ofEntry("Welcome\n@@failed\tgone\t" + what + "\n");
        assertEquals("rehearsal.gone", problem.key());
        assertEquals(Message.of("remote.copy.short." + what), problem.what());
    }

    @Test
    void anyOtherCopyIsGone() {
        assertEquals(CopyProblems.gone(), CopyProblems.ofEntry("@@failed\tgone\t\n"));
        assertEquals(CopyProblems.gone(), CopyProblems.ofEntry(""));
        assertEquals(CopyProblems.gone(), CopyProblems.ofEntry("@@failed\tgone\tmoon\n"));
    }
}
