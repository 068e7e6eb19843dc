package dev.handrail.model;

import java.util.Collection;

/// Where a run takes place, and so what it can say about others: only live runs tell how long a
/// live run takes.
public enum RunScope {
    /// On servers that the admin looks after.
    LIVE,
    /// On a practice server.
    PRACTICE,
    /// Nowhere: it is played from a recording, and no server has any part in it.
    RECORDED;

    /// The scope of a run on these servers.
    public static RunScope of(Collection<Target> servers) {
        return servers.stream().anyMatch(Target::practice) ? PRACTICE : LIVE;
    }
}
