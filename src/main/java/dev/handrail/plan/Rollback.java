package dev.handrail.plan;

import dev.handrail.model.Plan;
import dev.handrail.model.Run;

import java.util.List;
import java.util.Optional;

/// Derives the way back from what a run has done.
public final class Rollback {
    private Rollback() {}

    /// How far back.
    public enum Scope {
        /// To the start of the hop in which the run stands.
        HOP,
        /// To the start of the run.
        RUN
    }

    /// A Ready plan of the route [Plan.Route#ROLLBACK], or Blocked when nothing can be taken back,
    /// with findings that say why.
    public static Plan plan(Run run, Scope scope) {
        Plan.Ready plan = run.start().plan();
        return new Plan.Blocked(
                plan.product(),
                plan.productName(),
                Optional.of(plan.to()),
                Optional.of(plan.from()),
                List.of());
    }
}
