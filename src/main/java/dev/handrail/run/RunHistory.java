package dev.handrail.run;

import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunKind;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Finds in the journal what later runs have done to a run.
public final class RunHistory {
    private RunHistory() {}

    /// Returns the roll-backs of a run, the newest first, finished or not.
    public static List<Run> rollbacksOf(Journal journal, String run) {
        return rollbacksOf(journal.listRuns(), run).stream()
                .map(found -> Run.of(found.id(), journal.readEvents(found.id())))
                .toList();
    }

    /// Returns those of the listed runs that roll back this one, in the order of the list.
    public static List<Journal.RunSummary> rollbacksOf(List<Journal.RunSummary> all, String run) {
        return all.stream()
                .filter(other -> other.kind() == RunKind.ROLL_BACK && other.origin().equals(run))
                .toList();
    }

    /// Returns the runs of the same product on the same servers that began after this one, the
    /// newest first.
    public static List<Journal.RunSummary> laterRunsOf(List<Journal.RunSummary> all, String run) {
        return all.stream()
                .filter(each -> each.id().equals(run))
                .findFirst()
                .map(base -> all.stream().filter(other -> isLater(other, base)).toList())
                .orElse(List.of());
    }

    private static boolean isLater(Journal.RunSummary other, Journal.RunSummary base) {
        return other.scope() == base.scope()
                && other.server().equals(base.server())
                && other.productId().equals(base.productId())
                && Instant.parse(other.startedAt()).isAfter(Instant.parse(base.startedAt()));
    }

    /// Returns the newest roll-back of a run that reached its end, or empty.
    public static Optional<Journal.RunSummary> finishedRollbackOf(
            List<Journal.RunSummary> all, String run) {
        return rollbacksOf(all, run).stream()
                .filter(other -> other.status().equals(RunEvent.RunResult.ROLLED_BACK.name()))
                .findFirst();
    }
}
