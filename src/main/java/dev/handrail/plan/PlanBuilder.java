package dev.handrail.plan;

import dev.handrail.model.Facts;
import dev.handrail.model.Plan;
import dev.handrail.model.Runbook;
import dev.handrail.model.UpgradeRequest;
import dev.handrail.model.Version;

import java.util.Optional;

/// Builds the plans that have no steps. Holds what all parts of one planning share.
record PlanBuilder(Runbook runbook, Facts facts, UpgradeRequest wish, FindingCollector findings) {

    /// Returns the plan for a server that already runs the target, unless a finding blocks.
    Plan buildCurrent(Version from, Version to) {
        return findings.hasBlocker()
                ? explainBlocked(Optional.of(from), Optional.of(to))
                : new Plan.UpToDate(runbook.id(), runbook.name(), from, findings.sortedFindings());
    }

    /// Adds the findings of the checks that apply to any version, so that the admin sees them at
    /// the same time.
    Plan.Blocked explainBlocked(Optional<Version> from, Optional<Version> to) {
        addGeneralFindings();
        return buildBlocked(from, to);
    }

    void addGeneralFindings() {
        new PreflightCheck(runbook, facts, Optional.empty())
                .findFindings()
                .forEach(findings::addFinding);
    }

    Plan.Blocked buildBlocked(Optional<Version> from, Optional<Version> to) {
        return new Plan.Blocked(runbook.id(), runbook.name(), from, to, findings.sortedFindings());
    }
}
