package dev.handrail.plan;

import dev.handrail.model.AvailableReleases;
import dev.handrail.model.Facts;
import dev.handrail.model.Hop;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Runbook;
import dev.handrail.model.UpgradeRequest;
import dev.handrail.model.Version;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns what is known of a product, what was seen on the server and what the admin wants into a
/// plan.
public final class Planner {

    public Plan planUpgrade(
            Runbook runbook, Facts facts, AvailableReleases releases, UpgradeRequest wish) {
        FindingCollector findings = new FindingCollector(wish.waivers());
        InstalledVersion installed =
                InstalledVersion.checkInstallation(runbook, facts, wish, findings);
        if (installed.from().isEmpty() || installed.route().isEmpty()) {
            warnAboutReleases(releases, findings);
            return planUnknown(runbook, facts, installed, wish, findings);
        }
        Version from = installed.from().get();
        Runbook.Route route = installed.route().get();
        RouteRules rules = new RouteRules(route, facts);
        AvailableReleases source = releasesFor(route, releases);
        warnAboutReleases(source, findings);
        AvailableVersions pool = new AvailableVersions(runbook, source);
        Optional<Version> to = new TargetSelector(rules, pool, findings).chooseTarget(from, wish);
        if (to.isEmpty() || to.get().isBelow(from)) {
            return blockedPlan(runbook, facts, Optional.of(from), to.or(wish::to), findings);
        }
        if (to.get().sameAs(from)) {
            return findings.hasBlocker()
                    ? blockedPlan(runbook, facts, Optional.of(from), to, findings)
                    : new Plan.UpToDate(
                            runbook.id(), runbook.name(), from, findings.sortedFindings());
        }
        VersionRange whole = new VersionRange(from, to.get());
        List<VersionRange> legs = new HopPlanner(rules, pool, findings).planHops(whole);
        return planRoute(runbook, withRoute(route, facts), wish, route, whole, legs, findings);
    }

    /// The versions to choose from on any route that is possible, the newest first.
    public List<Version> offeredVersions(
            Runbook runbook, Facts facts, AvailableReleases releases, boolean preReleases) {
        Optional<Version> from = InstalledVersion.parseVersion(facts);
        return runbook.routes().stream()
                .filter(route -> route.when().holdsFor(facts))
                .map(route ->
                        new TargetSelector(
                                new RouteRules(route, facts),
                                new AvailableVersions(runbook, releasesFor(route, releases)),
                                new FindingCollector(Map.of())))
                .flatMap(aim -> aim.offeredVersions(from, preReleases).stream())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /// Where a route leads to another server, what the first one can get bars nothing.
    private static AvailableReleases releasesFor(Runbook.Route route, AvailableReleases seen) {
        return route.roles().size() == 1
                ? seen
                : new AvailableReleases(
                        AvailableReleases.ListingState.UNKNOWN, seen.versions(), seen.detail());
    }

    /// The facts with the chosen route among them: what one route needs may not matter to another.
    private static Facts withRoute(Runbook.Route route, Facts facts) {
        return facts.combinedWith(
                new Facts(List.of(new Facts.Fact("route", route.id(), "your choice"))));
    }

    private static Plan planRoute(
            Runbook runbook,
            Facts facts,
            UpgradeRequest wish,
            Runbook.Route route,
            VersionRange whole,
            List<VersionRange> legs,
            FindingCollector findings) {
        FindingCollector choices = new FindingCollector(wish.waivers());
        Map<String, String> variables =
                ParameterValues.resolveValues(
                        runbook.parameters(), facts, wish.parameters(), choices);
        Facts chosen = facts.combinedWith(ParameterValues.toFacts(variables));
        PreflightCheck preflight = new PreflightCheck(runbook, chosen, Optional.of(whole));
        preflight.findFindings().forEach(findings::addFinding);
        choices.sortedFindings().forEach(findings::addFinding);
        List<Hop> hops = new StepSelector(route, chosen).buildHops(legs);
        if (findings.hasBlocker()) {
            return new Plan.Blocked(
                    runbook.id(),
                    runbook.name(),
                    Optional.of(whole.from()),
                    Optional.of(whole.to()),
                    findings.sortedFindings());
        }
        return new Plan.Ready(
                runbook.id(),
                runbook.name(),
                new Plan.PlanRoute(route.id(), route.name(), route.roles()),
                whole.from(),
                whole.to(),
                hops,
                findings.sortedFindings(),
                preflight.selectNotes(),
                runbook.failures(),
                variables,
                facts,
                runbook.state(),
                runbook.library());
    }

    private static Plan planUnknown(
            Runbook runbook,
            Facts facts,
            InstalledVersion installed,
            UpgradeRequest wish,
            FindingCollector findings) {
        new PreflightCheck(runbook, facts, Optional.empty())
                .findFindings()
                .forEach(findings::addFinding);
        if (installed.route().isEmpty()) {
            InstalledVersion.addNoRoute(runbook, findings);
        }
        return new Plan.Blocked(
                runbook.id(),
                runbook.name(),
                installed.from(),
                wish.to(),
                findings.sortedFindings());
    }

    private static Plan blockedPlan(
            Runbook runbook,
            Facts facts,
            Optional<Version> from,
            Optional<Version> to,
            FindingCollector findings) {
        new PreflightCheck(runbook, facts, Optional.empty())
                .findFindings()
                .forEach(findings::addFinding);
        return new Plan.Blocked(runbook.id(), runbook.name(), from, to, findings.sortedFindings());
    }

    private static void warnAboutReleases(AvailableReleases releases, FindingCollector findings) {
        switch (releases.state()) {
            case UNREACHABLE ->
                    findings.addWarning(
                            "releases.unreachable",
                            Message.of("plan.releases.unreachable.title"),
                            releases.detail(),
                            Message.of("plan.releases.unreachable.fix"));
            case FAILED ->
                    findings.addWarning(
                            "releases.failed",
                            Message.of("plan.releases.failed.title"),
                            releases.detail(),
                            Message.of("plan.releases.failed.fix"));
            case STALE ->
                    findings.addWarning(
                            "releases.stale",
                            Message.of("plan.releases.stale.title"),
                            releases.detail(),
                            Message.of("plan.releases.stale.fix"));
            case LISTED, UNKNOWN -> {}
        }
    }
}
