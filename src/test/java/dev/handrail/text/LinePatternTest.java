package dev.handrail.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Runbook;
import dev.handrail.model.Step;
import dev.handrail.store.runbook.RunbookLibrary;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.Stream;

@Tag("fast")
class LinePatternTest {
    @ParameterizedTest
    @ValueSource(strings = {"(x|y)*z", "(a+)+$|(x+x+)+y", "(.*)*q", "^(x*)*$|(x|xx)+w"})
    void aPatternThatBreaksABacktrackingEngineIsMatchedAtOnce(String text) {
        LinePattern pattern = LinePattern.compile(text);

        pattern.isFoundIn("x".repeat(500_000) + "!");
        assertTrue(pattern.isLinear());
        assertFalse(pattern.hasGivenUp());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?=x)(x+x+)+y", "(?!q)(x|y)*z", "(x+)+\\1y"})
    void whatIsNotLinearGivesUp(String text) {
        LinePattern pattern = LinePattern.compile(text);

        assertFalse(pattern.isLinear());
        assertFalse(pattern.isFoundIn("x".repeat(200_000) + "!"));
        assertTrue(pattern.hasGivenUp());
        assertTrue(LinePattern.compile(text).isSlow());
    }

    @Test
    void aLookAheadOfAnOldRunbookStillMatches() {
        LinePattern pattern = LinePattern.compile("error(?! ignored)");

        assertTrue(pattern.isFoundIn("an error here"));
        assertFalse(pattern.isFoundIn("error ignored"));
        assertFalse(pattern.hasGivenUp());
    }

    @Test
    void noShippedPatternIsSlow() {
        List<String> slow =
                RunbookLibrary.loadRunbooks(List.of()).runbooks().stream()
                        .flatMap(LinePatternTest::patternsOf)
                        .filter(text -> LinePattern.compile(text).isSlow())
                        .toList();

        assertEquals(List.of(), slow);
    }

    private static Stream<String> patternsOf(Runbook book) {
        Stream<Step.Script> scripts =
                book.routes().stream()
                        .flatMap(route -> route.steps().stream())
                        .map(Runbook.StepRule::step)
                        .filter(Step.Script.class::isInstance)
                        .map(Step.Script.class::cast);
        return Stream.concat(
                book.failures().stream().map(Runbook.Failure::pattern),
                scripts.flatMap(step ->
                        Stream.of(
                                        step.evidence().mustSee().stream(),
                                        step.evidence().mustNotSee().stream(),
                                        step.prompts().stream().map(Step.Prompt::pattern))
                                .flatMap(texts -> texts)));
    }
}
