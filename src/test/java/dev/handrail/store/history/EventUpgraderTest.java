package dev.handrail.store.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.model.RunEvent.StepFinished;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.time.ServerTimes;
import dev.handrail.store.Samples;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What kind of run it was whose start does not say so yet.
@Tag("fast")
class EventUpgraderTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String PRACTICE =
            "{\"name\": \"Practice server\", \"host\": \"127.0.0.1\", \"user\": \"practice\","
                    + " \"keyFile\": \"/home/anna/practice/usual/user-key\","
                    + " \"environment\": \"practice\"}";

    private final EventJson json = new EventJson();

    @ParameterizedTest
    @CsvSource({
        "in-place, '', UPGRADE",
        "roll-over, '', UPGRADE",
        "rollback, r1, ROLL_BACK",
        "verification, r1, VERIFICATION",
        "mending, '', FIX"
    })
    void theKindFollowsFromRouteAndOrigin(String route, String origin, String kind) {
        ObjectNode body = body();
        ((ObjectNode) body.path("plan").path("route")).put("id", route);
        body.put("origin", origin);
        assertEquals(kind, start(body).kind().name());
    }

    @Test
    void aServerOfTheAdminIsLiveWhateverItsEnvironmentIsCalled() {
        ObjectNode body = body();
        assertEquals("LIVE", start(body).scope().name());
        target(body).put("environment", "practice");
        assertEquals("LIVE", start(body).scope().name());
        assertEquals(false, start(body).places().get("server").target().practice());
    }

    @Test
    void aPracticeServerIsKnownByAllThatHandrailSaidOfIt() {
        ObjectNode body = body();
        target(body).setAll((ObjectNode) MAPPER.readTree(PRACTICE));
        assertEquals("PRACTICE", start(body).scope().name());
        assertEquals(true, start(body).places().get("server").target().practice());
    }

    @Test
    void aRecordingIsKnownByItsHost() {
        ObjectNode body = body();
        target(body).put("host", "recording.invalid");
        assertEquals("RECORDED", start(body).scope().name());
    }

    @Test
    void theEndOfTheMaintenanceWindowWasAVariable() {
        ObjectNode body = body();
        variables(body).put("WINDOW_ENDS", "2026-11-20T05:00:00Z");
        Plan.Ready plan = start(body).plan();
        assertEquals(Optional.of(Instant.parse("2026-11-20T05:00:00Z")), plan.windowEnds());
        assertEquals(Samples.plan().variables(), plan.variables());
    }

    @Test
    void aParameterOfThatNameStaysAParameter() {
        ObjectNode body = body();
        variables(body).put("WINDOW_ENDS", "after lunch");
        Plan.Ready plan = start(body).plan();
        assertEquals(Optional.empty(), plan.windowEnds());
        assertEquals("after lunch", plan.variables().get("WINDOW_ENDS"));
    }

    @Test
    void theEndOfTheMaintenanceWindowIsStored() {
        Instant end = Instant.parse("2026-11-20T05:00:00Z");
        RunStarted start =
                new RunStarted(
                        1,
                        Samples.start().at(),
                        Samples.start().kind(),
                        Samples.start().scope(),
                        Samples.plan().withWindowEnd(end),
                        Samples.start().places(),
                        "");
        EventJson.EncodedEvent stored = json.writeEvent(start);
        assertEquals(
                start,
                json.readEvent(stored.kind(), EventJson.FORMAT, stored.body(), 1, start.at()));
    }

    /// Format 4 gave the end of a step the times that its server measured.
    @Test
    void theTimesOfAStepAreStored() {
        StepFinished end = stepEnd(Optional.of(TIMES));
        EventJson.EncodedEvent stored = json.writeEvent(end);
        assertEquals(
                end, json.readEvent(stored.kind(), EventJson.FORMAT, stored.body(), 9, end.at()));
        assertEquals(Instant.parse("2026-11-20T02:30:00Z"), end.endedAt());
    }

    @Test
    void aStepOfFormat3EndedWhenHandrailHeardOfIt() {
        ObjectNode body =
                (ObjectNode) MAPPER.readTree(json.writeEvent(stepEnd(Optional.of(TIMES))).body());
        body.remove("times");
        StepFinished end = stepEnd(Optional.empty());
        assertEquals(
                end,
                json.readEvent("step-finished", 3, MAPPER.writeValueAsBytes(body), 9, end.at()));
        assertEquals(end.at(), end.endedAt());
    }

    private static final ServerTimes TIMES =
            new ServerTimes(
                    "5f0c",
                    Duration.ofMillis(1_000_120),
                    Duration.ofMillis(1_016_230),
                    Instant.parse("2026-11-20T02:29:00Z"),
                    Instant.parse("2026-11-20T02:29:16Z"),
                    Duration.ofMinutes(30));

    private static StepFinished stepEnd(Optional<ServerTimes> times) {
        return new StepFinished(
                9,
                Instant.parse("2026-11-20T03:00:00Z"),
                5,
                StepOutcome.OK,
                Message.EMPTY,
                List.of("done"),
                times);
    }

    private static ObjectNode variables(ObjectNode body) {
        return (ObjectNode) body.path("plan").path("variables");
    }

    /// A start as format 1 had it.
    private ObjectNode body() {
        ObjectNode body = (ObjectNode) MAPPER.readTree(json.writeEvent(Samples.start()).body());
        body.remove("kind");
        body.remove("scope");
        target(body).remove("practice");
        ((ObjectNode) body.path("plan")).remove("windowEnds");
        return body;
    }

    private static ObjectNode target(ObjectNode body) {
        return (ObjectNode) body.path("places").path("server").path("target");
    }

    private RunStarted start(ObjectNode body) {
        byte[] bytes = body.toString().getBytes(UTF_8);
        return assertInstanceOf(
                RunStarted.class, json.readEvent("run-started", 1, bytes, 1, Samples.AT));
    }
}
