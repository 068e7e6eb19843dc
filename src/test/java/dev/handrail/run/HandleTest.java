package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.handrail.model.Problem;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

@Tag("fast")
class HandleTest {
    @TempDir Path folder;

    @Test
    void isOverOnlyWhenTheRunMayBeTakenUpAgain() throws Exception {
        Controls controls = new Controls();
        Diary diary = new Diary("run", new MemoryJournal(), Watcher.NOBODY, Clock.systemUTC());
        Servers servers = new Servers(Map.of(), diary, controls, Thread::sleep);
        Trip trip =
                new Trip(
                        diary,
                        servers,
                        new Asking(diary, Answers.none(), controls),
                        controls,
                        new Trip.Surroundings(Thread::sleep, folder));
        Ended ended = new Ended.Stuck(new Problem("key", "what", "todo"));
        AtomicBoolean over = new AtomicBoolean();
        Handle handle = new Handle("run", trip);
        handle.begin(() -> ended, () -> over.set(handle.ended()));
        assertSame(ended, World.end(handle));
        assertFalse(over.get());
    }
}
