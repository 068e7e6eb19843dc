package dev.handrail.cli.json;

import dev.handrail.store.history.check.HistoryCheck.HistoryCheckResult;

import java.util.List;

/// What `history check` found. `late`: how many runs got their checksums at a migration.
public record HistoryCheckView(long runs, long late, boolean sound, List<DamageView> damages) {

    /// `run`: empty for damage that belongs to no run.
    public record DamageView(String run, ProblemView problem) {}

    public static HistoryCheckView of(HistoryCheckResult result) {
        return new HistoryCheckView(
                result.runs(),
                result.late(),
                result.isSound(),
                result.damages().stream()
                        .map(found -> new DamageView(found.run(), ProblemView.of(found.problem())))
                        .toList());
    }
}
