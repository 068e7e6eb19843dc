package dev.handrail.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.Message;
import dev.handrail.model.Message.ByteCount;
import dev.handrail.model.RunEvent;
import dev.handrail.model.Version;
import dev.handrail.store.history.EventJson;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

@Tag("fast")
class MessageJsonTest {
    private static final JsonMapper MAPPER = JsonMapping.createMapper();

    static Stream<Message> messages() {
        Message keyed =
                Message.of(
                        "run.step-alive",
                        "title",
                        7,
                        8L,
                        true,
                        Version.of("2.5.1"),
                        Duration.ofMillis(90_250),
                        Instant.parse("2026-11-20T02:00:00.123456789Z"),
                        new ByteCount(4096),
                        Message.literal("words"),
                        Message.of("run.step-failed", "inner"));
        Message translated = Message.translated(Map.of("en", "Copy it.", "de", "Kopieren."));
        return Stream.of(
                Message.EMPTY,
                Message.literal("No space left on device\n\"quoted\""),
                keyed,
                Message.of("question.no-return"),
                translated,
                Message.of("run.step-failed", translated),
                Message.sentences(keyed, Message.literal("More.")),
                Message.lines(List.of(Message.literal("one"), translated)),
                Message.paragraphs(Message.sentences(keyed, keyed), Message.literal("end")));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void isReadAsItWasWritten(Message message) {
        String json = MAPPER.writeValueAsString(message);
        assertEquals(message, MAPPER.readValue(json, Message.class), json);
    }

    @Test
    void aLiteralIsAPlainString() {
        assertEquals("\"It failed.\"", MAPPER.writeValueAsString(Message.literal("It failed.")));
    }

    @Test
    void aKeyStandsBesideItsTypedArguments() {
        assertEquals(
                "{\"key\":\"run.step-alive\",\"arguments\":[\"x\",3,{\"seconds\":90},{\"bytes\":5}]}",
                MAPPER.writeValueAsString(
                        Message.of(
                                "run.step-alive",
                                "x",
                                3,
                                Duration.ofSeconds(90),
                                new ByteCount(5))));
    }

    @Test
    void theSentenceOfAnOldEventIsALiteral() {
        byte[] old =
                "{\"step\":2,\"outcome\":\"FAILED\",\"reason\":\"It ended with exit code 3.\",\"seen\":[]}"
                        .getBytes(StandardCharsets.UTF_8);
        RunEvent.StepFinished event =
                (RunEvent.StepFinished)
                        new EventJson().readEvent("step-finished", 1, old, 3, Instant.EPOCH);
        assertEquals(Message.literal("It ended with exit code 3."), event.reason());
    }

    @Test
    void aSentenceThatAnOldEventLacksIsEmpty() {
        byte[] old = "{}".getBytes(StandardCharsets.UTF_8);
        RunEvent.RunPaused event =
                (RunEvent.RunPaused)
                        new EventJson().readEvent("run-paused", 1, old, 3, Instant.EPOCH);
        assertEquals(Message.EMPTY, event.reason());
    }
}
