package dev.handrail.store.history.integrity;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/// The events of one run as a chain of checksums, with the end that its row in `run` names. `late`:
/// how many events got their checksums at a migration.
public record EventChain(String run, long late, long last, byte[] head) {

    /// What stands before the first event.
    public static byte[] startSum(String run, long late) {
        return RowDigest.forTable("run").addText(run).addNumber(late).computeSum();
    }

    /// The events that are as they were written, and whether they are all. `firstBroken`: the
    /// number of the first event that is not, or 0.
    public record CheckedEvents(List<StoredEvent> sound, long firstBroken) {
        public CheckedEvents {
            sound = List.copyOf(sound);
        }

        public boolean isWhole() {
            return firstBroken == 0;
        }
    }

    /// Goes along the chain up to the first event that is altered or missing.
    public CheckedEvents checkEvents(List<StoredEvent> stored) {
        List<StoredEvent> sound = new ArrayList<>();
        byte[] before = startSum(run, late);
        for (StoredEvent event : stored) {
            if (event.seq() != sound.size() + 1
                    || !MessageDigest.isEqual(event.sum(), event.sumAfter(before))) {
                return new CheckedEvents(sound, sound.size() + 1L);
            }
            sound.add(event);
            before = event.sum();
        }
        boolean whole = sound.size() == last && MessageDigest.isEqual(before, head);
        return new CheckedEvents(sound, whole ? 0 : sound.size() + 1L);
    }
}
