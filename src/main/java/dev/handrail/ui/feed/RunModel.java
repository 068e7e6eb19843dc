package dev.handrail.ui.feed;

import dev.handrail.model.Answer;
import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.model.RunEvent.StepFinished;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.run.Admin;
import dev.handrail.run.Ended;
import dev.handrail.run.Running;
import dev.handrail.run.Watcher;
import dev.handrail.ui.console.LineStore;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;

/// A run as the window sees it, whether it is under way or long past: the same fold over the same
/// events.
///
/// Events and output may come on any thread; the run and its properties change on the FX thread, at
/// most once per frame.
public final class RunModel implements Watcher, Admin, AutoCloseable {
    private final Clock clock;
    private final BiFunction<Run, StepStarted, String> headings;
    private final ConcurrentLinkedQueue<RunEvent> queue = new ConcurrentLinkedQueue<>();
    private final LineStore lines = new LineStore();
    private final Map<Long, Long> offsets = new HashMap<>();
    private final ReadOnlyObjectWrapper<@Nullable Run> run =
            new ReadOnlyObjectWrapper<>(this, "run");
    private final ReadOnlyObjectWrapper<@Nullable Question> waiting =
            new ReadOnlyObjectWrapper<>(this, "waiting");
    private final ReadOnlyObjectWrapper<@Nullable Ended> ended =
            new ReadOnlyObjectWrapper<>(this, "ended");
    private final ReadOnlyObjectWrapper<@Nullable Running> running =
            new ReadOnlyObjectWrapper<>(this, "running");
    private final AnimationTimer timer =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    drain();
                }
            };
    private final Map<Long, String> found = new ConcurrentHashMap<>();
    private Run.@Nullable Fold fold;
    private Run.@Nullable Fold writerFold;
    private volatile String id;
    private volatile @Nullable Instant heardAt;
    private volatile @Nullable Instant printedAt;
    private volatile @Nullable Instant nextTry;
    private volatile @Nullable Reading reading;
    private long lastHeard;
    private @Nullable CompletableFuture<Optional<Answer>> pending;

    /// `headings`: what the console says when a step begins. `id`: empty for a run that is about to
    /// start; [#follow] tells it then.
    public RunModel(String id, Clock clock, BiFunction<Run, StepStarted, String> headings) {
        this.id = id;
        this.clock = clock;
        this.headings = headings;
        timer.start();
    }

    /// How far the output of a step that was cancelled is read, in bytes.
    public record Reading(long step, long read, long all) {}

    public String id() {
        return id;
    }

    public LineStore lines() {
        return lines;
    }

    /// The run so far; null until its first event came.
    public ReadOnlyObjectProperty<@Nullable Run> runProperty() {
        return run.getReadOnlyProperty();
    }

    /// The question that an answer is waited for now.
    public ReadOnlyObjectProperty<@Nullable Question> waitingProperty() {
        return waiting.getReadOnlyProperty();
    }

    /// How walking it ended; null while it is walked and for a run of the past.
    public ReadOnlyObjectProperty<@Nullable Ended> endedProperty() {
        return ended.getReadOnlyProperty();
    }

    /// The run that is walked here; null for a run of the past.
    public ReadOnlyObjectProperty<@Nullable Running> runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// Whether it is walked here and now.
    public boolean live() {
        Running now = running.get();
        return now != null && !now.ended() && ended.get() == null;
    }

    /// Goes with a run that was started or resumed.
    public void follow(Running started) {
        id = started.id();
        printedAt = clock.instant();
        ended.set(null);
        running.set(started);
        Thread.ofVirtual()
                .name("await " + id)
                .start(() -> {
                    try {
                        Ended end = started.await();
                        Platform.runLater(() -> {
                            drain();
                            waiting.set(null);
                            ended.set(end);
                        });
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    @Override
    public void event(RunEvent event) {
        if (event.seq() <= lastHeard) {
            return;
        }
        lastHeard = event.seq();
        if (event instanceof RunStarted start && writerFold == null) {
            writerFold = new Run.Fold(id, start);
        }
        Run.Fold before = writerFold;
        if (before != null) {
            before.add(event);
            if (event instanceof StepStarted step) {
                printedAt = event.at();
                lines.heading(
                        headings.apply(before.run(), step), event.at().toEpochMilli(), event.seq());
            }
        }
        if (event instanceof StepFinished step) {
            lines.lastText().ifPresent(text -> found.put(step.step(), text));
        }
        queue.add(event);
    }

    /// The last line that a finished attempt said, or empty.
    public String found(long attempt) {
        return found.getOrDefault(attempt, "");
    }

    @Override
    public void output(long step, long offset, byte[] bytes) {
        Instant now = clock.instant();
        heardAt = now;
        printedAt = now;
        output(step, offset, bytes, now.toEpochMilli());
    }

    @Override
    public void heard(long step) {
        heardAt = clock.instant();
    }

    /// When the running step was last heard of.
    public @Nullable Instant heardAt() {
        return heardAt;
    }

    /// When the running step last printed something, began, or began to be followed here; null for
    /// a run of the past.
    public @Nullable Instant printedAt() {
        return printedAt;
    }

    @Override
    public void reading(long step, long read, long all) {
        reading = new Reading(step, read, all);
    }

    /// Where the step was cancelled, and its output is not read to its end yet.
    public @Nullable Reading reading() {
        return reading;
    }

    @Override
    public void away(Instant next, int tries) {
        nextTry = next;
    }

    /// When a connection that is away is tried next.
    public @Nullable Instant nextTry() {
        return nextTry;
    }

    void output(long step, long offset, byte[] bytes, long at) {
        long known = offsets.getOrDefault(step, 0L);
        int skip = (int) Math.clamp(known - offset, 0, bytes.length);
        if (skip < bytes.length) {
            lines.feed(bytes, skip, bytes.length - skip, at);
            offsets.put(step, offset + bytes.length);
        }
    }

    @Override
    public Optional<Answer> ask(Question question) {
        CompletableFuture<Optional<Answer>> answer = new CompletableFuture<>();
        synchronized (this) {
            pending = answer;
        }
        Platform.runLater(() -> {
            drain();
            waiting.set(question);
        });
        return answer.join();
    }

    /// Answers the question that waits.
    public void answer(Answer answer) {
        complete(Optional.of(answer));
    }

    /// Says that nobody is there to answer any more.
    public void leave() {
        complete(Optional.empty());
    }

    private void complete(Optional<Answer> answer) {
        waiting.set(null);
        CompletableFuture<Optional<Answer>> asked;
        synchronized (this) {
            asked = pending;
            pending = null;
        }
        if (asked != null) {
            asked.complete(answer);
        }
    }

    private void drain() {
        if (id.isEmpty()) {
            return;
        }
        boolean changed = false;
        for (RunEvent event = queue.poll(); event != null; event = queue.poll()) {
            Run.Fold now = fold;
            if (now == null) {
                if (!(event instanceof RunStarted start)) {
                    continue;
                }
                now = new Run.Fold(id, start);
                fold = now;
            }
            now.add(event);
            changed = true;
        }
        Run.Fold now = fold;
        if (changed && now != null) {
            run.set(now.run());
        }
    }

    @Override
    public void close() {
        timer.stop();
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
