package dev.handrail.run;

import dev.handrail.model.Plan;
import dev.handrail.remote.Link;
import dev.handrail.remote.LinkLost;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Walks runs: each on a thread of its own, on the servers that its links reach.
public final class Runner {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Journal journal;
    private final Clock clock;
    private final Path copies;
    private final Sleeper sleeper;
    private final SecureRandom random = new SecureRandom();
    private final Set<String> walking = ConcurrentHashMap.newKeySet();

    /// `copies`: the folder on this workstation under which copied files are put, by run.
    public Runner(Journal journal, Clock clock, Path copies) {
        this(journal, clock, copies, time -> Thread.sleep(time));
    }

    Runner(Journal journal, Clock clock, Path copies, Sleeper sleeper) {
        this.journal = journal;
        this.clock = clock;
        this.copies = copies;
        this.sleeper = sleeper;
    }

    /// Starts a run. `links`: by role. They belong to the run until it ends: letting go closes
    /// them.
    public Running start(Plan.Ready plan, Map<String, Link> links, Admin admin, Watcher watcher) {
        return start(plan, links, "", admin, watcher);
    }

    /// Starts a plan that belongs to the run `origin`: its roll-back, with which it ends if it has
    /// not ended yet, or its verification.
    public Running start(
            Plan.Ready plan, Map<String, Link> links, String origin, Admin admin, Watcher watcher) {
        String id = newId();
        Trip trip = trip(id, links, admin, watcher);
        return go(id, trip, () -> trip.start(plan, origin));
    }

    /// Goes on with a run that stands still, or whose assistant is gone.
    public Running resume(String run, Map<String, Link> links, Admin admin, Watcher watcher) {
        Trip trip = trip(run, links, admin, watcher);
        return go(run, trip, trip::resume);
    }

    /// Plays a recording as a run of its own, without any server.
    public Running play(Recording recording, Admin admin, Watcher watcher) {
        String id = newId();
        Trip trip = trip(id, Map.of(), admin, watcher);
        return go(id, trip, () -> trip.play(recording));
    }

    /// Goes on with a run that was played from this recording.
    public Running playOn(String run, Recording recording, Admin admin, Watcher watcher) {
        Trip trip = trip(run, Map.of(), admin, watcher);
        return go(run, trip, () -> trip.playOn(recording));
    }

    /// Runs the one step of a plan that mends a finding, now and over the open connection, and
    /// writes it down.
    public Mended mend(Plan.Ready plan, Link link) throws LinkLost {
        return new Mending(new Diary(newId(), journal, Watcher.NOBODY, clock)).run(plan, link);
    }

    private String newId() {
        byte[] tail = new byte[3];
        random.nextBytes(tail);
        return TIME.format(clock.instant()) + "-" + HexFormat.of().formatHex(tail);
    }

    private Trip trip(String id, Map<String, Link> links, Admin admin, Watcher watcher) {
        Controls controls = new Controls();
        Diary diary = new Diary(id, journal, watcher, clock);
        Servers servers = new Servers(links, diary, controls, sleeper);
        return new Trip(
                diary,
                servers,
                new Asking(diary, admin, controls),
                controls,
                new Trip.Surroundings(sleeper, copies));
    }

    private Running go(String id, Trip trip, Trip.Way way) {
        boolean first = walking.add(id);
        Handle handle = new Handle(id, trip);
        handle.begin(first ? way : Trip::busy, () -> forget(id, first));
        return handle;
    }

    private void forget(String id, boolean mine) {
        if (mine) {
            walking.remove(id);
        }
    }
}
