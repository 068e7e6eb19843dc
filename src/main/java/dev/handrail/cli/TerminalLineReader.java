package dev.handrail.cli;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Reads lines from a person so that an interrupt ends the wait. A line that nobody waits for any
/// more is never taken for the answer to a later question.
final class TerminalLineReader {
    private final Consumer<String> printer;
    private final Supplier<Optional<String>> source;
    private @Nullable CompletableFuture<Optional<String>> reading;

    /// `printer`: prints a prompt. `source`: blocks until a line comes; empty at the end of the
    /// input.
    TerminalLineReader(Consumer<String> printer, Supplier<Optional<String>> source) {
        this.printer = printer;
        this.source = source;
    }

    /// Prints the prompt and waits; empty at the end of the input or when the thread is
    /// interrupted.
    Optional<String> readLine(String prompt) {
        printer.accept(prompt);
        try {
            return currentRead().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            printer.accept(System.lineSeparator());
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /// A read that was interrupted still waits for its line, which then answers this prompt.
    private synchronized CompletableFuture<Optional<String>> currentRead() {
        CompletableFuture<Optional<String>> open = reading;
        if (open == null || open.isDone()) {
            open = startRead();
            reading = open;
        }
        return open;
    }

    private CompletableFuture<Optional<String>> startRead() {
        CompletableFuture<Optional<String>> line = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .name("terminal")
                .start(() -> {
                    try {
                        line.complete(source.get());
                    } catch (RuntimeException | Error e) {
                        line.completeExceptionally(e);
                    }
                });
        return line;
    }
}
