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

/// Plans the command that fixes a finding before the upgrade. The plan has this one step, and the
/// version stays the same.
public final class FixPlanner {
    private static final Version UNKNOWN = Version.of("unknown");
    private static final String ROLE = "server";

    private FixPlanner() {}

    /// `finding`: must have a command as its fix. `timeout`: how long the command may run.
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
                runbook.library(),
                Optional.empty());
    }

    /// The step counts as one-way because a fix has no undo script.
    private static Step.StepInfo fixInfo(Finding finding) {
        return new Step.StepInfo(
                "mend",
                Phase.PREPARE,
                Message.of("plan.fix.title", finding.title()),
                finding.why(),
                ROLE,
                Reversibility.ONE_WAY,
                false,
                finding.source(),
                Optional.empty());
    }

    private static Step.Script fixStep(Finding finding, Duration timeout) {
        ScriptText script = new ScriptText("mend.sh", finding.command() + "\n");
        return Step.Script.judgedBy(
                Step.Evidence.EXIT_CODE, fixInfo(finding), script, timeout, false);
    }
}
