package dev.handrail.store;

import dev.handrail.model.Problem;
import dev.handrail.model.RunEvent;
import dev.handrail.run.Journal;

import java.util.List;
import java.util.Optional;

/// The journal in a SQLite file.
public final class SqliteJournal implements Journal, AutoCloseable {
    @Override
    public void append(String run, RunEvent event) {}

    @Override
    public void output(String run, long step, long offset, byte[] bytes) {}

    @Override
    public void outputEnded(String run, long step) {}

    @Override
    public long outputEnd(String run, long step) {
        return 0;
    }

    @Override
    public List<RunEvent> events(String run) {
        return List.of();
    }

    @Override
    public Optional<Problem> readOutput(String run, long step, long from, OutputSink sink) {
        return Optional.empty();
    }

    @Override
    public List<Summary> runs() {
        return List.of();
    }

    @Override
    public void search(String text, boolean ignoreCase, HitSink sink) {}

    @Override
    public void delete(String run) {}

    @Override
    public Optional<Problem> readOnly() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
