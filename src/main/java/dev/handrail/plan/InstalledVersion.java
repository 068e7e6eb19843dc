package dev.handrail.plan;

import dev.handrail.model.Facts;
import dev.handrail.model.Message;
import dev.handrail.model.Runbook;
import dev.handrail.model.UpgradeRequest;
import dev.handrail.model.Version;

import java.util.List;
import java.util.Optional;

/// What is installed, as far as it can be told, and the route that leads on from there.
record InstalledVersion(Optional<Version> from, Optional<Runbook.Route> route) {

    static InstalledVersion checkInstallation(
            Runbook runbook, Facts facts, UpgradeRequest wish, FindingCollector findings) {
        facts.get("broken")
                .filter(what -> !what.isBlank())
                .ifPresent(what ->
                        findings.addBlocker(
                                "install.broken",
                                Message.literal(runbook.name() + " is not whole on this server."),
                                Message.literal(what),
                                Message.literal(
                                        "Mend the installation first; an upgrade would hide what is"
                                                + " wrong.")));
        checkVersion(runbook, facts, findings);
        return new InstalledVersion(
                parseVersion(facts), chooseRoute(runbook, facts, wish, findings));
    }

    static Optional<Version> parseVersion(Facts facts) {
        return facts.get("version").filter(Version::isVersion).map(Version::of);
    }

    private static void checkVersion(Runbook runbook, Facts facts, FindingCollector findings) {
        String text = facts.textOrEmpty("version");
        if (text.isBlank()) {
            findings.addBlocker(
                    "version.not-found",
                    Message.literal("The version of " + runbook.name() + " was not found."),
                    Message.literal("Without it nobody can say which steps are needed."),
                    Message.literal("See on the Detect page what was looked at."));
        } else if (!Version.isVersion(text)) {
            findings.addBlocker(
                    "version.nonsense",
                    Message.literal(
                            "The server says its version is \""
                                    + PlaceholderFiller.singleLine(text)
                                    + "\"."),
                    Message.literal(
                            "That is not a version, so nobody can say which steps are needed."),
                    Message.literal("See on the Detect page where it was read."));
        }
    }

    private static Optional<Runbook.Route> chooseRoute(
            Runbook runbook, Facts facts, UpgradeRequest wish, FindingCollector findings) {
        List<Runbook.Route> possible =
                runbook.routes().stream().filter(route -> route.when().holdsFor(facts)).toList();
        if (wish.route().isEmpty()) {
            return possible.stream().findFirst();
        }
        String id = wish.route().get();
        if (runbook.routes().stream().noneMatch(route -> route.id().equals(id))) {
            findings.addBlocker(
                    "route.unknown",
                    Message.literal(
                            "There is no route \"" + PlaceholderFiller.singleLine(id) + "\"."),
                    Message.literal("The routes are: " + routeNames(runbook.routes()) + "."),
                    Message.literal("Choose one of them."));
        } else if (possible.stream().noneMatch(route -> route.id().equals(id))) {
            findings.addBlocker(
                    "route.not-possible",
                    Message.literal("The route \"" + id + "\" does not fit this server."),
                    Message.literal("Routes that fit: " + routeNames(possible) + "."),
                    Message.literal("Choose one that fits."));
        }
        return possible.stream().filter(route -> route.id().equals(id)).findFirst();
    }

    /// Says that no route fits, unless something else that blocks says it better.
    static void addNoRoute(Runbook runbook, FindingCollector findings) {
        if (!findings.hasBlocker()) {
            findings.addBlocker(
                    "route.none",
                    Message.literal("There is no way known to upgrade this installation."),
                    Message.literal(
                            "None of the routes fits what was seen: "
                                    + routeNames(runbook.routes())
                                    + "."),
                    Message.literal("Look at what was seen on the Detect page."));
        }
    }

    private static String routeNames(List<Runbook.Route> routes) {
        return routes.isEmpty()
                ? "none"
                : String.join(", ", routes.stream().map(Runbook.Route::id).toList());
    }
}
