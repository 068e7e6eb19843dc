package dev.handrail.simulation;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.RunEvent;
import dev.handrail.run.Journal;
import dev.handrail.run.RunClaim;
import dev.handrail.run.RunOwner;
import dev.handrail.store.history.SqliteJournal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// The real journal, whose process may be killed before or after it writes an event, and whose disk
/// may be full.
final class CrashingJournal implements Journal {
    private final SqliteJournal store;
    private final VirtualTime time;
    private final Faults faults;
    private final Workstation.Engine engine;
    private final Path log;

    CrashingJournal(
            SqliteJournal store,
            VirtualTime time,
            Faults faults,
            Workstation.Engine engine,
            Path log) {
        this.store = store;
        this.time = time;
        this.faults = faults;
        this.engine = engine;
        this.log = log;
    }

    @Override
    public void appendEvent(String run, RunEvent event) {
        engine.check();
        faults.passPoint();
        engine.check();
        refuseWhenFull();
        engine.acknowledged().expect(run);
        call(() -> {
            store.appendEvent(run, event);
            engine.noteSynced(Files.exists(log) ? Files.size(log) : 0);
            return true;
        });
        faults.passPoint();
        engine.check();
        engine.acknowledged().add(run, event);
    }

    private void refuseWhenFull() {
        if (engine.isFull()) {
            throw new JournalUnwritable(
                    new Problem("journal.full", Message.literal("Full"), Message.EMPTY),
                    new IOException("No space left on device"));
        }
    }

    private <T> T call(Callable<T> work) {
        engine.check();
        return time.onPlatform(work);
    }

    @Override
    public void appendOutput(String run, long step, long offset, byte[] bytes) {
        engine.check();
        refuseWhenFull();
        call(() -> {
            store.appendOutput(run, step, offset, bytes);
            if (faults.drawFlush()) {
                store.readOutput(run, step, Long.MAX_VALUE, (at, piece) -> false);
            }
            return true;
        });
    }

    @Override
    public void finishOutput(String run, long step) {
        engine.check();
        refuseWhenFull();
        call(() -> {
            store.finishOutput(run, step);
            return true;
        });
    }

    @Override
    public long outputEndOffset(String run, long step) {
        return call(() -> store.outputEndOffset(run, step));
    }

    @Override
    public List<RunEvent> readEvents(String run) {
        return call(() -> store.readEvents(run));
    }

    @Override
    public Optional<Problem> readOutput(String run, long step, long from, OutputSink sink) {
        return call(() -> store.readOutput(run, step, from, sink));
    }

    @Override
    public List<RunSummary> listRuns() {
        return call(store::listRuns);
    }

    @Override
    public void searchOutput(String text, boolean ignoreCase, HitSink sink) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void deleteRun(String run) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RunClaim.ClaimResult claimRun(String run) {
        return switch (call(() -> store.claimRun(run))) {
            case RunClaim.ClaimResult.Granted(RunClaim claim) ->
                    new RunClaim.ClaimResult.Granted(() -> release(claim));
            case RunClaim.ClaimResult.Refused refused -> refused;
        };
    }

    /// Also for a process that was killed: its lock ends with it.
    private void release(RunClaim claim) {
        time.onPlatform(() -> {
            claim.close();
            return true;
        });
    }

    @Override
    public Optional<RunOwner> findOtherOwner(String run) {
        return call(() -> store.findOtherOwner(run));
    }

    @Override
    public Optional<Problem> readOnlyReason() {
        return call(store::readOnlyReason);
    }
}
