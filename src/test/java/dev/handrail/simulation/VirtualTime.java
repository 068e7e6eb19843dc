package dev.handrail.simulation;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/// Runs virtual threads one at a time, in an order that depends on nothing but what they do, with a
/// clock that moves only when all of them wait.
///
/// A virtual thread that starts another one gives it its own scheduler, so that the threads that
/// the product starts by itself run here too.
final class VirtualTime implements Executor {
    private static final MethodHandle NEW_THREAD = findConstructor();

    /// A thread may be on its way back from a wait that the product limits in real time, so it is
    /// no deadlock before three seconds without a thread that runs.
    private static final int PATIENCE = 3000;

    private static final long IDLE_NANOS = 1_000_000;

    /// The beginning of the names of the threads that end such a wait.
    private static final String TIMERS = "VirtualThread-";

    private final ConcurrentLinkedDeque<Runnable> ready = new ConcurrentLinkedDeque<>();
    private final PriorityQueue<Sleeper> sleepers =
            new PriorityQueue<>(
                    Comparator.comparingLong(Sleeper::due).thenComparingLong(Sleeper::number));
    private long now;
    private long numbers;
    private volatile Thread runner;
    private PlatformCall<?> urgent;
    private boolean first;
    private volatile boolean over;
    private volatile Throwable uncaught;

    /// Ends a thread whose world is gone: its process was killed, its server has no power, or the
    /// simulation is over.
    static class ThreadEnded extends Error {
        private static final long serialVersionUID = 1;

        ThreadEnded(String why) {
            super(why, null, false, false);
        }
    }

    private static final class Sleeper {
        private final long due;
        private final long number;
        private final Thread thread = Thread.currentThread();
        private boolean woken;

        Sleeper(long due, long number) {
            this.due = due;
            this.number = number;
        }

        long due() {
            return due;
        }

        long number() {
            return number;
        }
    }

    private static final class PlatformCall<T> {
        private final Callable<T> work;
        private final Thread thread = Thread.currentThread();
        private T result;
        private Throwable thrown;
        private boolean done;

        PlatformCall(Callable<T> work) {
            this.work = work;
        }

        void call() {
            try {
                result = work.call();
            } catch (Throwable e) {
                thrown = e;
            }
            done = true;
        }
    }

    private static MethodHandle findConstructor() {
        try {
            Class<?> builders = Class.forName("java.lang.ThreadBuilders");
            MethodType type =
                    MethodType.methodType(
                            Thread.class, Executor.class, String.class, int.class, Runnable.class);
            return MethodHandles.privateLookupIn(builders, MethodHandles.lookup())
                    .findStatic(builders, "newVirtualThread", type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Needs --add-opens=java.base/java.lang=ALL-UNNAMED", e);
        }
    }

    /// Since the beginning.
    Duration now() {
        return Duration.ofNanos(now);
    }

    /// Runs `main` and all that it starts, on the caller's thread. Returns when `main` has ended;
    /// what still runs then ends at its next wait.
    void run(Runnable main, Duration limit) {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler(this::noteUncaught);
        try {
            runUntilEnd(main, limit);
            if (uncaught != null) {
                throw new AssertionError(uncaught.toString(), uncaught);
            }
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    private void runUntilEnd(Runnable main, Duration limit) {
        Thread thread = start("driver", main);
        runner = Thread.currentThread();
        int idle = 0;
        while (thread.isAlive() && uncaught == null) {
            runReady();
            if (!thread.isAlive() || uncaught != null || !ready.isEmpty()) {
                continue;
            }
            if (wakeNext(limit.toNanos())) {
                idle = 0;
            } else if (++idle > PATIENCE) {
                throw new AssertionError("Nothing happens any more after " + now());
            } else {
                LockSupport.parkNanos(IDLE_NANOS);
            }
        }
        over = true;
        while (wakeNext(Long.MAX_VALUE)) {
            runReady();
        }
    }

    Thread start(String name, Runnable task) {
        try {
            Thread thread = (Thread) NEW_THREAD.invoke((Executor) this, name, 0, task);
            thread.start();
            return thread;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /// A thread whose world is gone ends without a word; any other error ends the simulation.
    private void noteUncaught(Thread thread, Throwable error) {
        if (!(error instanceof ThreadEnded)) {
            uncaught = error;
        }
    }

    private void runReady() {
        for (Runnable next = ready.poll(); next != null; next = ready.poll()) {
            next.run();
            if (urgent != null) {
                PlatformCall<?> call = urgent;
                urgent = null;
                call.call();
                first = true;
                LockSupport.unpark(call.thread);
                first = false;
            }
        }
    }

    /// False when nobody sleeps.
    private boolean wakeNext(long limit) {
        Sleeper next = sleepers.poll();
        if (next == null) {
            return false;
        }
        now = Math.max(now, next.due);
        if (!over && now > limit) {
            throw new AssertionError("It goes on for ever: " + now());
        }
        next.woken = true;
        LockSupport.unpark(next.thread);
        return true;
    }

    @Override
    public void execute(Runnable task) {
        checkWaker(Thread.currentThread());
        if (first) {
            ready.addFirst(task);
        } else {
            ready.addLast(task);
        }
    }

    /// Nothing here may wait for a thread of the real world, except in onPlatform: time would move
    /// on meanwhile, and the seed would no longer decide.
    private void checkWaker(Thread waker) {
        boolean ours = waker.isVirtual() || waker == runner || runner == null;
        if (!ours && !waker.getName().startsWith(TIMERS)) {
            uncaught = new AssertionError("Woken by the thread " + waker.getName());
        }
    }

    /// For the product's timers.
    void sleep(Duration time) throws InterruptedException {
        if (!rest(time.toNanos())) {
            throw new InterruptedException();
        }
    }

    /// An interrupt does not end it.
    void pause(long nanos) {
        long end = now + nanos;
        boolean interrupted = false;
        while (!rest(end - now)) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// False when it was interrupted.
    private boolean rest(long nanos) {
        if (over) {
            throw new ThreadEnded("The simulation is over");
        }
        Sleeper me = new Sleeper(now + Math.max(0, nanos), numbers++);
        sleepers.add(me);
        while (!me.woken) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                sleepers.remove(me);
                return false;
            }
        }
        if (over) {
            throw new ThreadEnded("The simulation is over");
        }
        return true;
    }

    /// Does work that waits for threads of the real world, such as those of the journal, while
    /// nothing else runs here.
    <T> T onPlatform(Callable<T> work) {
        if (!Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("Only for threads of the simulation");
        }
        PlatformCall<T> call = new PlatformCall<>(work);
        urgent = call;
        boolean interrupted = false;
        while (!call.done) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return resultOf(call);
    }

    private static <T> T resultOf(PlatformCall<T> call) {
        switch (call.thrown) {
            case null -> {
                return call.result;
            }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(call.thrown);
        }
    }
}
