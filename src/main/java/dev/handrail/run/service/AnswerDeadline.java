package dev.handrail.run.service;

import dev.handrail.model.Answer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/// Waits for an answer until a moment. The clock decides, because the timer stands still while this
/// computer sleeps.
public record AnswerDeadline(Instant due, Clock clock, SleepTimer timer) {
    /// How often Handrail looks at the clock at least.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /// How late Handrail may notice that the time is up without having slept.
    private static final Duration SLACK = Duration.ofMinutes(2);

    /// Returns the answer, or empty if there is none when the time is up. Interrupts the question
    /// then. That nobody is there to answer does not end the wait earlier.
    Optional<Answer> awaitAnswer(Supplier<Optional<Answer>> question) throws InterruptedException {
        CompletableFuture<Optional<Answer>> end = new CompletableFuture<>();
        Thread asking =
                Thread.ofVirtual().name("question").start(() -> completeFrom(question, end));
        Thread waiting = Thread.ofVirtual().name("deadline").start(() -> completeWhenDue(end));
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The question ended by a bug", e.getCause());
        } finally {
            asking.interrupt();
            waiting.interrupt();
        }
    }

    private static void completeFrom(
            Supplier<Optional<Answer>> question, CompletableFuture<Optional<Answer>> end) {
        try {
            Optional<Answer> answer = question.get();
            if (answer.isPresent()) {
                end.complete(answer);
            }
        } catch (RuntimeException | Error bug) {
            end.completeExceptionally(bug);
        }
    }

    private void completeWhenDue(CompletableFuture<Optional<Answer>> end) {
        try {
            Duration left = Duration.between(clock.instant(), due);
            while (left.isPositive()) {
                timer.sleep(left.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : left);
                left = Duration.between(clock.instant(), due);
            }
            end.complete(Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error bug) {
            end.completeExceptionally(bug);
        }
    }

    /// Whether the moment passed so long ago that this computer must have slept through it.
    public boolean wasSleptThrough() {
        return clock.instant().isAfter(due.plus(SLACK));
    }
}
