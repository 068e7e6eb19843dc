package dev.handrail.plan;

import dev.handrail.model.Facts;
import dev.handrail.model.Hop;
import dev.handrail.model.Plan;
import dev.handrail.model.Releases;
import dev.handrail.model.Runbook;
import dev.handrail.model.Version;
import dev.handrail.model.Wish;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns what is known of a product, what was seen on the server and what the admin wants into a
/// plan.
public final class Planner {

    public Plan plan(Runbook runbook, Facts facts, Releases releases, Wish wish) {
        Findings findings = new Findings(wish.waivers());
        Installed installed = Installed.judge(runbook, facts, wish, findings);
        if (installed.from().isEmpty() || installed.route().isEmpty()) {
            judge(releases, findings);
            return lost(runbook, facts, installed, wish, findings);
        }
        Version from = installed.from().get();
        Runbook.Route route = installed.route().get();
        Rules rules = new Rules(route, facts);
        Releases source = source(route, releases);
        judge(source, findings);
        Pool pool = new Pool(runbook, source);
        Optional<Version> to = new Aim(rules, pool, findings).target(from, wish);
        if (to.isEmpty() || to.get().below(from)) {
            return blocked(runbook, facts, Optional.of(from), to.or(wish::to), findings);
        }
        if (to.get().sameAs(from)) {
            return findings.block()
                    ? blocked(runbook, facts, Optional.of(from), to, findings)
                    : new Plan.UpToDate(runbook.id(), runbook.name(), from, findings.list());
        }
        Crossing whole = new Crossing(from, to.get());
        List<Crossing> legs = new Way(rules, pool, findings).legs(whole);
        return walk(runbook, on(route, facts), wish, route, whole, legs, findings);
    }

    /// The versions to choose from on any route that is possible, the newest first.
    public List<Version> offered(
            Runbook runbook, Facts facts, Releases releases, boolean preReleases) {
        Optional<Version> from = Installed.version(facts);
        return runbook.routes().stream()
                .filter(route -> route.when().holds(facts))
                .map(route ->
                        new Aim(
                                new Rules(route, facts),
                                new Pool(runbook, source(route, releases)),
                                new Findings(Map.of())))
                .flatMap(aim -> aim.offered(from, preReleases).stream())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /// Where a route leads to another server, what the first one can get bars nothing.
    private static Releases source(Runbook.Route route, Releases seen) {
        return route.roles().size() == 1
                ? seen
                : new Releases(Releases.State.UNKNOWN, seen.versions(), seen.detail());
    }

    /// The facts with the chosen route among them: what one route needs may not matter to another.
    private static Facts on(Runbook.Route route, Facts facts) {
        return facts.and(new Facts(List.of(new Facts.Fact("route", route.id(), "your choice"))));
    }

    private static Plan walk(
            Runbook runbook,
            Facts facts,
            Wish wish,
            Runbook.Route route,
            Crossing whole,
            List<Crossing> legs,
            Findings findings) {
        Findings choices = new Findings(wish.waivers());
        Map<String, String> variables =
                Parameters.values(runbook.parameters(), facts, wish.parameters(), choices);
        Facts chosen = facts.and(Parameters.facts(variables));
        Preflight preflight = new Preflight(runbook, chosen, Optional.of(whole));
        preflight.findings().forEach(findings::add);
        choices.list().forEach(findings::add);
        List<Hop> hops = new Selection(route, chosen).hops(legs);
        if (findings.block()) {
            return new Plan.Blocked(
                    runbook.id(),
                    runbook.name(),
                    Optional.of(whole.from()),
                    Optional.of(whole.to()),
                    findings.list());
        }
        return new Plan.Ready(
                runbook.id(),
                runbook.name(),
                new Plan.Route(route.id(), route.name(), route.roles()),
                whole.from(),
                whole.to(),
                hops,
                findings.list(),
                preflight.notes(),
                runbook.failures(),
                variables,
                facts,
                runbook.state(),
                runbook.library());
    }

    private static Plan lost(
            Runbook runbook, Facts facts, Installed installed, Wish wish, Findings findings) {
        new Preflight(runbook, facts, Optional.empty()).findings().forEach(findings::add);
        if (installed.route().isEmpty()) {
            Installed.sayNoRoute(runbook, findings);
        }
        return new Plan.Blocked(
                runbook.id(), runbook.name(), installed.from(), wish.to(), findings.list());
    }

    private static Plan blocked(
            Runbook runbook,
            Facts facts,
            Optional<Version> from,
            Optional<Version> to,
            Findings findings) {
        new Preflight(runbook, facts, Optional.empty()).findings().forEach(findings::add);
        return new Plan.Blocked(runbook.id(), runbook.name(), from, to, findings.list());
    }

    private static void judge(Releases releases, Findings findings) {
        switch (releases.state()) {
            case UNREACHABLE ->
                    findings.warn(
                            "releases.unreachable",
                            "The server cannot reach its source of releases.",
                            releases.detail(),
                            "Mend the connection, or be sure that the release is on the server"
                                    + " already.");
            case FAILED ->
                    findings.warn(
                            "releases.failed",
                            "The server could not say which releases it can get.",
                            releases.detail(),
                            "Mend what it names, or be sure that the release is on the server"
                                    + " already.");
            case STALE ->
                    findings.warn(
                            "releases.stale",
                            "The server's list of releases is old.",
                            releases.detail(),
                            "Renew it on the server, then look again.");
            case LISTED, UNKNOWN -> {}
        }
    }
}
