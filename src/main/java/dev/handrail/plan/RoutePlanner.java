package dev.handrail.plan;

import dev.handrail.model.AvailableReleases;
import dev.handrail.model.Facts;
import dev.handrail.model.Hop;
import dev.handrail.model.Plan;
import dev.handrail.model.Runbook;
import dev.handrail.model.UpgradeRequest;
import dev.handrail.model.Version;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Plans an upgrade on one route: its target, its hops, and their steps.
final class RoutePlanner {
    private final PlanBuilder builder;
    private final Runbook.Route route;
    private final RouteRules rules;
    private final AvailableVersions pool;
    private final FindingCollector findings;

    RoutePlanner(PlanBuilder builder, Runbook.Route route, AvailableReleases releases) {
        this.builder = builder;
        this.route = route;
        this.rules = new RouteRules(route, builder.facts());
        this.pool = new AvailableVersions(builder.runbook(), releases);
        this.findings = builder.findings();
    }

    /// Returns the plan for a server that runs this version.
    Plan planFrom(Version from) {
        UpgradeRequest wish = builder.wish();
        Optional<Version> to = new TargetSelector(rules, pool, findings).chooseTarget(from, wish);
        if (to.isEmpty() || to.get().isBelow(from)) {
            return builder.explainBlocked(Optional.of(from), to.or(wish::to));
        }
        return to.get().sameAs(from)
                ? builder.buildCurrent(from, to.get())
                : planHops(new VersionRange(from, to.get()));
    }

    /// Resolves the parameters first, because checks and steps may depend on them, but lists their
    /// findings after those of the checks.
    private Plan planHops(VersionRange whole) {
        List<VersionRange> legs = new HopPlanner(rules, pool, findings).planHops(whole);
        FindingCollector choices = new FindingCollector(builder.wish().waivers());
        Map<String, String> variables = resolveValues(choices);
        Facts chosen =
                routeFacts()
                        .combinedWith(ParameterValues.toFacts(variables))
                        .combinedWith(targetFact(whole));
        PreflightCheck preflight =
                new PreflightCheck(builder.runbook(), chosen, Optional.of(whole));
        preflight.findFindings().forEach(findings::addFinding);
        choices.sortedFindings().forEach(findings::addFinding);
        List<Hop> hops =
                new StepSelector(route, chosen, builder.runbook().settings()).buildHops(legs);
        return findings.hasBlocker()
                ? builder.buildBlocked(Optional.of(whole.from()), Optional.of(whole.to()))
                : buildReady(whole, hops, preflight.selectNotes(), variables);
    }

    private Map<String, String> resolveValues(FindingCollector choices) {
        return ParameterValues.resolveValues(
                builder.runbook().parameters(), routeFacts(), builder.wish().parameters(), choices);
    }

    /// Adds the chosen route to the facts, because a check may apply to one route only.
    private Facts routeFacts() {
        return builder.facts()
                .combinedWith(
                        new Facts(List.of(new Facts.Fact("route", route.id(), "your choice"))));
    }

    /// The target as a fact: what works up to a version depends on where the upgrade ends.
    private static Facts targetFact(VersionRange whole) {
        return new Facts(List.of(new Facts.Fact("to", whole.to().toString(), "your choice")));
    }

    private Plan.Ready buildReady(
            VersionRange whole,
            List<Hop> hops,
            List<Runbook.Note> notes,
            Map<String, String> variables) {
        Runbook runbook = builder.runbook();
        return new Plan.Ready(
                runbook.id(),
                runbook.name(),
                new Plan.PlanRoute(route.id(), route.name(), route.roles()),
                whole.from(),
                whole.to(),
                hops,
                findings.sortedFindings(),
                notes,
                runbook.failures(),
                variables,
                routeFacts(),
                runbook.state(),
                runbook.library(),
                Optional.empty());
    }
}
