package dev.handrail.plan;

import dev.handrail.model.Finding;
import dev.handrail.model.Finding.Severity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Collects findings, the worst first.
final class Findings {
    private final List<Finding> all = new ArrayList<>();
    private final Map<String, String> waivers;

    Findings(Map<String, String> waivers) {
        this.waivers = waivers;
    }

    void block(String key, String title, String why, String fix) {
        add(new Finding(key, Severity.BLOCKER, title, why, fix, "", false, Optional.empty()));
    }

    /// A blocker that a written reason may set aside.
    void blockUnlessWaived(String key, String title, String why, String fix) {
        add(new Finding(key, Severity.BLOCKER, title, why, fix, "", true, Optional.empty()));
    }

    void warn(String key, String title, String why, String fix) {
        add(new Finding(key, Severity.WARNING, title, why, fix, "", false, Optional.empty()));
    }

    void add(Finding finding) {
        String reason = waivers.getOrDefault(finding.key(), "").strip();
        all.add(finding.waivable() && !reason.isEmpty() ? finding.waived(reason) : finding);
    }

    boolean block() {
        return all.stream().anyMatch(Finding::blocks);
    }

    List<Finding> list() {
        return all.stream().sorted(Comparator.comparing(Finding::severity)).toList();
    }
}
