package dev.handrail.run;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// A run on its thread, as the caller holds it.
final class Handle implements Running {
    private final String id;
    private final Trip trip;
    private final CompletableFuture<Ended> end = new CompletableFuture<>();
    private volatile @Nullable Thread thread;

    Handle(String id, Trip trip) {
        this.id = id;
        this.trip = trip;
    }

    void begin(Trip.Way way, Runnable after) {
        thread =
                Thread.ofVirtual()
                        .name("run " + id)
                        .start(() -> {
                            try {
                                end.complete(walk(way, after));
                            } catch (RuntimeException | Error bug) {
                                end.completeExceptionally(bug);
                            }
                        });
    }

    /// `after` comes before anybody hears of the end: whoever does may take the run up again.
    private Ended walk(Trip.Way way, Runnable after) {
        try {
            return trip.walk(way);
        } finally {
            after.run();
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public void stopAfterStep() {
        trip.controls().stopAfterStep();
    }

    @Override
    public void cancelStep() {
        trip.controls().cancelStep();
    }

    @Override
    public void letGo() {
        trip.controls().letGo();
        // A connection that is just being made cannot be cut at once; nobody waits for that here.
        Thread.ofVirtual().start(trip.servers()::cutAll);
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public Ended await() throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The run " + id + " ended by a bug", e.getCause());
        }
    }

    @Override
    public boolean ended() {
        return end.isDone();
    }
}
