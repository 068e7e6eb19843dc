package dev.handrail.app;

import dev.handrail.detect.DetectedProduct;
import dev.handrail.detect.DetectionResult;
import dev.handrail.detect.Detector;
import dev.handrail.model.AvailableReleases;
import dev.handrail.model.Plan;
import dev.handrail.model.Runbook;
import dev.handrail.model.UpgradeRequest;
import dev.handrail.model.Version;
import dev.handrail.plan.Planner;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerShell;

import java.util.List;

/// The way from a connected server to a plan, the same for commands and pages: detect products,
/// list the releases of one, offer versions, plan. Changes nothing on the server.
public final class UpgradePlanning {
    private final Detector detector;
    private final Planner planner = new Planner();

    UpgradePlanning(List<Runbook> runbooks) {
        this.detector = new Detector(runbooks);
    }

    public DetectionResult detectProducts(ServerShell shell) throws ConnectionLostException {
        return detector.detectProducts(shell);
    }

    /// The detected products of this runbook, or all when `runbook` is empty.
    public static List<DetectedProduct> selectProducts(DetectionResult detection, String runbook) {
        return detection.products().stream()
                .filter(found -> runbook.isEmpty() || found.runbook().id().equals(runbook))
                .toList();
    }

    /// Asks the server which releases of the product it can get.
    public AvailableReleases listReleases(ServerShell shell, DetectedProduct found)
            throws ConnectionLostException {
        return detector.listReleases(shell, found);
    }

    /// The versions that an admin can choose, the newest first.
    public List<Version> offerVersions(
            DetectedProduct found, AvailableReleases releases, boolean preReleases) {
        return planner.offeredVersions(found.runbook(), found.facts(), releases, preReleases);
    }

    public Plan planUpgrade(
            DetectedProduct found, AvailableReleases releases, UpgradeRequest request) {
        return planner.planUpgrade(found.runbook(), found.facts(), releases, request);
    }

    /// Plans with the releases that the server can get now.
    public Plan planUpgrade(ServerShell shell, DetectedProduct found, UpgradeRequest request)
            throws ConnectionLostException {
        return planUpgrade(found, listReleases(shell, found), request);
    }
}
