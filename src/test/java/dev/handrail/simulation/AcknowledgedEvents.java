package dev.handrail.simulation;

import dev.handrail.model.RunEvent;
import dev.handrail.run.Journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The events of which the journal has said that they are safe. Each journal that is opened later
/// has them all; it may have one more, whose writing was cut off from its answer.
final class AcknowledgedEvents {
    private final Map<String, List<RunEvent>> events = new LinkedHashMap<>();

    void add(String run, RunEvent event) {
        events.computeIfAbsent(run, key -> new ArrayList<>()).add(event);
    }

    /// Where an event was written without an answer, it counts from now on.
    void expect(String run) {
        events.computeIfAbsent(run, key -> new ArrayList<>());
    }

    void compare(Journal journal) {
        for (Map.Entry<String, List<RunEvent>> run : events.entrySet()) {
            List<RunEvent> found = journal.readEvents(run.getKey());
            List<RunEvent> known = run.getValue();
            if (found.size() < known.size()
                    || found.size() > known.size() + 1
                    || !found.subList(0, known.size()).equals(known)) {
                throw new AssertionError(
                        "Acknowledged: "
                                + known.size()
                                + " events of "
                                + run.getKey()
                                + ", found: "
                                + found);
            }
            run.setValue(new ArrayList<>(found));
        }
    }
}
