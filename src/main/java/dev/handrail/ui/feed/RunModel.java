package dev.handrail.ui.feed;

import dev.handrail.model.Answer;
import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.model.RunEvent.StepFinished;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.run.QuestionHandler;
import dev.handrail.run.RunHandle;
import dev.handrail.run.RunListener;
import dev.handrail.run.RunOutcome;
import dev.handrail.ui.console.buffer.LineStore;

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
import java.util.function.BiFunction;

/// A run as the window sees it, whether it is under way or long past. A live run is folded by the
/// engine alone; everything in the window reads the run from here.
///
/// Events and output may come on any thread; the run and its properties change on the FX thread, at
/// most once per frame.
public final class RunModel implements RunListener, QuestionHandler, AutoCloseable {
    private final Clock clock;
    private final BiFunction<Run, StepStarted, String> headings;
    private final LineStore lines = new LineStore();
    private final Map<Long, Long> offsets = new HashMap<>();
    private final ReadOnlyObjectWrapper<@Nullable Run> run =
            new ReadOnlyObjectWrapper<>(this, "run");
    private final ReadOnlyObjectWrapper<@Nullable Question> waiting =
            new ReadOnlyObjectWrapper<>(this, "waiting");
    private final ReadOnlyObjectWrapper<@Nullable RunOutcome> ended =
            new ReadOnlyObjectWrapper<>(this, "ended");
    private final ReadOnlyObjectWrapper<@Nullable RunHandle> running =
            new ReadOnlyObjectWrapper<>(this, "running");
    private final AnimationTimer timer =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    publishRun();
                }
            };
    private final Map<Long, String> found = new ConcurrentHashMap<>();
    private Run.@Nullable RunProjection loaded;
    private volatile @Nullable Run latest;
    private volatile String id;
    private volatile @Nullable Instant heardAt;
    private volatile @Nullable Instant printedAt;
    private volatile @Nullable Instant nextTry;
    private volatile @Nullable ReadProgress reading;
    private long lastHeard;
    private @Nullable CompletableFuture<Optional<Answer>> pending;

    /// `headings`: what the console says when a step begins. `id`: empty for a run that is about to
    /// start; [#followRun] tells it then.
    public RunModel(String id, Clock clock, BiFunction<Run, StepStarted, String> headings) {
        this.id = id;
        this.clock = clock;
        this.headings = headings;
        timer.start();
    }

    /// How far the output of a step that was cancelled is read, in bytes.
    public record ReadProgress(long step, long read, long all) {}

    public String id() {
        return id;
    }

    public LineStore outputLines() {
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
    public ReadOnlyObjectProperty<@Nullable RunOutcome> endedProperty() {
        return ended.getReadOnlyProperty();
    }

    /// The run that is walked here; null for a run of the past.
    public ReadOnlyObjectProperty<@Nullable RunHandle> runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// Whether it is walked here and now.
    public boolean isLive() {
        RunHandle now = running.get();
        return now != null && !now.hasEnded() && ended.get() == null;
    }

    /// Goes with a run that was started or resumed.
    public void followRun(RunHandle started) {
        id = started.runId();
        printedAt = clock.instant();
        ended.set(null);
        running.set(started);
        Thread.ofVirtual()
                .name("await " + id)
                .start(() -> {
                    try {
                        RunOutcome end = started.awaitOutcome();
                        Platform.runLater(() -> {
                            publishRun();
                            waiting.set(null);
                            ended.set(end);
                        });
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    /// An event of the journal or of a recording, which nobody has folded yet.
    @Override
    public void onEvent(RunEvent event) {
        if (event instanceof RunStarted start && loaded == null) {
            loaded = new Run.RunProjection(id, start);
        }
        Run.RunProjection fold = loaded;
        if (fold != null && event.seq() > lastHeard) {
            fold.applyEvent(event);
            onEvent(event, fold.currentRun());
        }
    }

    @Override
    public void onEvent(RunEvent event, Run now) {
        if (event.seq() <= lastHeard) {
            return;
        }
        lastHeard = event.seq();
        if (event instanceof StepStarted step) {
            printedAt = event.at();
            lines.addHeading(headings.apply(now, step), event.at().toEpochMilli(), event.seq());
        }
        if (event instanceof StepFinished step) {
            lines.lastText().ifPresent(text -> found.put(step.step(), text));
        }
        latest = now;
    }

    /// The last line that a finished attempt said, or empty.
    public String lastLineOf(long attempt) {
        return found.getOrDefault(attempt, "");
    }

    @Override
    public void onOutput(long step, long offset, byte[] bytes) {
        Instant now = clock.instant();
        heardAt = now;
        printedAt = now;
        feedOutput(step, offset, bytes, now.toEpochMilli());
    }

    @Override
    public void onSignOfLife(long step) {
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
    public void onReadProgress(long step, long read, long all) {
        reading = new ReadProgress(step, read, all);
    }

    /// Where the step was cancelled, and its output is not read to its end yet.
    public @Nullable ReadProgress readProgress() {
        return reading;
    }

    @Override
    public void onDisconnected(Instant next, int tries) {
        nextTry = next;
    }

    /// When a connection that is away is tried next.
    public @Nullable Instant nextTry() {
        return nextTry;
    }

    void feedOutput(long step, long offset, byte[] bytes, long at) {
        long known = offsets.getOrDefault(step, 0L);
        int skip = (int) Math.clamp(known - offset, 0, bytes.length);
        if (skip < bytes.length) {
            lines.feedOutput(bytes, skip, bytes.length - skip, at);
            offsets.put(step, offset + bytes.length);
        }
    }

    @Override
    public Optional<Answer> answerQuestion(Question question) {
        CompletableFuture<Optional<Answer>> answer = new CompletableFuture<>();
        synchronized (this) {
            pending = answer;
        }
        Platform.runLater(() -> {
            publishRun();
            waiting.set(question);
        });
        return answer.join();
    }

    /// Answers the question that waits.
    public void answerQuestion(Answer answer) {
        completeQuestion(Optional.of(answer));
    }

    /// Says that nobody is there to answer any more.
    public void abandonQuestion() {
        completeQuestion(Optional.empty());
    }

    private void completeQuestion(Optional<Answer> answer) {
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

    private void publishRun() {
        Run now = latest;
        if (!id.isEmpty() && now != null && now != run.get()) {
            run.set(now);
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
