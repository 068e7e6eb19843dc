package dev.handrail.run;

import dev.handrail.model.Problem;
import dev.handrail.model.RunEvent;

import java.util.List;
import java.util.Optional;

/// Where runs are written down. An event that [#append] has returned for survives a power cut;
/// output survives a crash of Handrail, and the server keeps it until the run is closed.
public interface Journal {

    /// Writes an event down for good. Its number must be the one after the last of its run.
    void append(String run, RunEvent event);

    /// Adds masked output of the step that event `step` started. `offset`: of its first byte in the
    /// server's log; masking keeps lengths, so the next offset is `offset + bytes.length`. Visible
    /// to readers within 100 ms.
    void output(String run, long step, long offset, byte[] bytes);

    /// Writes all output that is still waiting and packs the chunks of a step that has ended.
    void outputEnded(String run, long step);

    /// The offset at which the journaled output of a step ends.
    long outputEnd(String run, long step);

    List<RunEvent> events(String run);

    /// Reads output from an offset in pieces, in order, until the sink says no.
    void readOutput(String run, long step, long from, OutputSink sink);

    /// All runs, the newest first.
    List<Summary> runs();

    /// Why no run can be started here (locked, read-only), or empty.
    Optional<Problem> readOnly();

    interface OutputSink {
        boolean take(long offset, byte[] bytes);
    }

    /// One line of the history; derived from the events.
    record Summary(
            String id,
            String server,
            String product,
            String from,
            String to,
            String startedAt,
            String endedAt,
            String status,
            String origin) {}

    /// The journal could not write: no space, no permission, or another Handrail holds it. The run
    /// must stop.
    final class Unwritable extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Problem problem;

        public Unwritable(Problem problem, Throwable cause) {
            super(problem.toString(), cause);
            this.problem = problem;
        }

        public Problem problem() {
            return problem;
        }
    }
}
