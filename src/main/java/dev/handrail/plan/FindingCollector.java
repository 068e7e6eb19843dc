package dev.handrail.plan;

import dev.handrail.model.Finding;
import dev.handrail.model.Finding.Severity;
import dev.handrail.model.Message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Collects findings, the worst first.
final class FindingCollector {
    private final List<Finding> all = new ArrayList<>();
    private final Map<String, String> waivers;

    FindingCollector(Map<String, String> waivers) {
        this.waivers = waivers;
    }

    void addBlocker(String key, Message title, Message why, Message fix) {
        addFinding(
                new Finding(key, Severity.BLOCKER, title, why, fix, "", false, Optional.empty()));
    }

    /// A blocker that a written reason may set aside.
    void addWaivableBlocker(String key, Message title, Message why, Message fix) {
        addFinding(new Finding(key, Severity.BLOCKER, title, why, fix, "", true, Optional.empty()));
    }

    void addWarning(String key, Message title, Message why, Message fix) {
        addFinding(
                new Finding(key, Severity.WARNING, title, why, fix, "", false, Optional.empty()));
    }

    void addFinding(Finding finding) {
        String reason = waivers.getOrDefault(finding.key(), "").strip();
        all.add(finding.waivable() && !reason.isEmpty() ? finding.withWaiver(reason) : finding);
    }

    boolean hasBlocker() {
        return all.stream().anyMatch(Finding::blocksUpgrade);
    }

    List<Finding> sortedFindings() {
        return all.stream().sorted(Comparator.comparing(Finding::severity)).toList();
    }
}
