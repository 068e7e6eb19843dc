package dev.handrail.ui.history;

import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.run.Journal.RunSummary;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// Puts runs that belong together into one thread: an upgrade, its roll-back, its verifications,
/// and the fixes of the day before it.
final class RunThreads {
    private static final Duration FIXED_BEFORE = Duration.ofDays(1);

    private final Map<String, RunSummary> runs = new HashMap<>();
    private final Map<String, String> roots = new HashMap<>();
    private final Map<String, List<RunSummary>> threads = new LinkedHashMap<>();

    /// The upgrades of each server and product, by their start.
    private final Map<UpgradeKey, NavigableMap<Instant, RunSummary>> upgrades = new HashMap<>();

    /// `all`: every run of the history, the newest first.
    RunThreads(List<RunSummary> all) {
        all.forEach(run -> runs.put(run.id(), run));
        all.stream().filter(run -> run.kind() == RunKind.UPGRADE).forEach(this::addUpgrade);
        for (RunSummary run : all) {
            String root = findRoot(run);
            roots.put(run.id(), root);
            threads.computeIfAbsent(root, id -> new ArrayList<>()).add(run);
        }
    }

    private record UpgradeKey(String server, String product) {
        static UpgradeKey of(RunSummary run) {
            return new UpgradeKey(run.server(), run.productId());
        }
    }

    private void addUpgrade(RunSummary run) {
        upgrades.computeIfAbsent(UpgradeKey.of(run), key -> new TreeMap<>())
                .putIfAbsent(Instant.parse(run.startedAt()), run);
    }

    private String findRoot(RunSummary run) {
        return run.kind() == RunKind.FIX ? findPrepared(run) : followOrigin(run);
    }

    /// The first upgrade that began within a day after the fix, on the same servers.
    private String findPrepared(RunSummary fix) {
        NavigableMap<Instant, RunSummary> same = upgrades.get(UpgradeKey.of(fix));
        if (same == null) {
            return fix.id();
        }
        Instant start = Instant.parse(fix.startedAt());
        return same.subMap(start, true, start.plus(FIXED_BEFORE), true).values().stream()
                .findFirst()
                .map(RunSummary::id)
                .orElse(fix.id());
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
