package dev.handrail.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.store.Samples;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Tag("fast")
class PlanTest {
    private static final Instant END = Instant.parse("2026-11-20T05:00:00Z");

    @Test
    void aParameterMayHaveTheNameOfTheMaintenanceWindow() {
        Plan.Ready plan = withVariables(Map.of("WINDOW_ENDS", "after lunch"));
        assertEquals(Optional.empty(), plan.windowEnds());
        Plan.Ready timed = plan.withWindowEnd(END);
        assertEquals(Optional.of(END), timed.windowEnds());
        assertEquals(Map.of("WINDOW_ENDS", "after lunch"), timed.variables());
    }

    private static Plan.Ready withVariables(Map<String, String> variables) {
        Plan.Ready plan = Samples.plan();
        return new Plan.Ready(
                plan.product(),
                plan.productName(),
                plan.route(),
                plan.from(),
                plan.to(),
                plan.hops(),
                plan.findings(),
                List.of(),
                List.of(),
                variables,
                plan.facts(),
                plan.state(),
                plan.library(),
                Optional.empty());
    }
}
