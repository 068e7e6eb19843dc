package dev.handrail.app;

import dev.handrail.store.log.LogFile;

import org.jspecify.annotations.Nullable;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/// Takes the bugs of all threads: each is written to the log file, then shown.
public final class BugHandler implements UncaughtExceptionHandler, AutoCloseable {
    private final LogFile log;
    private final Consumer<BugReport> display;
    private final @Nullable UncaughtExceptionHandler previous;

    private BugHandler(LogFile log, Consumer<BugReport> display) {
        this.log = log;
        this.display = display;
        this.previous = Thread.getDefaultUncaughtExceptionHandler();
    }

    /// Handles bugs that no code catches, on all threads, until it is closed. `display`: called on
    /// the thread on which the bug happened.
    public static BugHandler install(LogFile log, Consumer<BugReport> display) {
        BugHandler handler = new BugHandler(log, display);
        Thread.setDefaultUncaughtExceptionHandler(handler);
        return handler;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable bug) {
        report("uncaught on thread " + thread.getName(), bug);
    }

    /// Takes a bug that was caught.
    public void report(Throwable bug) {
        report("caught on thread " + Thread.currentThread().getName(), bug);
    }

    private void report(String where, Throwable bug) {
        LogRecord entry = new LogRecord(Level.SEVERE, where);
        entry.setLoggerName("dev.handrail");
        entry.setThrown(bug);
        log.append(entry);
        display.accept(new BugReport(bug, log.path()));
    }

    /// The handler before it takes over again.
    @Override
    public void close() {
        if (Thread.getDefaultUncaughtExceptionHandler() == this) {
            Thread.setDefaultUncaughtExceptionHandler(previous);
        }
    }
}
