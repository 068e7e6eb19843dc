package dev.handrail.store.log;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Writes the log records of Handrail's libraries to its log file.
public final class LogFileHandler extends Handler {
    private final LogFile file;

    LogFileHandler(LogFile file) {
        this.file = file;
    }

    /// Makes this process log to the file only, never to the terminal.
    public static void install(LogFile file) {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        root.addHandler(new LogFileHandler(file));
    }

    @Override
    public void publish(LogRecord entry) {
        if (isLoggable(entry)) {
            file.append(entry);
        }
    }

    @Override
    public void flush() {
        // Each entry is written at once.
    }

    @Override
    public void close() {
        // Nothing is kept open.
    }
}
