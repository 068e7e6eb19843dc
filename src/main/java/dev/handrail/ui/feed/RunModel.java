package dev.handrail.ui.feed;

import dev.handrail.model.Answer;
import dev.handrail.model.Problem;
import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.QuestionAnswered;
import dev.handrail.model.RunEvent.QuestionAsked;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.model.RunEvent.StepFinished;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.model.summary.RunSituation;
import dev.handrail.run.QuestionHandler;
import dev.handrail.run.RunHandle;
import dev.handrail.run.RunListener;
import dev.handrail.run.RunOutcome;
import dev.handrail.run.RunOwner;
import dev.handrail.store.settings.MergeDrafts;
import dev.handrail.store.settings.MergeDrafts.QuestionDraft;
import dev.handrail.ui.console.buffer.LineStore;
import dev.handrail.ui.merge.MergeDraft;

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
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;

/// A run as the window sees it, live or from the journal. The engine alone projects the events of a
/// live run; everything in the window reads the run from here.
///
/// Events and output may come on any thread. The run and its properties change on the FX thread, at
/// most once per frame.
public final class RunModel implements RunListener, QuestionHandler, AutoCloseable {
    private volatile @Nullable Problem damage;
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
    private final ReadOnlyObjectWrapper<@Nullable RunOwner> owner =
            new ReadOnlyObjectWrapper<>(this, "owner");
    private final AnimationTimer timer =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    publishRun();
                }
            };
    private final Map<Long, MergeDraft> drafts = new ConcurrentHashMap<>();
    private BiFunction<Run, QuestionAsked, QuestionDraft> keptDrafts =
            (run, asked) -> QuestionDraft.NONE;
    private final Map<Long, String> lastLines = new ConcurrentHashMap<>();
    private Run.@Nullable RunProjection loaded;
    private volatile @Nullable Run latest;
    private volatile String id;
    private volatile @Nullable Instant heardAt;
    private volatile @Nullable Instant printedAt;
    private volatile @Nullable Instant nextTry;
    private volatile @Nullable ReadProgress reading;
    private volatile boolean closed;
    private volatile boolean followed;
    private long lastSeq;
    private @Nullable CompletableFuture<Optional<Answer>> pending;

    /// `headings` gives the heading of a step in the console. `id` is empty for a run that has not
    /// started yet; [#followRun] sets it.
    public RunModel(String id, Clock clock, BiFunction<Run, StepStarted, String> headings) {
        this.id = id;
        this.clock = clock;
        this.headings = headings;
        timer.start();
    }

    /// The choices made so far for the merge that the event with this number asks about. Reads no
    /// file.
    public MergeDraft mergeDraft(long question) {
        return drafts.computeIfAbsent(question, number -> new MergeDraft(QuestionDraft.NONE));
    }

    /// Reads the choices that were kept for a merge, on the thread that brings the question. The
    /// disk may hang, and the window must not.
    private void readDraft(RunEvent event, Run now) {
        if (event instanceof QuestionAsked asked
                && asked.question().kind() == Question.Kind.MERGE) {
            MergeDraft draft = new MergeDraft(keptDrafts.apply(now, asked));
            draft.beginWith(asked.question().files());
            drafts.put(asked.seq(), draft);
        }
    }

    /// Keeps the choices of merges from now on, and proposes those that were kept before.
    public RunModel withDrafts(MergeDrafts kept) {
        keptDrafts = kept::findDraft;
        return this;
    }

    /// How much of a cancelled step's output has been read, in bytes.
    public record ReadProgress(long step, long read, long all) {}

    /// Why the events after those in this model cannot be read.
    void noteDamage(Problem problem) {
        damage = problem;
    }

    public Optional<Problem> damage() {
        return Optional.ofNullable(damage);
    }

    public String id() {
        return id;
    }

    public LineStore outputLines() {
        return lines;
    }

    /// The run so far; null until its first event arrives.
    public ReadOnlyObjectProperty<@Nullable Run> runProperty() {
        return run.getReadOnlyProperty();
    }

    /// The question that waits for the admin's answer; null when none does.
    public ReadOnlyObjectProperty<@Nullable Question> waitingProperty() {
        return waiting.getReadOnlyProperty();
    }

    /// How the live run ended; null while it continues, and for a run from the journal.
    public ReadOnlyObjectProperty<@Nullable RunOutcome> endedProperty() {
        return ended.getReadOnlyProperty();
    }

    /// The handle of a run that was started or resumed in this window; null for a run from the
    /// journal.
    public ReadOnlyObjectProperty<@Nullable RunHandle> runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// The other process that executes the run; null if none does.
    public ReadOnlyObjectProperty<@Nullable RunOwner> ownerProperty() {
        return owner.getReadOnlyProperty();
    }

    /// Shows who executes the run; called on any thread.
    public void showOwner(Optional<RunOwner> now) {
        Platform.runLater(() -> {
            publishRun();
            owner.set(now.orElse(null));
        });
    }

    /// Whether the window shows the run no longer.
    public boolean isClosed() {
        return closed;
    }

    /// Whether the run continues in this window now.
    public boolean isLive() {
        RunHandle now = running.get();
        return now != null && !now.hasEnded() && ended.get() == null;
    }

    /// Follows a run that was started or resumed. A thread of its own waits for the outcome.
    public void followRun(RunHandle started) {
        id = started.runId();
        printedAt = clock.instant();
        followed = true;
        ended.set(null);
        running.set(started);
        Thread.ofVirtual().name("await " + id).start(() -> awaitOutcome(started));
    }

    private void awaitOutcome(RunHandle started) {
        try {
            RunOutcome outcome = started.awaitOutcome();
            Platform.runLater(() -> publishOutcome(outcome));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publishOutcome(RunOutcome outcome) {
        publishRun();
        waiting.set(null);
        ended.set(outcome);
    }

    /// Projects an event of the journal or of a recording first.
    @Override
    public void onEvent(RunEvent event) {
        if (event instanceof RunStarted start && loaded == null) {
            loaded = new Run.RunProjection(id, start);
        }
        Run.RunProjection projection = loaded;
        if (projection != null && event.seq() > lastSeq) {
            projection.applyEvent(event);
            onEvent(event, projection.currentRun());
        }
    }

    @Override
    public void onEvent(RunEvent event, Run now) {
        if (event.seq() > lastSeq) {
            lastSeq = event.seq();
            recordStep(event, now);
            readDraft(event, now);
            latest = now;
        }
    }

    /// Prints a heading for a step that starts, and keeps the last line of one that has finished.
    private void recordStep(RunEvent event, Run now) {
        if (event instanceof StepStarted step) {
            printedAt = event.at();
            lines.addHeading(headings.apply(now, step), event.at().toEpochMilli(), event.seq());
        } else if (event instanceof QuestionAnswered && followed && isBlocked()) {
            // The silence of a server begins when the admin has spoken.
            heardAt = event.at();
            printedAt = event.at();
        } else if (event instanceof StepFinished step) {
            lines.lastText().ifPresent(text -> lastLines.put(step.step(), text));
        }
    }

    /// Whether the run waits for an answer, before the event that arrives now.
    private boolean isBlocked() {
        Run before = latest;
        return before != null && new RunSituation(before).blockingQuestion().isPresent();
    }

    /// The last output line of a finished attempt, or empty.
    public String lastLineOf(long attempt) {
        return lastLines.getOrDefault(attempt, "");
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

    /// When the running step last printed something or gave a sign of life; null before that.
    public @Nullable Instant heardAt() {
        return heardAt;
    }

    /// When the running step last printed something, started, or was first followed here; null
    /// before that.
    public @Nullable Instant printedAt() {
        return printedAt;
    }

    @Override
    public void onReadProgress(long step, long read, long all) {
        reading = new ReadProgress(step, read, all);
    }

    /// How far the output of a cancelled step has been read; null when nothing was reported.
    public @Nullable ReadProgress readProgress() {
        return reading;
    }

    @Override
    public void onDisconnected(Instant next, int tries) {
        nextTry = next;
    }

    /// When Handrail next tries to reconnect; null if the connection was never lost.
    public @Nullable Instant nextTry() {
        return nextTry;
    }

    /// Adds output to the console, without the bytes that were fed already. `offset` counts the
    /// bytes of the step, `at` is in milliseconds.
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
        return awaitAnswer(question, answer);
    }

    /// Withdraws the question when the thread is interrupted, because the question is over then.
    private Optional<Answer> awaitAnswer(
            Question question, CompletableFuture<Optional<Answer>> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Platform.runLater(() -> withdrawQuestion(question));
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void withdrawQuestion(Question question) {
        if (waiting.get() == question) {
            waiting.set(null);
        }
    }

    /// Sends the admin's answer to the engine's thread, which waits for it.
    public void answerQuestion(Answer answer) {
        completeQuestion(Optional.of(answer));
    }

    /// Ends the wait without an answer, because the window closes.
    public void abandonQuestion() {
        completeQuestion(Optional.empty());
    }

    /// Does nothing more than clear the question when no thread waits.
    private void completeQuestion(Optional<Answer> answer) {
        waiting.set(null);
        CompletableFuture<Optional<Answer>> waitingAnswer;
        synchronized (this) {
            waitingAnswer = pending;
            pending = null;
        }
        if (waitingAnswer != null) {
            waitingAnswer.complete(answer);
        }
    }

    /// Publishes the latest state of the run at once, not with the next frame; called on the FX
    /// thread.
    public void publishRun() {
        Run now = latest;
        if (!id.isEmpty() && now != null && now != run.get()) {
            run.set(now);
        }
    }

    @Override
    public void close() {
        closed = true;
        timer.stop();
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
