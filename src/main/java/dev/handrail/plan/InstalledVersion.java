package dev.handrail.plan;

import dev.handrail.model.Facts;
import dev.handrail.model.Message;
import dev.handrail.model.Runbook;
import dev.handrail.model.UpgradeRequest;
import dev.handrail.model.Version;

import java.util.List;
import java.util.Optional;

/// The installed version and the route of the upgrade. `from`: empty if the server did not report a
/// valid version. `route`: empty if no route fits, or if the admin asked for one that does not.
record InstalledVersion(Optional<Version> from, Optional<Runbook.Route> route) {

    /// Reads the facts and adds a blocker for a broken installation, an incomplete detection, a
    /// version that is missing or invalid, and a route that cannot be used.
    static InstalledVersion checkInstallation(
            Runbook runbook, Facts facts, UpgradeRequest wish, FindingCollector findings) {
        facts.get("broken")
                .filter(what -> !what.isBlank())
                .ifPresent(what -> addBroken(runbook, what, findings));
        facts.incompleteReason().ifPresent(reason -> addIncomplete(runbook, reason, findings));
        checkVersion(runbook, facts, findings);
        return new InstalledVersion(
                parseVersion(facts), chooseRoute(runbook, facts, wish, findings));
    }

    private static void addBroken(Runbook runbook, String what, FindingCollector findings) {
        findings.addBlocker(
                "install.broken",
                Message.of("plan.install.broken.title", runbook.name()),
                Message.literal(what),
                Message.of("plan.install.broken.fix"));
    }

    private static void addIncomplete(Runbook runbook, Message why, FindingCollector findings) {
        findings.addBlocker(
                "install.incomplete",
                Message.of("plan.install.incomplete.title", runbook.name()),
                why,
                Message.of("plan.install.incomplete.fix"));
    }

    /// Returns the installed version, or empty if the server did not report a valid one.
    static Optional<Version> parseVersion(Facts facts) {
        return facts.get("version").filter(Version::isVersion).map(Version::of);
    }

    private static void checkVersion(Runbook runbook, Facts facts, FindingCollector findings) {
        String text = facts.textOrEmpty("version");
        if (text.isBlank()) {
            addVersionMissing(runbook, findings);
        } else if (!Version.isVersion(text)) {
            addVersionInvalid(text, findings);
        }
    }

    private static void addVersionMissing(Runbook runbook, FindingCollector findings) {
        findings.addBlocker(
                "version.not-found",
                Message.of("plan.version.not-found.title", runbook.name()),
                Message.of("plan.version.not-found.why"),
                Message.of("plan.version.not-found.fix"));
    }

    private static void addVersionInvalid(String text, FindingCollector findings) {
        findings.addBlocker(
                "version.nonsense",
                Message.of("plan.version.nonsense.title", PlaceholderFiller.singleLine(text)),
                Message.of("plan.version.nonsense.why"),
                Message.of("plan.version.nonsense.fix"));
    }

    /// Returns the route that the admin asked for, else the first one that the facts allow.
    private static Optional<Runbook.Route> chooseRoute(
            Runbook runbook, Facts facts, UpgradeRequest wish, FindingCollector findings) {
        List<Runbook.Route> possible =
                runbook.routes().stream().filter(route -> route.when().holdsFor(facts)).toList();
        if (wish.route().isEmpty()) {
            return possible.stream().findFirst();
        }
        String id = wish.route().get();
        Optional<Runbook.Route> chosen = findRoute(possible, id);
        if (findRoute(runbook.routes(), id).isEmpty()) {
            addRouteUnknown(id, runbook.routes(), findings);
        } else if (chosen.isEmpty()) {
            addRouteImpossible(id, possible, findings);
        }
        return chosen;
    }

    private static Optional<Runbook.Route> findRoute(List<Runbook.Route> routes, String id) {
        return routes.stream().filter(route -> route.id().equals(id)).findFirst();
    }

    private static void addRouteUnknown(
            String id, List<Runbook.Route> known, FindingCollector findings) {
        findings.addBlocker(
                "route.unknown",
                Message.of("plan.route.unknown.title", PlaceholderFiller.singleLine(id)),
                Message.of("plan.route.unknown.why", routeNames(known)),
                Message.of("plan.route.unknown.fix"));
    }

    private static void addRouteImpossible(
            String id, List<Runbook.Route> possible, FindingCollector findings) {
        findings.addBlocker(
                "route.not-possible",
                Message.of("plan.route.not-possible.title", id),
                Message.of("plan.route.not-possible.why", routeNames(possible)),
                Message.of("plan.route.not-possible.fix"));
    }

    /// Adds a blocker that says that no route fits, unless another blocker explains it better.
    static void addNoRoute(Runbook runbook, FindingCollector findings) {
        if (!findings.hasBlocker()) {
            findings.addBlocker(
                    "route.none",
                    Message.of("plan.route.none.title"),
                    Message.of("plan.route.none.why", routeNames(runbook.routes())),
                    Message.of("plan.route.none.fix"));
        }
    }

    /// Returns the ids of the routes, or a text for "none".
    private static Message routeNames(List<Runbook.Route> routes) {
        return routes.isEmpty()
                ? Message.of("plan.list.none")
                : Message.literal(
                        String.join(", ", routes.stream().map(Runbook.Route::id).toList()));
    }
}
