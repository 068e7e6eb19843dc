package dev.handrail.ui.kit;

import javafx.application.Platform;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Runs work off the FX thread and brings the result back to it. A failure that no handler takes is
/// a bug and opens the error window.
public final class BackgroundTasks implements Executor {
    private final Consumer<Throwable> bugs;
    private final AtomicInteger running = new AtomicInteger();

    /// `bugs` receives unexpected failures, on the FX thread.
    public BackgroundTasks(Consumer<Throwable> bugs) {
        this.bugs = bugs;
    }

    /// Prepares work; it begins with [BackgroundTask#start].
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

    /// How many tasks have started and not ended.
    public int runningCount() {
        return running.get();
    }

    /// Each task gets a virtual thread of its own.
    private <T> void startTask(BackgroundTask<T> task) {
        running.incrementAndGet();
        Thread.ofVirtual().name("task").start(() -> runTask(task));
    }

    private <T> void runTask(BackgroundTask<T> task) {
        try {
            T result = task.work.call();
            Platform.runLater(() -> finishTask(task, () -> task.handleResult(result)));
        } catch (Throwable e) {
            Platform.runLater(() -> finishTask(task, () -> task.handleError(e, bugs)));
        }
    }

    /// Runs on the FX thread. A handler that fails is a bug too.
    private <T> void finishTask(BackgroundTask<T> task, Runnable handler) {
        running.decrementAndGet();
        try {
            task.ended.forEach(Runnable::run);
            handler.run();
        } catch (RuntimeException e) {
            bugs.accept(e);
        }
    }

    /// One piece of work and its handlers, which all run on the FX thread.
    public static final class BackgroundTask<T> {
        private record ErrorHandler<E extends Throwable>(Class<E> type, Consumer<E> handler) {
            /// Returns whether the error has the type of this handler.
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

        /// Adds a handler for the result, which runs only when the work succeeds.
        public BackgroundTask<T> onDone(Consumer<T> handler) {
            done.add(handler);
            return this;
        }

        /// Adds a handler for an expected failure. The first handler with a matching type takes it.
        public <E extends Throwable> BackgroundTask<T> onError(Class<E> type, Consumer<E> handler) {
            errors.add(new ErrorHandler<>(type, handler));
            return this;
        }

        /// Adds a handler that runs after success and failure, before the other handlers.
        public BackgroundTask<T> onEnd(Runnable handler) {
            ended.add(handler);
            return this;
        }

        public void start() {
            tasks.startTask(this);
        }

        private void handleResult(T result) {
            done.forEach(handler -> handler.accept(result));
        }

        private void handleError(Throwable error, Consumer<Throwable> bugs) {
            if (errors.stream().noneMatch(handler -> handler.tryHandle(error))) {
                bugs.accept(error);
            }
        }
    }
}
