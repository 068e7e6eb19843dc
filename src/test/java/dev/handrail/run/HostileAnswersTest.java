package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.remote.step.StepReplyParser;
import dev.handrail.run.service.BoundedOutput;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Answers of a server that are far longer than what Handrail asked for.
@Tag("fast")
class HostileAnswersTest {
    @Test
    void survivorsAreCountedOnlySoFar() {
        StepReplyParser reply = new StepReplyParser();
        byte[] line = ("@@survivor 1 " + "x".repeat(4000) + "\n").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 100_000; i++) {
            reply.addBytes(line, 0, line.length);
        }
        List<String> survivors = reply.survivingProcesses();
        assertEquals(100, survivors.size());
        assertTrue(survivors.stream().allMatch(process -> process.length() < 400));
    }

    @Test
    void anAnswerIsKeptUpToItsLimit() {
        BoundedOutput answer = new BoundedOutput(10);
        for (int i = 0; i < 1000; i++) {
            answer.write("abc".getBytes(StandardCharsets.UTF_8), 0, 3);
        }
        assertEquals("abcabcabca", answer.toString(StandardCharsets.UTF_8));
        assertTrue(answer.hasExceeded());
    }
}
