package dev.handrail.ui.kit;

import javafx.application.Platform;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Work off the FX thread, whose result comes back on it. What no handler takes is a bug and
/// reaches the error window.
public final class BackgroundTasks implements Executor {
    private final Consumer<Throwable> bugs;
    private final AtomicInteger running = new AtomicInteger();

    public BackgroundTasks(Consumer<Throwable> bugs) {
        this.bugs = bugs;
    }

    public <T> BackgroundTask<T> of(Callable<T> work) {
        return new BackgroundTask<>(this, work);
    }

    @Override
    public void execute(Runnable work) {
        of(
                        () -> {
                            work.run();
                            return true;
                        })
                .start();
    }

    /// How many jobs have not ended.
    public int runningCount() {
        return running.get();
    }

    private <T> void startTask(BackgroundTask<T> job) {
        running.incrementAndGet();
        Thread.ofVirtual()
                .name("task")
                .start(() -> {
                    try {
                        T result = job.work.call();
                        Platform.runLater(() ->
                                finishTask(
                                        job, () -> job.done.forEach(done -> done.accept(result))));
                    } catch (Throwable e) {
                        Platform.runLater(() -> finishTask(job, () -> job.handleError(e, bugs)));
                    }
                });
    }

    private <T> void finishTask(BackgroundTask<T> job, Runnable handler) {
        running.decrementAndGet();
        try {
            job.ended.forEach(Runnable::run);
            handler.run();
        } catch (RuntimeException e) {
            bugs.accept(e);
        }
    }

    /// One piece of work and what is to happen when it ends.
    public static final class BackgroundTask<T> {
        private record ErrorHandler<E extends Throwable>(Class<E> type, Consumer<E> handler) {
            boolean tryHandle(Throwable error) {
                if (type.isInstance(error)) {
                    handler.accept(type.cast(error));
                    return true;
                }
                return false;
            }
        }

        private final BackgroundTasks tasks;
        private final Callable<T> work;
        private final List<Consumer<T>> done = new ArrayList<>();
        private final List<ErrorHandler<?>> errors = new ArrayList<>();
        private final List<Runnable> ended = new ArrayList<>();

        private BackgroundTask(BackgroundTasks tasks, Callable<T> work) {
            this.tasks = tasks;
            this.work = work;
        }

        public BackgroundTask<T> onDone(Consumer<T> handler) {
            done.add(handler);
            return this;
        }

        /// Takes an expected failure.
        public <E extends Throwable> BackgroundTask<T> onError(Class<E> type, Consumer<E> handler) {
            errors.add(new ErrorHandler<>(type, handler));
            return this;
        }

        /// Runs in either case, before the other handlers.
        public BackgroundTask<T> onEnd(Runnable handler) {
            ended.add(handler);
            return this;
        }

        public void start() {
            tasks.startTask(this);
        }

        private void handleError(Throwable error, Consumer<Throwable> bugs) {
            if (errors.stream().noneMatch(handler -> handler.tryHandle(error))) {
                bugs.accept(error);
            }
        }
    }
}
