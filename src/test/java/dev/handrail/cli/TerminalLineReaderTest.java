package dev.handrail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/// A question at a terminal can end before its line comes.
@Timeout(30)
@Tag("fast")
class TerminalLineReaderTest {
    private final BlockingQueue<String> typed = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
    private final List<String> printed = new CopyOnWriteArrayList<>();
    private final TerminalLineReader reader = new TerminalLineReader(printed::add, this::takeLine);

    private Optional<String> takeLine() {
        begun.add("");
        try {
            return Optional.of(typed.take());
        } catch (InterruptedException e) {
            return Optional.empty();
        }
    }

    /// Asks and interrupts the question while it waits.
    private Optional<String> askAndInterrupt() throws Exception {
        CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
        Thread asking = Thread.ofVirtual().start(() -> answer.complete(reader.readLine("first? ")));
        begun.take();
        asking.interrupt();
        return answer.get();
    }

    @Test
    void readsOneLineForEachPrompt() {
        typed.addAll(List.of("1", "2"));
        assertEquals(Optional.of("1"), reader.readLine("first? "));
        assertEquals(Optional.of("2"), reader.readLine("second? "));
        assertEquals(List.of("first? ", "second? "), printed);
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        assertEquals(Optional.empty(), askAndInterrupt());
    }

    @Test
    void theNextPromptGetsTheNextLine() throws Exception {
        askAndInterrupt();
        CompletableFuture<Optional<String>> second = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> second.complete(reader.readLine("second? ")));
        while (!printed.contains("second? ")) {
            Thread.onSpinWait();
        }
        typed.add("2");
        assertEquals(Optional.of("2"), second.get());
    }
}
