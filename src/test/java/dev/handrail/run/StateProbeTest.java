package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.Hop;
import dev.handrail.model.Message;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.Step.Expectation;
import dev.handrail.model.Step.Expectation.Rule;
import dev.handrail.model.Version;
import dev.handrail.run.evidence.StateProbe;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

@Tag("fast")
class StateProbeTest {
    private static final Hop HOP = new Hop(1, Version.of("2.3.0"), Version.of("2.5.1"), List.of());
    private static final Message OK = Message.EMPTY;
    private static final Map<String, String> BEFORE =
            Map.of(
                    "version",
                    "2.3.0",
                    "unit.web.started",
                    "7",
                    "unit.rq.started",
                    "8",
                    "rows",
                    "3");

    @Test
    void wantsTheVersionOfTheHop() {
        assertEquals(OK, wrong("version", Rule.IS, "@to", Map.of("version", "v2.5.1")));
        assertEquals(
                violation(Message.of("run.state.wrong-other", "version", "2.3.0", "2.5.1")),
                wrong("version", Rule.IS, "@to", BEFORE));
        assertEquals(OK, wrong("version", Rule.IS, "@from", BEFORE));
    }

    @Test
    void wantsEveryUnitStartedAnew() {
        Map<String, String> after = Map.of("unit.web.started", "9", "unit.rq.started", "8");
        assertEquals(
                violation(Message.of("run.state.wrong-same", "unit.rq.started", "8")),
                wrong("unit.*.started", Rule.CHANGED, "", after));
    }

    @Test
    void doesNotTakeAUnitThatIsGoneForARestartedOne() {
        assertEquals(
                violation(Message.of("run.state.wrong-new-absent", "unit.rq.started")),
                wrong("unit.*.started", Rule.CHANGED, "", Map.of("unit.web.started", "9")));
    }

    @Test
    void wantsTheSameRows() {
        assertEquals(OK, wrong("rows", Rule.SAME, "", BEFORE));
        assertEquals(
                violation(Message.of("run.state.wrong-was", "rows", "2", "3")),
                wrong("rows", Rule.SAME, "", Map.of("rows", "2")));
        assertEquals(
                violation(Message.of("run.state.wrong-was-absent", "rows", "3")),
                wrong("rows", Rule.SAME, "", Map.of()));
    }

    @Test
    void saysWhenNothingWasSeen() {
        assertEquals(
                violation(Message.of("run.state.wrong-absent", "port")),
                wrong("port", Rule.PRESENT, "", BEFORE));
    }

    @Test
    void doesNotKnowWithoutAStateToCompare() {
        Expectation same = new Expectation("rows", Rule.SAME, "");
        assertEquals(
                StepOutcome.UNKNOWN,
                StateProbe.judgeState(List.of(same), HOP, Map.of(), Optional.of(BEFORE)).outcome());
        assertEquals(
                StepOutcome.UNKNOWN,
                StateProbe.judgeState(List.of(same), HOP, BEFORE, Optional.empty()).outcome());
    }

    private static Message violation(Message sentence) {
        return Message.sentences(Message.of("run.state.wrong"), sentence);
    }

    private static Message wrong(String key, Rule rule, String value, Map<String, String> after) {
        Expectation one = new Expectation(key, rule, value);
        return StateProbe.judgeState(List.of(one), HOP, BEFORE, Optional.of(after)).reason();
    }
}
