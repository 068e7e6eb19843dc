package dev.handrail.plan;

import dev.handrail.model.Facts;
import dev.handrail.model.Finding;
import dev.handrail.model.Hop;
import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Runbook;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.model.Version;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The plan of a command that mends a finding before the upgrade: this one step, and the version
/// stays as it is.
public final class FixPlanner {
    private static final Version UNKNOWN = Version.of("unknown");
    private static final String ROLE = "server";

    private FixPlanner() {}

    /// `finding`: one whose fix is a command.
    public static Plan.Ready planFix(
            Runbook runbook, Facts facts, Finding finding, Duration timeout) {
        Version version = InstalledVersion.parseVersion(facts).orElse(UNKNOWN);
        return new Plan.Ready(
                runbook.id(),
                runbook.name(),
                new Plan.PlanRoute(
                        Plan.PlanRoute.MENDING, Message.of("plan.fix.route"), List.of(ROLE)),
                version,
                version,
                List.of(new Hop(1, version, version, List.of(fixStep(finding, timeout)))),
                List.of(finding),
                List.of(),
                List.of(),
                Map.of(),
                facts,
                Optional.empty(),
                runbook.library());
    }

    private static Step.Script fixStep(Finding finding, Duration timeout) {
        return new Step.Script(
                new Step.StepInfo(
                        "mend",
                        Phase.PREPARE,
                        Message.of("plan.fix.title", finding.title()),
                        finding.why(),
                        ROLE,
                        Reversibility.ONE_WAY,
                        false,
                        finding.source(),
                        Optional.empty()),
                new ScriptText("mend.sh", finding.command() + "\n"),
                Optional.empty(),
                Optional.empty(),
                Step.Evidence.EXIT_CODE,
                List.of(),
                timeout,
                false,
                false);
    }
}
