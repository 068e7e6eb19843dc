package dev.handrail.run;

import dev.handrail.model.Plan;
import dev.handrail.remote.Link;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/// Walks runs: each on a thread of its own, on the servers that its links reach.
public final class Runner {

    /// `copies`: the folder on this workstation under which copied files are put, by run.
    public Runner(Journal journal, Clock clock, Path copies) {}

    /// Starts a run. `links`: by role.
    public Running start(Plan.Ready plan, Map<String, Link> links, Admin admin, Watcher watcher) {
        return start(plan, links, "", admin, watcher);
    }

    /// Starts the roll-back of the run `origin`.
    public Running start(
            Plan.Ready plan, Map<String, Link> links, String origin, Admin admin, Watcher watcher) {
        throw new UnsupportedOperationException();
    }

    /// Goes on with a run that stands still, or whose assistant is gone.
    public Running resume(String run, Map<String, Link> links, Admin admin, Watcher watcher) {
        throw new UnsupportedOperationException();
    }
}
