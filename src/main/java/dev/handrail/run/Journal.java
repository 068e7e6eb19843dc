package dev.handrail.run;

import dev.handrail.model.Problem;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.model.RunEvent.RunScope;

import java.util.List;
import java.util.Optional;

/// Where runs are written down. An event that [#appendEvent] has returned for survives a power cut;
/// output survives a crash of Handrail, and the server keeps it until the run is closed.
public interface Journal {

    /// Writes an event down for good. Its number must be the one after the last of its run.
    void appendEvent(String run, RunEvent event);

    /// Adds masked output of the step that event `step` started. `offset`: of its first byte in the
    /// server's log; masking keeps lengths, so the next offset is `offset + bytes.length`. Visible
    /// to readers within 100 ms.
    void appendOutput(String run, long step, long offset, byte[] bytes);

    /// Writes all output that is still waiting and packs the chunks of a step that has ended.
    void finishOutput(String run, long step);

    /// The offset at which the journaled output of a step ends.
    long outputEndOffset(String run, long step);

    List<RunEvent> readEvents(String run);

    /// Reads output from an offset in pieces, in order, until the sink says no. Pieces that are
    /// damaged on disk are left out; the first of them is said.
    Optional<Problem> readOutput(String run, long step, long from, OutputSink sink);

    /// All runs, the newest first.
    List<RunSummary> listRuns();

    /// Searches the output of all runs, the newest run first, one hit a line, until the sink says
    /// no.
    void searchOutput(String text, boolean ignoreCase, HitSink sink);

    /// Removes a run with its output for good.
    void deleteRun(String run);

    /// Why no run can be started here (locked, read-only), or empty.
    Optional<Problem> readOnlyReason();

    interface OutputSink {
        boolean acceptOutput(long offset, byte[] bytes);
    }

    interface HitSink {
        boolean acceptHit(SearchHit hit);
    }

    /// A line of output that has the text. `offset`: of the text in the step's output. `line`: its
    /// number, from 1. `text`: the line, colours taken out, cut to what is near the hit when it is
    /// long.
    record SearchHit(String run, long step, long offset, long line, String text) {}

    /// One line of the history; derived from the events. `server`: the addresses of the run's
    /// servers, by role. `product`: its name. Times are ISO instants, `endedAt` is empty until the
    /// run is finished. `status`: the name of its [RunEvent.RunResult] when it is finished, else of
    /// its [dev.handrail.model.Run.Status]. `origin`: the run that this one takes back or looks at,
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

        /// Whether it only ran a command that mends a finding: its version stays as it is.
        public boolean isFix() {
            return kind == RunKind.FIX;
        }

        /// Whether it looked at its origin.
        public boolean isVerification() {
            return kind == RunKind.VERIFICATION;
        }
    }

    /// The journal could not write: no space, no permission, or another Handrail holds it. The run
    /// must stop.
    final class JournalUnwritable extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Problem problem;

        public JournalUnwritable(Problem problem, Throwable cause) {
            super(problem.key(), cause);
            this.problem = problem;
        }

        public Problem problem() {
            return problem;
        }
    }
}
