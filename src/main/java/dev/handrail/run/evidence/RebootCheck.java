package dev.handrail.run.evidence;

import dev.handrail.model.Run.StepRun;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.run.RunStopped;
import dev.handrail.run.service.RunServices;
import dev.handrail.text.ShellQuote;

import java.time.Duration;
import java.util.Map;

/// Finds out from a step's folder whether the server has rebooted since the step began.
public final class RebootCheck {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final RunServices context;

    public RebootCheck(RunServices context) {
        this.context = context;
    }

    /// After a reboot, returns once systemd has started the services, or after 100 seconds. A check
    /// that fails counts as a reboot.
    public boolean hasRebootedSince(StepRun step) throws RunStopped {
        Step.StepInfo info = step.step().info();
        String base = context.servers().serverAt(info.role()).base();
        String folder = base + "/" + context.recorder().runId() + "/" + step.folder();
        String text =
                ShellQuote.exportAssignments(Map.of("STEP_FOLDER", folder))
                        + ScriptText.builtIn("run/same-boot.sh").text();
        return !context.servers()
                .runOn(info.role(), shell -> shell.run(text, LIMIT))
                .hasSucceeded();
    }
}
