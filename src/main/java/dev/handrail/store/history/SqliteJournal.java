package dev.handrail.store.history;

import dev.handrail.model.Problem;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.run.Journal;
import dev.handrail.run.RunClaim;
import dev.handrail.run.RunClaim.ClaimResult;
import dev.handrail.run.RunOwner;
import dev.handrail.store.history.integrity.ImportMark;
import dev.handrail.store.history.integrity.OutputSeals;
import dev.handrail.store.history.integrity.RunNotes;
import dev.handrail.store.history.integrity.RunTicks;
import dev.handrail.store.history.integrity.StoredEvent;
import dev.handrail.store.history.lock.RunOwners;
import dev.handrail.store.history.search.SearchPattern;
import dev.handrail.store.history.sqlite.SqliteConnection;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The journal in a SQLite file. All methods may be called from several threads.
public final class SqliteJournal implements Journal, AutoCloseable {
    private final SqliteConnection reading;
    private final Object readTurn = new Object();
    private final Optional<JournalWriter> writing;
    private final Optional<Problem> readOnly;
    private final JournalLocation place;
    private final RunOwners owners;
    private final EventTable events = new EventTable();

    private SqliteJournal(
            JournalLocation place,
            SqliteConnection reading,
            Optional<JournalWriter> writing,
            Optional<Problem> readOnly,
            RunOwners owners) {
        this.place = place;
        this.owners = owners;
        this.reading = reading;
        this.writing = writing;
        this.readOnly = readOnly;
    }

    static SqliteJournal forWriting(
            JournalLocation place,
            SqliteConnection reading,
            JournalWriter writing,
            RunOwners owners) {
        return new SqliteJournal(place, reading, Optional.of(writing), Optional.empty(), owners);
    }

    /// `why`: the reason that nothing can be written; every call that writes throws with it.
    public static SqliteJournal forViewing(
            JournalLocation place, SqliteConnection reading, Problem why) {
        return new SqliteJournal(
                place, reading, Optional.empty(), Optional.of(why), place.runOwners());
    }

    @Override
    public void appendEvent(String run, RunEvent event) {
        JournalWriter writer = requireWriter();
        if (event instanceof RunStarted start && isImported(start.origin())) {
            throw new JournalUnwritable(HistoryProblems.importedRun(start.origin()), null);
        }
        writer.appendEvent(run, event);
    }

    @Override
    public void appendOutput(String run, long step, long offset, byte[] bytes) {
        requireWriter().appendOutput(run, step, offset, bytes);
    }

    @Override
    public void finishOutput(String run, long step) {
        requireWriter().outputEnded(run, step);
    }

    @Override
    public void deleteRun(String run) {
        JournalWriter writer = requireWriter();
        switch (owners.claimRun(run)) {
            case ClaimResult.Refused(Problem problem) -> throw new JournalUnwritable(problem, null);
            case ClaimResult.Granted(RunClaim claim) -> {
                try (claim) {
                    writer.deleteRun(run);
                }
            }
        }
    }

    @Override
    public ClaimResult claimRun(String run) {
        JournalWriter writer = requireWriter();
        if (isImported(run)) {
            return new ClaimResult.Refused(HistoryProblems.importedRun(run));
        }
        return switch (owners.claimRun(run)) {
            case ClaimResult.Refused refused -> refused;
            case ClaimResult.Granted(RunClaim claim) ->
                    new ClaimResult.Granted(() -> leaveRun(writer, run, claim));
        };
    }

    @Override
    public Map<String, String> readNotes() {
        return runQuery(RunNotes::readNotes);
    }

    @Override
    public void writeNote(String run, String text) {
        changeFile(db -> RunNotes.writeNote(db, run, text));
    }

    @Override
    public Set<String> readTicks(String run) {
        return runQuery(db -> RunTicks.readTicks(db, run));
    }

    @Override
    public void writeTick(String run, String item, boolean ticked) {
        changeFile(db -> RunTicks.writeTick(db, run, item, ticked));
    }

    /// Whether the run came from another history. Nothing that such a run holds is executed here:
    /// its scripts may be anybody's.
    private boolean isImported(String run) {
        return runQuery(db -> ImportMark.findMark(db, run)).isPresent();
    }

    @Override
    public Optional<Problem> findImportRefusal(String run) {
        return isImported(run) ? Optional.of(HistoryProblems.importedRun(run)) : Optional.empty();
    }

    private static void leaveRun(JournalWriter writer, String run, RunClaim claim) {
        try (claim) {
            writer.leaveRun(run);
        }
    }

    @Override
    public Optional<RunOwner> findOtherOwner(String run) {
        return owners.findOtherOwner(run);
    }

    @Override
    public long outputEndOffset(String run, long step) {
        if (writing.isPresent()) {
            return writing.get().outputEnd(run, step);
        }
        return runQuery(db -> {
            Optional<Long> number = EventTable.findNumber(db, run);
            return number.isPresent() ? ChunkTable.findEnd(db, number.get(), step).off() : 0L;
        });
    }

    @Override
    public List<RunEvent> readEvents(String run) {
        ReadableEvents read = readSoundEvents(run);
        if (read.damage().isPresent()) {
            throw new JournalUnwritable(
                    read.damage().get(), new IllegalStateException("Run " + run + " is damaged"));
        }
        return read.events();
    }

