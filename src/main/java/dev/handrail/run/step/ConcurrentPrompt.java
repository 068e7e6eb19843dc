package dev.handrail.run.step;

import dev.handrail.model.Run;
import dev.handrail.run.RunStopped;
import dev.handrail.run.service.RunRecorder;

import org.jspecify.annotations.Nullable;

/// Asks the admin while the step keeps running.
final class ConcurrentPrompt {
    private final RunRecorder recorder;
    private final Runnable cut;
    private volatile @Nullable RunStopped stopped;
    private volatile @Nullable RuntimeException failed;
    private @Nullable Thread thread;
    private volatile boolean over;

    /// `cut`: stops the thread that follows the step's output.
    ConcurrentPrompt(RunRecorder recorder, Runnable cut) {
        this.recorder = recorder;
        this.cut = cut;
    }

    /// Something to ask and to do with the answer.
    interface PromptTask {
        void askAndApply() throws RunStopped;
    }

    /// Begins unless another matter is being settled.
    synchronized void startPrompt(PromptTask task) {
        if (!isBusy() && !over) {
            thread = Thread.ofVirtual().start(() -> runPrompt(task));
        }
    }

    synchronized boolean isBusy() {
        return thread != null && thread.isAlive();
    }

    /// Throws what the matter has thrown.
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

    /// Whether the step has ended, so that nobody needs an answer any more.
    boolean isOvertaken() {
        return over;
    }

    /// The step is over. A matter that has just paused the run is waited for.
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
            try {
                running.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
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
