package dev.handrail.run.evidence;

import dev.handrail.model.Message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// How the data of a server differ from the backup that a roll-back restores. `step`: the title of
/// the undo step. `saved`: when the backup was made. `tables`: those that differ. `counted`:
/// whether Handrail could count the rows of both.
record DataLoss(
        Message step, Optional<Instant> saved, List<TableDifference> tables, boolean counted) {
    /// How many tables a text names.
    private static final int NAMED = 20;

    /// The rows of a table, in the backup and now.
    record TableDifference(String table, long backup, long now) {
        Message describeRows() {
            return Message.of(
                    now > backup ? "run.loss.written" : "run.loss.deleted",
                    table,
                    backup,
                    now,
                    Math.abs(now - backup));
        }
    }

    /// Compares two counts, by table. Without any counts nothing is known.
    static DataLoss compareCounts(
            Message step,
            Optional<Instant> saved,
            Map<String, Long> backup,
            Map<String, Long> now) {
        TreeSet<String> names = new TreeSet<>(backup.keySet());
        names.addAll(now.keySet());
        List<TableDifference> tables =
                names.stream()
                        .map(name ->
                                new TableDifference(
                                        name,
                                        backup.getOrDefault(name, 0L),
                                        now.getOrDefault(name, 0L)))
                        .filter(table -> table.backup() != table.now())
                        .toList();
        return new DataLoss(step, saved, tables, !backup.isEmpty() && !now.isEmpty());
    }

    /// Whether the admin has to agree: rows differ, or nobody could count them.
    boolean needsConsent() {
        return !counted || !tables.isEmpty();
    }

    /// Says what goes back to when, and which rows were written or deleted since.
    Message describeLoss() {
        List<Message> lines = new ArrayList<>();
        lines.add(
                saved.map(time -> Message.of("run.loss.restored", step, time))
                        .orElseGet(() -> Message.of("run.loss.restored-undated", step)));
        if (!counted) {
            lines.add(Message.of("run.loss.uncounted"));
        }
        tables.stream().limit(NAMED).map(TableDifference::describeRows).forEach(lines::add);
        if (tables.size() > NAMED) {
            lines.add(Message.of("run.loss.more", tables.size() - NAMED));
        }
        return Message.lines(lines);
    }
}