    @Override
    public ReadableEvents readSoundEvents(String run) {
        EventTable.ReadRun read = runQuery(db -> events.readRun(db, run));
        return new ReadableEvents(read.events(), place.historyProblems().ofRun(read));
    }

    @Override
    public List<RunDamage> findDamagedRuns() {
        return runQuery(db -> new RunScan(db, place.historyProblems()).findDamagedRuns());
    }

    @Override
    public Optional<Problem> readOutput(String run, long step, long from, OutputSink sink) {
        flushPending();
        Optional<Long> number = runQuery(db -> EventTable.findNumber(db, run));
        return number.flatMap(known -> readerOf(known, step, from, sink).readOutput());
    }

    private OutputReader readerOf(long run, long step, long from, OutputSink sink) {
        long end = runQuery(db -> OutputSeals.sealedLength(db, run, step));
        return new OutputReader(
                offset -> runQuery(db -> ChunkTable.chunksFrom(db, run, step, offset)),
                sink,
                from,
                end);
    }

    /// As [#findDamagedRuns], but reads each event: for a check of the whole history.
    public List<RunDamage> findUnreadableRuns() {
        return runQuery(db -> new RunScan(db, place.historyProblems()).findUnreadableRuns());
    }

    /// The problem of a file that is not as Handrail wrote it.
    public Problem damagedFile() {
        return place.historyProblems().damagedFile();
    }

    /// Reads the file through the connection for readers, with all output that is queued.
    public <T> T inspectFile(HistoryInspection<T> inspection) {
        flushPending();
        return runQuery(inspection::inspectFile);
    }

    /// The events of a run of another history, as far as they can be read here.
    public List<RunEvent> decodeEvents(List<StoredEvent> stored) {
        List<RunEvent> decoded = new ArrayList<>();
        for (StoredEvent event : stored) {
            Optional<RunEvent> next = events.decodeEvent(event);
            if (next.isEmpty()) {
                break;
            }
            decoded.add(next.get());
        }
        return List.copyOf(decoded);
    }

    /// Changes the file in one transaction, which survives a power cut once this returns.
    public void changeFile(HistoryChange change) {
        requireWriter().changeFile(change);
    }

    /// Work that changes the file of the history.
    public interface HistoryChange {
        void changeFile(SqliteConnection db) throws SQLException;
    }

    /// Work on the file of the history, without changes.
    public interface HistoryInspection<T> {
        T inspectFile(SqliteConnection db) throws SQLException;
    }

    @Override
    public List<RunSummary> listRuns() {
        return runQuery(db -> {
            ListingRefresh listing = new ListingRefresh(db);
            List<RunSummary> runs =
                    writing.isEmpty() ? listing.listFreshRuns() : listing.listRuns();
            return placeImported(runs, ImportMark.listMarked(db));
        });
    }

    /// Own runs stand as they began, whatever the clock said; an imported one stands before the
    /// first own one that began earlier.
    private static List<RunSummary> placeImported(List<RunSummary> runs, Set<String> imported) {
        List<RunSummary> placed =
                new ArrayList<>(runs.stream().filter(run -> !imported.contains(run.id())).toList());
        runs.stream()
                .filter(run -> imported.contains(run.id()))
                .forEach(run -> placed.add(findPlace(placed, run), run));
        return List.copyOf(placed);
    }

    private static int findPlace(List<RunSummary> placed, RunSummary run) {
        Instant start = Instant.parse(run.startedAt());
        int place = 0;
        while (place < placed.size()
                && Instant.parse(placed.get(place).startedAt()).isAfter(start)) {
            place++;
        }
        return place;
    }

    @Override
    public void searchOutput(String text, boolean ignoreCase, HitSink sink) {
        flushPending();
        try (OutputSearch search = new OutputSearch(place, new SearchPattern(text, ignoreCase))) {
            search.run(sink);
        } catch (SQLException e) {
            throw unreadableJournal(e);
        }
    }

    @Override
    public Optional<Problem> readOnlyReason() {
        return readOnly;
    }

    /// Writes queued output, so that readers see it. If that fails, they see what is in the file.
    private void flushPending() {
        try {
            writing.ifPresent(JournalWriter::flushOutput);
        } catch (JournalUnwritable ignored) {
            // The next call that writes reports it.
        }
    }

    private JournalWriter requireWriter() {
        return writing.orElseThrow(() ->
                new JournalUnwritable(
                        readOnly.orElseThrow(), new IllegalStateException("view only")));
    }

    /// Work on the reading connection.
    private interface JournalQuery<T> {
        T queryFrom(SqliteConnection db) throws SQLException;
    }

    /// Runs a query on the reading connection, one thread after the other.
    private <T> T runQuery(JournalQuery<T> reader) {
        synchronized (readTurn) {
            try {
                return reader.queryFrom(reading);
            } catch (SQLException e) {
                throw unreadableJournal(e);
            }
        }
    }

    private JournalUnwritable unreadableJournal(SQLException error) {
        return place.historyProblems().toUnwritable(error);
    }

    @Override
    public void close() {
        synchronized (readTurn) {
            reading.close();
        }
        // SQLite copies the log into the file when the last connection closes: it must be writable.
        try {
            writing.ifPresent(JournalWriter::close);
        } finally {
            place.close();
        }
    }
}
