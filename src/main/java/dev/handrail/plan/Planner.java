package dev.handrail.plan;

import dev.handrail.model.AvailableReleases;
import dev.handrail.model.Facts;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Runbook;
import dev.handrail.model.UpgradeRequest;
import dev.handrail.model.Version;

import java.time.Duration;
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
        warnAboutRehearsal(facts, findings);
        warnAboutLock(facts, findings);
        InstalledVersion installed =
                InstalledVersion.checkInstallation(runbook, facts, wish, findings);
        PlanBuilder builder = new PlanBuilder(runbook, facts, wish, findings);
        return installed.from().isPresent() && installed.route().isPresent()
                ? planRoute(builder, installed.route().get(), installed.from().get(), releases)
                : planUnknown(builder, installed, releases);
    }

    private static Plan planRoute(
            PlanBuilder builder, Runbook.Route route, Version from, AvailableReleases releases) {
        AvailableReleases source = releasesFor(route, releases);
        warnAboutReleases(source, builder.findings());
        return new RoutePlanner(builder, route, source).planFrom(from);
    }

    /// Explains why there is no plan when the installed version or the route is unknown. Only
    /// checks that apply to any version run.
    private static Plan planUnknown(
            PlanBuilder builder, InstalledVersion installed, AvailableReleases releases) {
        warnAboutReleases(releases, builder.findings());
        builder.addGeneralFindings();
        if (installed.route().isEmpty()) {
            InstalledVersion.addNoRoute(builder.runbook(), builder.findings());
        }
        return builder.buildBlocked(installed.from(), builder.wish().to());
    }

    /// Returns the titles of the checks that the plan made and that found nothing.
    public List<Message> passedChecks(Runbook runbook, Plan.Ready plan) {
        VersionRange range = new VersionRange(plan.from(), plan.to());
        return new PreflightCheck(runbook, plan.facts(), Optional.of(range))
                .listPassed(plan.findings());
    }

    /// Returns the versions that an admin can choose on any route that fits, the newest first. If
    /// the installed version is unknown, older ones are among them.
    public List<Version> offeredVersions(
            Runbook runbook, Facts facts, AvailableReleases releases, boolean preReleases) {
        Optional<Version> from = InstalledVersion.parseVersion(facts);
        return runbook.routes().stream()
                .filter(route -> route.when().holdsFor(facts))
                .map(route -> selectorFor(runbook, route, facts, releases))
                .flatMap(selector -> selector.offeredVersions(from, preReleases).stream())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private static TargetSelector selectorFor(
            Runbook runbook, Runbook.Route route, Facts facts, AvailableReleases releases) {
        return new TargetSelector(
                new RouteRules(route, facts),
                new AvailableVersions(runbook, releasesFor(route, releases)),
                new FindingCollector(Map.of()));
    }

    /// On a route to another server, the releases that the first server can install limit nothing.
    private static AvailableReleases releasesFor(Runbook.Route route, AvailableReleases seen) {
        return route.roles().size() == 1
                ? seen
                : new AvailableReleases(
                        AvailableReleases.ListingState.UNKNOWN, seen.versions(), seen.detail());
    }

    /// Warns if a run of Handrail, perhaps from another workstation, has the lock of the server.
    private static void warnAboutLock(Facts facts, FindingCollector findings) {
        facts.get("lock.run")
                .ifPresent(run ->
                        findings.addWarning(
                                "server.locked",
                                Message.of("plan.lock.title"),
                                Message.sentences(
                                        Message.of("plan.lock.why", lockOwner(facts), run),
                                        lockActivity(facts)),
                                Message.of("plan.lock.fix")));
    }

    /// Says if a copy of the server, on which somebody rehearses, runs beside it, or has left
    /// files.
    private static void warnAboutRehearsal(Facts facts, FindingCollector findings) {
        facts.get("rehearsal.owner")
                .ifPresent(who ->
                        findings.addWarning(
                                "server.rehearsed",
                                Message.of("plan.rehearsed.title"),
                                Message.of("plan.rehearsed.why", who),
                                Message.of("plan.rehearsed.fix")));
        facts.get("rehearsal.left")
                .ifPresent(folder ->
                        findings.addInfo(
                                "server.rehearsal-left",
                                Message.of("plan.rehearsal-left.title"),
                                Message.of("plan.rehearsal-left.why", folder),
                                Message.of("plan.rehearsal-left.fix")));
    }

    private static Message lockOwner(Facts facts) {
        return facts.get("lock.owner")
                .map(Message::literal)
                .orElse(Message.of("plan.lock.someone"));
    }

    private static Message lockActivity(Facts facts) {
        String quiet = facts.textOrEmpty("lock.quiet");
        if (facts.textOrEmpty("lock.step").equals("yes")) {
            return Message.of("run.lock.step-running");
        }
        return quiet.matches("[0-9]{1,9}")
                ? Message.of("run.lock.last-seen", Duration.ofSeconds(Long.parseLong(quiet)))
                : Message.of("run.lock.last-seen-unknown");
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
