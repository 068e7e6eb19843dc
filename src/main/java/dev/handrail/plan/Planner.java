package dev.handrail.plan;

import dev.handrail.model.Facts;
import dev.handrail.model.Finding;
import dev.handrail.model.Plan;
import dev.handrail.model.Releases;
import dev.handrail.model.Runbook;
import dev.handrail.model.Version;
import dev.handrail.model.Wish;

import java.util.List;
import java.util.Optional;

/// Turns what is known of a product, what was seen on the server and what the admin wants into a
/// plan.
public final class Planner {

    public Plan plan(Runbook runbook, Facts facts, Releases releases, Wish wish) {
        List<Finding> none = List.of();
        return new Plan.Blocked(runbook.id(), runbook.name(), Optional.empty(), wish.to(), none);
    }

    /// The versions to choose from, the newest first.
    public List<Version> offered(
            Runbook runbook, Facts facts, Releases releases, boolean preReleases) {
        return List.of();
    }
}
