package dev.handrail.plan;

import dev.handrail.model.Finding;
import dev.handrail.model.Finding.Severity;
import dev.handrail.model.Message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Collects the findings of a plan and applies the admin's waivers to them.
final class FindingCollector {
    private final List<Finding> all = new ArrayList<>();
    private final Map<String, String> waivers;

    FindingCollector(Map<String, String> waivers) {
        this.waivers = waivers;
    }

    /// Adds a blocker that no reason can waive.
    void addBlocker(String key, Message title, Message why, Message fix) {
        addFinding(Finding.blocker(key, title, why, fix));
    }

    /// Adds a blocker that the admin may waive by giving a reason.
    void addWaivableBlocker(String key, Message title, Message why, Message fix) {
        addFinding(new Finding(key, Severity.BLOCKER, title, why, fix, "", true, Optional.empty()));
    }

    void addWarning(String key, Message title, Message why, Message fix) {
        addFinding(
                new Finding(key, Severity.WARNING, title, why, fix, "", false, Optional.empty()));
    }

    /// Adds a finding, and waives it if it is waivable and the admin gave a reason that is not
    /// blank.
    void addFinding(Finding finding) {
        String reason = waivers.getOrDefault(finding.key(), "").strip();
        all.add(finding.waivable() && !reason.isEmpty() ? finding.withWaiver(reason) : finding);
    }

    /// Returns whether a finding still blocks the upgrade; a waived one does not.
    boolean hasBlocker() {
        return all.stream().anyMatch(Finding::blocksUpgrade);
    }

    /// Returns the findings by severity, the worst first, else in the order in which they were
    /// added.
    List<Finding> sortedFindings() {
        return all.stream().sorted(Comparator.comparing(Finding::severity)).toList();
    }
}
