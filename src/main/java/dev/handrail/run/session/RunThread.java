package dev.handrail.run.session;

import dev.handrail.run.RunHandle;
import dev.handrail.run.RunOutcome;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// A run on its thread, as the caller holds it.
public final class RunThread implements RunHandle {
    private final String id;
    private final RunSession session;
    private final CompletableFuture<RunOutcome> end = new CompletableFuture<>();
    private volatile @Nullable Thread thread;

    public RunThread(String id, RunSession session) {
        this.id = id;
        this.session = session;
    }

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

    /// Runs `after` before it reports the end, because whoever waits for it may resume the run.
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
        // A connection that is just being made cannot be cut at once; nobody waits for that here.
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
