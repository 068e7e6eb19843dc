package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.run.service.AdminPrompt;
import dev.handrail.run.service.RunControls;
import dev.handrail.run.service.RunRecorder;
import dev.handrail.run.service.ServerConnections;
import dev.handrail.run.session.RunSession;
import dev.handrail.run.session.RunThread;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

@Tag("fast")
class RunThreadTest {
    @TempDir Path folder;

    @Test
    void isOverOnlyWhenTheRunMayBeTakenUpAgain() throws Exception {
        RunControls controls = new RunControls();
        RunRecorder diary =
                new RunRecorder("run", new MemoryJournal(), RunListener.NOBODY, Clock.systemUTC());
        ServerConnections servers = new ServerConnections(Map.of(), diary, controls, Thread::sleep);
        RunSession trip =
                new RunSession(
                        diary,
                        servers,
                        new AdminPrompt(diary, Answers.none(), controls),
                        controls,
                        new RunSession.RunEnvironment(Thread::sleep, folder));
        RunOutcome ended =
                new RunOutcome.Stuck(
                        new Problem("key", Message.literal("what"), Message.literal("todo")));
        AtomicBoolean over = new AtomicBoolean();
        RunThread handle = new RunThread("run", trip);
        handle.startThread(() -> ended, () -> over.set(handle.hasEnded()));
        assertSame(ended, World.end(handle));
        assertFalse(over.get());
    }
}
