package dev.handrail.ui;

import dev.handrail.store.history.SqliteJournal;
import dev.handrail.store.settings.MergeDrafts;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/// Looks many times a second at what the FX thread does, and keeps what it must not do: reach the
/// disk, the history or a server.
final class FxWatch implements AutoCloseable {
    private static final String[] FORBIDDEN = {
        "org.sqlite.",
        "com.jcraft.",
        "dev.handrail.store.",
        "dev.handrail.remote.ssh.",
        "dev.handrail.ui.console.buffer.SpillFile",
        "java.nio.channels.FileChannel",
        "sun.nio.ch.FileChannelImpl",
        "java.lang.ProcessBuilder"
    };

    /// What answers from memory, or hands over to another thread.
    private static final Set<String> HARMLESS =
            Set.of(
                    SqliteJournal.class.getName() + ".readOnlyReason",
                    "dev.handrail.ui.console.buffer.SpillFile.<init>",
                    "dev.handrail.ui.console.buffer.SpillFile.blockCount",
                    MergeDrafts.QuestionDraft.class.getName() + ".saveChoicesLater");

    private final Thread fx;
    private final Set<String> seen = new ConcurrentSkipListSet<>();
    private final Thread watcher = new Thread(this::watch, "fx watch");
    private volatile boolean stopped;
    private volatile long looks;

    FxWatch() throws Exception {
        fx = Fx.on(Thread::currentThread);
        watcher.setDaemon(true);
        watcher.start();
    }

    private void watch() {
        while (!stopped) {
            StackTraceElement[] stack = fx.getStackTrace();
            Stream.of(stack)
                    .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                    .filter(name -> Stream.of(FORBIDDEN).anyMatch(name::startsWith))
                    .filter(name -> !HARMLESS.contains(name))
                    .findFirst()
                    .ifPresent(seen::add);
            looks++;
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    long looks() {
        return looks;
    }

    Set<String> seen() {
        return new TreeSet<>(seen);
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        watcher.join();
    }
}
