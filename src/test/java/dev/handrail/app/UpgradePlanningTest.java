package dev.handrail.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handrail.detect.DetectedProduct;
import dev.handrail.detect.DetectionResult;
import dev.handrail.detect.LocalShell;
import dev.handrail.detect.ScriptLibrary;
import dev.handrail.model.AvailableReleases.ListingState;
import dev.handrail.model.Finding;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Runbook;
import dev.handrail.model.ScriptText;
import dev.handrail.model.UpgradeRequest;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// From a shell to a plan.
@Tag("ssh")
class UpgradePlanningTest {
    private static final String INSTALLED = "fact installed yes\nfact version 1.0\n";

    @TempDir Path home;

    private static Runbook runbook(String id, String detect) {
        return new Runbook(
                id,
                "The " + id,
                Message.EMPTY,
                new ScriptText("lib.sh", ScriptLibrary.sharedFunctions()),
                new ScriptText(id + "/detect.sh", detect),
                Optional.of(new ScriptText("releases.sh", "die 'No way out.'")),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    @Test
    void selectsTheProductThatIsNamedOrAll() throws Exception {
        UpgradePlanning planning =
                new UpgradePlanning(List.of(runbook("one", INSTALLED), runbook("two", INSTALLED)));
        DetectionResult detection = planning.detectProducts(new LocalShell(home));
        assertEquals(2, UpgradePlanning.selectProducts(detection, "").size());
        assertEquals(
                List.of("two"),
                UpgradePlanning.selectProducts(detection, "two").stream()
                        .map(found -> found.runbook().id())
                        .toList());
        assertEquals(List.of(), UpgradePlanning.selectProducts(detection, "three"));
    }

    @Test
    void plansWithWhatTheServerCanGetNow() throws Exception {
        LocalShell shell = new LocalShell(home);
        UpgradePlanning planning = new UpgradePlanning(List.of(runbook("one", INSTALLED)));
        DetectedProduct found = planning.detectProducts(shell).products().getFirst();
        assertEquals(ListingState.FAILED, planning.listReleases(shell, found).state());
        assertEquals(List.of("route.none", "releases.failed"), findings(planning, shell, found));
    }

    @Test
    void doesNotPlanWithWhatAFailedDetectionLeftOut() throws Exception {
        LocalShell shell = new LocalShell(home);
        UpgradePlanning planning =
                new UpgradePlanning(List.of(runbook("one", INSTALLED + "exit 3\n")));
        DetectedProduct found = planning.detectProducts(shell).products().getFirst();
        assertEquals(
                List.of("install.incomplete", "releases.failed"), findings(planning, shell, found));
    }

    private static List<String> findings(
            UpgradePlanning planning, LocalShell shell, DetectedProduct found) throws Exception {
        Plan plan = planning.planUpgrade(shell, found, UpgradeRequest.NEWEST);
        return assertInstanceOf(Plan.Blocked.class, plan).findings().stream()
                .map(Finding::key)
                .toList();
    }
}
