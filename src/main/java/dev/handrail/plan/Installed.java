package dev.handrail.plan;

import dev.handrail.model.Facts;
import dev.handrail.model.Runbook;
import dev.handrail.model.Version;
import dev.handrail.model.Wish;

import java.util.List;
import java.util.Optional;

/// What is installed, as far as it can be told, and the route that leads on from there.
record Installed(Optional<Version> from, Optional<Runbook.Route> route) {

    static Installed judge(Runbook runbook, Facts facts, Wish wish, Findings findings) {
        facts.get("broken")
                .filter(what -> !what.isBlank())
                .ifPresent(what ->
                        findings.block(
                                "install.broken",
                                runbook.name() + " is not whole on this server.",
                                what,
                                "Mend the installation first; an upgrade would hide what is"
                                        + " wrong."));
        judgeVersion(runbook, facts, findings);
        return new Installed(version(facts), route(runbook, facts, wish, findings));
    }

    static Optional<Version> version(Facts facts) {
        return facts.get("version").filter(Version::isVersion).map(Version::of);
    }

    private static void judgeVersion(Runbook runbook, Facts facts, Findings findings) {
        String text = facts.text("version");
        if (text.isBlank()) {
            findings.block(
                    "version.not-found",
                    "The version of " + runbook.name() + " was not found.",
                    "Without it nobody can say which steps are needed.",
                    "See on the Detect page what was looked at.");
        } else if (!Version.isVersion(text)) {
            findings.block(
                    "version.nonsense",
                    "The server says its version is \"" + Fill.line(text) + "\".",
                    "That is not a version, so nobody can say which steps are needed.",
                    "See on the Detect page where it was read.");
        }
    }

    private static Optional<Runbook.Route> route(
            Runbook runbook, Facts facts, Wish wish, Findings findings) {
        List<Runbook.Route> possible =
                runbook.routes().stream().filter(route -> route.when().holds(facts)).toList();
        if (wish.route().isEmpty()) {
            return possible.stream().findFirst();
        }
        String id = wish.route().get();
        if (runbook.routes().stream().noneMatch(route -> route.id().equals(id))) {
            findings.block(
                    "route.unknown",
                    "There is no route \"" + Fill.line(id) + "\".",
                    "The routes are: " + names(runbook.routes()) + ".",
                    "Choose one of them.");
        } else if (possible.stream().noneMatch(route -> route.id().equals(id))) {
            findings.block(
                    "route.not-possible",
                    "The route \"" + id + "\" does not fit this server.",
                    "Routes that fit: " + names(possible) + ".",
                    "Choose one that fits.");
        }
        return possible.stream().filter(route -> route.id().equals(id)).findFirst();
    }

    /// Says that no route fits, unless something else that blocks says it better.
    static void sayNoRoute(Runbook runbook, Findings findings) {
        if (!findings.block()) {
            findings.block(
                    "route.none",
                    "There is no way known to upgrade this installation.",
                    "None of the routes fits what was seen: " + names(runbook.routes()) + ".",
                    "Look at what was seen on the Detect page.");
        }
    }

    private static String names(List<Runbook.Route> routes) {
        return routes.isEmpty()
                ? "none"
                : String.join(", ", routes.stream().map(Runbook.Route::id).toList());
    }
}
