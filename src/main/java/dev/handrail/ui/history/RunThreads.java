package dev.handrail.ui.history;

import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.run.Journal.RunSummary;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts runs that belong together into one thread: an upgrade, its roll-back, its verifications,
/// and the fixes of the day before it.
final class RunThreads {
    private static final Duration FIXED_BEFORE = Duration.ofDays(1);

    private final Map<String, RunSummary> runs = new HashMap<>();
    private final Map<String, String> roots = new HashMap<>();
    private final Map<String, List<RunSummary>> threads = new LinkedHashMap<>();

    /// `all`: every run of the history, the newest first.
    RunThreads(List<RunSummary> all) {
        all.forEach(run -> runs.put(run.id(), run));
        for (RunSummary run : all) {
            String root = findRoot(run, all);
            roots.put(run.id(), root);
            threads.computeIfAbsent(root, id -> new ArrayList<>()).add(run);
        }
    }

    private String findRoot(RunSummary run, List<RunSummary> all) {
        if (run.kind() == RunKind.FIX) {
            return all.stream()
                    .filter(other -> isPreparedBy(other, run))
                    .min(Comparator.comparing(RunThreads::start))
                    .map(RunSummary::id)
                    .orElse(run.id());
        }
        return followOrigin(run);
    }

    /// A damaged or imported history may name runs in a circle.
    private String followOrigin(RunSummary run) {
        Set<String> seen = new HashSet<>();
        RunSummary root = run;
        while (seen.add(root.id()) && runs.get(root.origin()) instanceof RunSummary origin) {
            root = origin;
        }
        return root.id();
    }

    /// Whether the upgrade began within a day after the fix, on the same servers.
    private static boolean isPreparedBy(RunSummary upgrade, RunSummary fix) {
        Duration after = Duration.between(start(fix), start(upgrade));
        return upgrade.kind() == RunKind.UPGRADE
                && upgrade.server().equals(fix.server())
                && upgrade.productId().equals(fix.productId())
                && !after.isNegative()
                && after.compareTo(FIXED_BEFORE) <= 0;
    }

    private static Instant start(RunSummary run) {
        return Instant.parse(run.startedAt());
    }

    /// Whether the run belongs to another one, below which it stands.
    boolean isFollower(RunSummary run) {
        return !run.id().equals(roots.getOrDefault(run.id(), run.id()));
    }

    /// The runs of the same thread, with the run itself, the oldest first.
    List<RunSummary> threadOf(RunSummary run) {
        String root = roots.getOrDefault(run.id(), run.id());
        return threads.getOrDefault(root, List.of(run)).reversed();
    }

    /// Returns these runs thread by thread: the thread with the newest run first, and in it the run
    /// that the others belong to, then those from the newest on.
    List<RunSummary> orderRuns(List<? extends RunSummary> shown) {
        Map<String, List<RunSummary>> grouped = new LinkedHashMap<>();
        for (RunSummary run : shown) {
            String root = roots.getOrDefault(run.id(), run.id());
            List<RunSummary> thread = grouped.computeIfAbsent(root, id -> new ArrayList<>());
            thread.add(isFollower(run) ? thread.size() : 0, run);
        }
        return grouped.values().stream().flatMap(List::stream).toList();
    }
}
