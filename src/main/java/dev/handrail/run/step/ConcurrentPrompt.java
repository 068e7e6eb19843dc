package dev.handrail.run.step;

import dev.handrail.model.Run;
import dev.handrail.run.RunStopped;
import dev.handrail.run.service.RunRecorder;

import org.jspecify.annotations.Nullable;

/// Asks the admin beside a step that goes on meanwhile.
final class ConcurrentPrompt {
    private final RunRecorder diary;
    private final Runnable cut;
    private volatile @Nullable RunStopped halted;
    private volatile @Nullable RuntimeException failed;
    private @Nullable Thread thread;
    private volatile boolean over;

    /// `cut`: makes whoever follows the step stop doing so.
    ConcurrentPrompt(RunRecorder diary, Runnable cut) {
        this.diary = diary;
        this.cut = cut;
    }

    /// Something to ask and to do with the answer.
    interface PromptTask {
        void askAndApply() throws RunStopped;
    }

    /// Begins unless another matter is being settled.
    synchronized void startPrompt(PromptTask matter) {
        if (!isBusy() && !over) {
            thread = Thread.ofVirtual().start(() -> runPrompt(matter));
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
        RunStopped end = halted;
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
        synchronized (diary) {
            over = true;
        }
        Thread running = promptThread();
        if (running == null) {
            return;
        }
        running.interrupt();
        if (diary.currentRun().status() == Run.RunStatus.PAUSED) {
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

    private void runPrompt(PromptTask matter) {
        try {
            matter.askAndApply();
        } catch (RunStopped e) {
            halted = e;
            cut.run();
        } catch (RuntimeException e) {
            failed = e;
            cut.run();
        }
    }
}
