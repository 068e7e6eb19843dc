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

/// Turns the runbook, the facts of the server and the admin's request into a plan.
public final class Planner {

    /// Returns Ready, UpToDate if the target is already installed, or Blocked if a finding that is
    /// not waived forbids the upgrade.
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

    /// Returns the versions that an admin can choose on any route that fits, the newest first. If
    /// the installed version is unknown, older ones are among them.
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

    /// On a route to another server, the releases that the first server can install limit nothing.
    private static AvailableReleases releasesFor(Runbook.Route route, AvailableReleases seen) {
        return route.roles().size() == 1
                ? seen
                : new AvailableReleases(
                        AvailableReleases.ListingState.UNKNOWN, seen.versions(), seen.detail());
    }

    /// Adds the chosen route to the facts, because a check may apply to one route only.
    private static Facts withRoute(Runbook.Route route, Facts facts) {
        return facts.combinedWith(
                new Facts(List.of(new Facts.Fact("route", route.id(), "your choice"))));
    }

    /// Resolves the parameters first, because checks and steps may depend on them, but lists their
    /// findings after those of the checks.
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

    /// Explains why there is no plan when the installed version or the route is unknown. Only
    /// checks that apply to any version run.
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

    /// Adds the findings of the checks that apply to any version, so that the admin sees them at
    /// the same time.
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

    /// Warns if the server's list of releases is missing or out of date.
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
