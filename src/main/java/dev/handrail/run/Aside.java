package dev.handrail.run;

import dev.handrail.model.Run;

import org.jspecify.annotations.Nullable;

/// Asks the admin beside a step that goes on meanwhile.
final class Aside {
    private final Diary diary;
    private final Runnable cut;
    private volatile @Nullable Halted halted;
    private volatile @Nullable RuntimeException failed;
    private @Nullable Thread thread;
    private volatile boolean over;

    /// `cut`: makes whoever follows the step stop doing so.
    Aside(Diary diary, Runnable cut) {
        this.diary = diary;
        this.cut = cut;
    }

    /// Something to ask and to do with the answer.
    interface Matter {
        void settle() throws Halted;
    }

    /// Begins unless another matter is being settled.
    synchronized void begin(Matter matter) {
        if (!busy() && !over) {
            thread = Thread.ofVirtual().start(() -> settle(matter));
        }
    }

    synchronized boolean busy() {
        return thread != null && thread.isAlive();
    }

    /// Throws what the matter has thrown.
    void check() throws Halted {
        RuntimeException bug = failed;
        if (bug != null) {
            throw bug;
        }
        Halted end = halted;
        if (end != null) {
            throw end;
        }
    }

    /// Whether the step has ended, so that nobody needs an answer any more.
    boolean overtaken() {
        return over;
    }

    /// The step is over. A matter that has just paused the run is waited for.
    void end() {
        synchronized (diary) {
            over = true;
        }
        Thread running = running();
        if (running == null) {
            return;
        }
        running.interrupt();
        if (diary.run().status() == Run.Status.PAUSED) {
            try {
                running.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized @Nullable Thread running() {
        return thread;
    }

    private void settle(Matter matter) {
        try {
            matter.settle();
        } catch (Halted e) {
            halted = e;
            cut.run();
        } catch (RuntimeException e) {
            failed = e;
            cut.run();
        }
    }
}
