package dev.handrail.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// What goes wrong in a simulation, and when: each fault waits for its point, and points are the
/// moments at which a process of the server looks at its disk, a script arrives, or an event is
/// journaled.
final class Faults {
    /// About as many points as an upgrade without faults has.
    private static final int POINTS = 1000;

    private static final int MOST_FAULTS = 5;
    private static final int MOST_FAILURES = 2;

    private final Random random;
    private final TreeMap<Integer, FaultKind> planned = new TreeMap<>();
    private final Set<FaultKind> happened = EnumSet.noneOf(FaultKind.class);
    private final Optional<LabSchedule> schedule;
    private final List<LabSchedule.LabFault> coming = new ArrayList<>();
    private Consumer<LabSchedule.LabFault> stepTarget = fault -> {};
    private FaultTarget target;
    private int points;
    private int failures;
    private int delays;

    enum FaultKind {
        LINK_CUT,
        /// One channel ends, and the connection stays.
        SHELL_ENDED,
        KILL,
        /// The admin closes the window.
        DETACH,
        /// The admin ends the running step.
        CANCEL,
        SERVER_POWER,
        WORKSTATION_POWER,
        SERVER_DISK_FULL,
        WORKSTATION_DISK_FULL,
        SERVER_CLOCK,
        WORKSTATION_CLOCK,
        LATE_ANSWERS
    }

    /// What faults happen to.
    interface FaultTarget {
        void suffer(FaultKind kind, Random random);
    }

    Faults(Random random, Set<FaultKind> kinds) {
        this.random = random;
        this.schedule = Optional.empty();
        if (!kinds.isEmpty()) {
            FaultKind[] all = kinds.toArray(FaultKind[]::new);
            int count = random.nextInt(MOST_FAULTS + 1);
            for (int i = 0; i < count; i++) {
                planned.put(1 + random.nextInt(POINTS), all[random.nextInt(all.length)]);
            }
            failures = random.nextInt(MOST_FAILURES + 1);
        }
    }

    /// The faults of the lab's schedule, each at its step.
    Faults(Random random, LabSchedule schedule) {
        this.random = random;
        this.schedule = Optional.of(schedule);
        coming.addAll(schedule.faults());
    }

    void strikeAtSteps(Consumer<LabSchedule.LabFault> at) {
        stepTarget = at;
    }

    /// A step of the product has begun on the server.
    void reachStep(String action) {
        List<LabSchedule.LabFault> due =
                coming.stream().filter(fault -> fault.step().equals(action)).toList();
        coming.removeAll(due);
        due.forEach(fault -> {
            happened.add(fault.kind());
            stepTarget.accept(fault);
        });
    }

    void strike(FaultTarget at) {
        target = at;
    }

    int points() {
        return points;
    }

    Set<FaultKind> happened() {
        return happened;
    }

    boolean areOver() {
        return planned.isEmpty();
    }

    void passPoint() {
        points++;
        while (!planned.isEmpty() && planned.firstKey() <= points) {
            FaultKind kind = planned.pollFirstEntry().getValue();
            happened.add(kind);
            if (kind == FaultKind.LATE_ANSWERS) {
                delays += 5;
            } else {
                target.suffer(kind, random);
            }
        }
    }

    /// Nanoseconds by which a script or an answer is late.
    long drawDelay() {
        if (delays == 0) {
            return 0;
        }
        delays--;
        return Duration.ofSeconds(random.nextInt(90)).toNanos();
    }

    /// Whether the journal writes its queued output now.
    boolean drawFlush() {
        return random.nextInt(3) == 0;
    }

    /// 0: the step does what it should; 1: it fails before it did; 2: it fails afterwards.
    int drawStepFailure(String action) {
        if (schedule.isPresent()) {
            return schedule.get().spoils(action) ? 1 : 0;
        }
        if (failures == 0 || random.nextInt(4) != 0) {
            return 0;
        }
        failures--;
        return 1 + random.nextInt(2);
    }
}
