package dev.handrail.run.session;

import dev.handrail.run.RunHandle;
import dev.handrail.run.RunOutcome;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Executes a run on its own virtual thread and gives the caller control over it.
public final class RunThread implements RunHandle {
    private final String id;
    private final RunSession session;
    private final CompletableFuture<RunOutcome> end = new CompletableFuture<>();
    private volatile @Nullable Thread thread;

    public RunThread(String id, RunSession session) {
        this.id = id;
        this.session = session;
    }

    /// `after`: called on the run's thread when the session has ended.
    public void startThread(RunSession.EntryPoint entryPoint, Runnable after) {
        thread =
                Thread.ofVirtual()
                        .name("run " + id)
                        .start(() -> {
                            try {
                                end.complete(runSession(entryPoint, after));
                            } catch (RuntimeException | Error bug) {
                                end.completeExceptionally(bug);
                            }
                        });
    }

    /// Calls `after` before it reports the end, because a caller that waits for the end may resume
    /// the run at once.
    private RunOutcome runSession(RunSession.EntryPoint entryPoint, Runnable after) {
        try {
            return session.executeRun(entryPoint);
        } finally {
            after.run();
        }
    }

    @Override
    public String runId() {
        return id;
    }

    @Override
    public void pauseAfterStep() {
        session.controls().pauseAfterStep();
    }

    @Override
    public void cancelStep() {
        session.controls().cancelStep();
    }

    @Override
    public void detachRun() {
        session.controls().detachRun();
        // Cutting a connection that is being opened may block, so another thread does it.
        Thread.ofVirtual().start(session.servers()::cutAllConnections);
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public RunOutcome awaitOutcome() throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The run " + id + " ended by a bug", e.getCause());
        }
    }

    @Override
    public boolean hasEnded() {
        return end.isDone();
    }
}
