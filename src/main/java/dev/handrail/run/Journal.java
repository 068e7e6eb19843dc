package dev.handrail.run;

import dev.handrail.model.Problem;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.model.RunEvent.RunScope;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Stores the events and the output of all runs. An event survives a power cut once [#appendEvent]
/// returns. Output survives a crash of Handrail, and the server keeps it until the run is finished.
public interface Journal {

    /// Writes an event to disk before it returns. Its number must follow that of the last event of
    /// the run.
    void appendEvent(String run, RunEvent event);

    /// Appends redacted output of the step that event `step` started. `offset`: where the first
    /// byte stands in the server's log. Redaction keeps lengths, so the next offset is `offset +
    /// bytes.length`. Readers see it within 100 ms.
    void appendOutput(String run, long step, long offset, byte[] bytes);

    /// Writes all buffered output and packs the chunks of a step that has ended.
    void finishOutput(String run, long step);

    /// The offset at which the journaled output of a step ends.
    long outputEndOffset(String run, long step);

    /// All events of a run, in order; none if there is no such run. Throws [JournalUnwritable] if
    /// one of them is damaged: nothing may be executed after a part of a run.
    List<RunEvent> readEvents(String run);

    /// The events that can be read, up to the first one that is damaged: only to be shown.
    default ReadableEvents readSoundEvents(String run) {
        return new ReadableEvents(readEvents(run), Optional.empty());
    }

    /// What is wrong with runs whose events were altered on disk, or written by a newer Handrail.
    default List<RunDamage> findDamagedRuns() {
        return List.of();
    }

    /// Reads output from an offset in pieces, in order, until the sink returns false. Leaves out
    /// pieces that are damaged on disk and returns a problem for the first of them.
    Optional<Problem> readOutput(String run, long step, long from, OutputSink sink);

    /// All runs, the newest first.
    List<RunSummary> listRuns();

    /// Searches the output of all runs, the newest run first, and reports one hit for each line
    /// until the sink returns false.
    void searchOutput(String text, boolean ignoreCase, HitSink sink);

    /// Why nothing of a run that came from another history is executed here; empty for a run of
    /// this one.
    default Optional<Problem> findImportRefusal(String run) {
        return Optional.empty();
    }

    /// What the admin has written about runs, by the id of the run. It is no part of the events.
    default Map<String, String> readNotes() {
        return Map.of();
    }

    /// Replaces what the admin has written about a run; a blank text removes it.
    default void writeNote(String run, String text) {
        throw new UnsupportedOperationException("This journal keeps no notes");
    }

    /// Which open items of a run the admin has ticked. It is no part of the events.
    default Set<String> readTicks(String run) {
        return Set.of();
    }

    /// Ticks an open item of a run, or takes the tick away.
    default void writeTick(String run, String item, boolean ticked) {
        throw new UnsupportedOperationException("This journal keeps no ticks");
    }

    /// Deletes a run and its output permanently. Throws if somebody executes it.
    void deleteRun(String run);

    /// Makes this session the owner of a run, so that no other one executes it, here or in another
    /// process. Events and output of a run are written by its owner only.
    RunClaim.ClaimResult claimRun(String run);

    /// The other process that executes a run now; empty if none does.
    Optional<RunOwner> findOtherOwner(String run);

    /// Returns why no run can start here (locked, read-only), or empty.
    Optional<Problem> readOnlyReason();

    /// The beginning of a run, and why the rest cannot be read; `damage` is empty for a whole run.
    record ReadableEvents(List<RunEvent> events, Optional<Problem> damage) {
        public ReadableEvents {
            events = List.copyOf(events);
        }
    }

    /// `run`: the damaged run, or empty if the damage belongs to none.
    record RunDamage(String run, Problem problem) {}

    /// Receives output while it is read. Returns false to stop reading.
    interface OutputSink {
        boolean acceptOutput(long offset, byte[] bytes);
    }

    /// Receives hits while a search runs. Returns false to stop the search.
    interface HitSink {
        boolean acceptHit(SearchHit hit);
    }

    /// A line of output that contains the text. `offset`: where the text begins in the step's
    /// output. `line`: its number, from 1. `text`: the line without colours; a long one is cut
    /// around the hit.
    record SearchHit(String run, long step, long offset, long line, String text) {}

    /// One line of the history; derived from the events. `server`: the addresses of the run's
    /// servers, by role. `product`: its name. Times are ISO instants, `endedAt` is empty until the
    /// run is finished. `status`: the name of its [RunEvent.RunResult] when it is finished, else of
    /// its [dev.handrail.model.Run.Status]. `origin`: the run that this one rolls back or verifies,
    /// or empty.
    record RunSummary(
            String id,
            String server,
            String productId,
            String product,
            String from,
            String to,
            String startedAt,
            String endedAt,
            String status,
            String origin,
            RunKind kind,
            RunScope scope) {

        /// Returns whether the run only ran the fix of a finding. Its version stays the same.
        public boolean isFix() {
            return kind == RunKind.FIX;
        }

        /// Returns whether the run verified another run.
        public boolean isVerification() {
            return kind == RunKind.VERIFICATION;
        }
    }

    /// The journal could not write: the disk is full, permission is missing, or another program
    /// holds the journal. The run must stop.
    final class JournalUnwritable extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Problem problem;

        public JournalUnwritable(Problem problem, @Nullable Throwable cause) {
            super(problem.key(), cause);
            this.problem = problem;
        }

        public Problem problem() {
            return problem;
        }
    }
}
