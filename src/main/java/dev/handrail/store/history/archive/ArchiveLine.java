package dev.handrail.store.history.archive;

import dev.handrail.store.history.integrity.StoredEvent;

import java.util.Base64;
import java.util.HexFormat;

/// The lines of an exported run. Each is a JSON object; the file has them in this order, packed
/// with gzip: one [Header], all [EventLine]s, all [OutputLine]s, one [End].
final class ArchiveLine {
    /// The version of the format.
    static final int FORMAT = 1;

    private ArchiveLine() {}

    /// `handrailRun`: the version of the format. `late`, `last`, `head`: as in the history.
    record Header(int handrailRun, String run, long late, long last, String head) {}

    /// An event as it is stored, with its checksum, which also covers the one before it.
    record EventLine(
            long seq, String at, String kind, int format, int packed, String body, String sum) {
        static EventLine of(StoredEvent event) {
            return new EventLine(
                    event.seq(),
                    event.at(),
                    event.kind(),
                    event.format(),
                    event.packed(),
                    Base64.getEncoder().encodeToString(event.body()),
                    HexFormat.of().formatHex(event.sum()));
        }

        StoredEvent toEvent() {
            return new StoredEvent(
                    seq,
                    at,
                    kind,
                    format,
                    packed,
                    Base64.getDecoder().decode(body),
                    HexFormat.of().parseHex(sum));
        }
    }

    /// Output of the step that event `step` started. `offset`: of its first byte.
    record OutputLine(long step, long offset, String bytes) {
        static OutputLine of(long step, long offset, byte[] bytes) {
            return new OutputLine(step, offset, Base64.getEncoder().encodeToString(bytes));
        }

        byte[] decodeBytes() {
            return Base64.getDecoder().decode(bytes);
        }
    }

    /// `lines`: how many lines stand before it. `sum`: the SHA-256 of these lines.
    record End(long lines, String sum) {}
}
