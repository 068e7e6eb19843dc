package dev.handrail.run;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A journal that forgets everything with the test, and refuses what no journal may be told.
final class MemoryJournal implements Journal {
    private final Map<String, List<RunEvent>> runs = new LinkedHashMap<>();
    private final Map<String, ByteArrayOutputStream> output = new LinkedHashMap<>();

    private final Set<String> owned = ConcurrentHashMap.newKeySet();

    /// From this number on nothing can be written.
    volatile long full = Long.MAX_VALUE;

    volatile Optional<Problem> readOnly = Optional.empty();

    synchronized List<String> ids() {
        return List.copyOf(runs.keySet());
    }

    @Override
    public synchronized void appendEvent(String run, RunEvent event) {
        if (event.seq() >= full) {
            throw new JournalUnwritable(
                    new Problem(
                            "journal.full",
                            Message.literal("The disk is full."),
                            Message.literal("Free it.")),
                    null);
        }
        List<RunEvent> events = runs.computeIfAbsent(run, id -> new ArrayList<>());
        if (event.seq() != events.size() + 1) {
            throw new IllegalStateException("Event " + event + " after " + events.size());
        }
        events.add(event);
    }

    @Override
    public synchronized void appendOutput(String run, long step, long offset, byte[] bytes) {
        ByteArrayOutputStream all = all(run, step);
        if (all.size() != offset) {
            throw new IllegalStateException("Output at " + offset + " after " + all.size());
        }
        all.writeBytes(bytes);
    }

    @Override
    public void finishOutput(String run, long step) {}

    @Override
    public synchronized long outputEndOffset(String run, long step) {
        return all(run, step).size();
    }

    @Override
    public synchronized List<RunEvent> readEvents(String run) {
        return List.copyOf(runs.getOrDefault(run, List.of()));
    }

    @Override
    public Optional<Problem> readOutput(String run, long step, long from, OutputSink sink) {
        byte[] all;
        synchronized (this) {
            all = all(run, step).toByteArray();
        }
        for (int at = (int) from; at < all.length; at += 100) {
            byte[] piece = Arrays.copyOfRange(all, at, Math.min(all.length, at + 100));
            if (!sink.acceptOutput(at, piece)) {
                break;
            }
        }
        return Optional.empty();
    }

    synchronized void forget() {
        output.clear();
    }

    synchronized String text(String run, long step) {
        return all(run, step).toString(StandardCharsets.UTF_8);
    }

    @Override
    public synchronized List<RunSummary> listRuns() {
        return runs.keySet().stream().map(this::summary).toList().reversed();
    }

    private RunSummary summary(String id) {
        Run run = Run.of(id, readEvents(id));
        RunEvent.RunStarted start = run.start();
        return new RunSummary(
                id,
                "localhost",
                start.plan().product(),
                start.plan().productName(),
                start.plan().from().text(),
                start.plan().to().text(),
                start.at().toString(),
                run.finished().map(end -> end.at().toString()).orElse(""),
                run.finished().map(end -> end.result().name()).orElse(run.status().name()),
                start.origin(),
                start.kind(),
                start.scope());
    }

    @Override
    public void searchOutput(String text, boolean ignoreCase, HitSink sink) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void deleteRun(String run) {
        runs.remove(run);
    }

    @Override
    public RunClaim.ClaimResult claimRun(String run) {
        return owned.add(run)
                ? new RunClaim.ClaimResult.Granted(() -> owned.remove(run))
                : new RunClaim.ClaimResult.Refused(
                        new Problem(
                                "lock.owned",
                                Message.literal("Somebody executes it."),
                                Message.EMPTY));
    }

    @Override
    public Optional<RunOwner> findOtherOwner(String run) {
        return Optional.empty();
    }

    @Override
    public Optional<Problem> readOnlyReason() {
        return readOnly;
    }

    private ByteArrayOutputStream all(String run, long step) {
        return output.computeIfAbsent(run + " " + step, key -> new ByteArrayOutputStream());
    }
}
