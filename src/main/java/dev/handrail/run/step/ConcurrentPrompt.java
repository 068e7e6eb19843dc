package dev.handrail.run.step;

import dev.handrail.model.Run;
import dev.handrail.run.RunStopped;
import dev.handrail.run.service.RunRecorder;

import org.jspecify.annotations.Nullable;

/// Asks the admin on a thread of its own while the step keeps running. At most one question is open
/// at a time.
final class ConcurrentPrompt {
    private final RunRecorder recorder;
    private final Runnable cut;
    private volatile @Nullable RunStopped stopped;
    private volatile @Nullable RuntimeException failed;
    private @Nullable Thread thread;
    private volatile boolean over;

    /// `cut`: stops the thread that follows the step's output, so that it finds the failure.
    ConcurrentPrompt(RunRecorder recorder, Runnable cut) {
        this.recorder = recorder;
        this.cut = cut;
    }

    /// Asks a question and acts on the answer.
    interface PromptTask {
        void askAndApply() throws RunStopped;
    }

    /// Starts a question, unless one is open or the step has ended.
    synchronized void startPrompt(PromptTask task) {
        if (!isBusy() && !over) {
            thread = Thread.ofVirtual().start(() -> runPrompt(task));
        }
    }

    synchronized boolean isBusy() {
        return thread != null && thread.isAlive();
    }

    /// Throws, on the caller's thread, what a question has thrown.
    void rethrowFailure() throws RunStopped {
        RuntimeException bug = failed;
        if (bug != null) {
            throw bug;
        }
        RunStopped end = stopped;
        if (end != null) {
            throw end;
        }
    }

    /// Returns whether the step has ended, so that no answer is needed any more.
    boolean isOvertaken() {
        return over;
    }

    /// Ends the open question because the step has ended. Waits for a question that has just paused
    /// the run.
    void endPrompts() {
        synchronized (recorder) {
            over = true;
        }
        Thread running = promptThread();
        if (running == null) {
            return;
        }
        running.interrupt();
        if (recorder.currentRun().status() == Run.RunStatus.PAUSED) {
            waitFor(running);
        }
    }

    private static void waitFor(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Thread promptThread() {
        return thread;
    }

    private void runPrompt(PromptTask task) {
        try {
            task.askAndApply();
        } catch (RunStopped e) {
            stopped = e;
            cut.run();
        } catch (RuntimeException e) {
            failed = e;
            cut.run();
        }
    }
}
