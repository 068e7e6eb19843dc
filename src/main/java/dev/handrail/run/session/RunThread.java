package dev.handrail.run.session;

import dev.handrail.run.RunHandle;
import dev.handrail.run.RunOutcome;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// A run on its thread, as the caller holds it.
public final class RunThread implements RunHandle {
    private final String id;
    private final RunSession trip;
    private final CompletableFuture<RunOutcome> end = new CompletableFuture<>();
    private volatile @Nullable Thread thread;

    public RunThread(String id, RunSession trip) {
        this.id = id;
        this.trip = trip;
    }

    public void startThread(RunSession.EntryPoint way, Runnable after) {
        thread =
                Thread.ofVirtual()
                        .name("run " + id)
                        .start(() -> {
                            try {
                                end.complete(runSession(way, after));
                            } catch (RuntimeException | Error bug) {
                                end.completeExceptionally(bug);
                            }
                        });
    }

    /// `after` comes before anybody hears of the end: whoever does may take the run up again.
    private RunOutcome runSession(RunSession.EntryPoint way, Runnable after) {
        try {
            return trip.executeRun(way);
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
        trip.controls().pauseAfterStep();
    }

    @Override
    public void cancelStep() {
        trip.controls().cancelStep();
    }

    @Override
    public void detachRun() {
        trip.controls().detachRun();
        // A connection that is just being made cannot be cut at once; nobody waits for that here.
        Thread.ofVirtual().start(trip.servers()::cutAllConnections);
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
