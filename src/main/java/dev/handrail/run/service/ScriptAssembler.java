package dev.handrail.run.service;

import dev.handrail.detect.ScriptLibrary;
import dev.handrail.model.Hop;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.model.ScriptText;
import dev.handrail.text.ShellQuote;

import java.util.Map;
import java.util.TreeMap;

/// Assembles the text that is sent to a server: the variables, the runbook's library and the
/// script.
public final class ScriptAssembler {
    private final Plan.Ready plan;
    private final ServerConnections servers;
    private final String owner;
    private final StoredScripts stored;

    /// `owner`: the run whose folder the scripts use. `stored`: what is held against each script.
    public ScriptAssembler(
            String owner, RunStarted start, ServerConnections servers, StoredScripts stored) {
        this.stored = stored;
        this.plan = start.plan();
        this.servers = servers;
        this.owner = owner;
    }

    /// Assembles a script of a step, which must be as the stored plan has it. `hop`: its index.
    /// `step`: its id.
    public String assembleScript(int hop, String role, String step, ScriptText script) {
        return assembleScript(scriptVariables(hop, role, step), stored.requireStored(script));
    }

    /// Assembles a script that recovers from a known failure and then runs the step's own script.
    /// If the recovery fails, the step's script does not run.
    public String assembleRecovery(
            int hop, Run.StepRun step, ScriptText recovery, ScriptText script) {
        String role = step.step().info().role();
        String first = stored.requireStored(recovery).text();
        String both = "(\n" + first + "\n) || exit\n" + stored.requireStored(script).text();
        return assembleScript(
                scriptVariables(hop, role, step.step().info().id()),
                new ScriptText(script.file(), both));
    }

    /// Assembles a script with exactly these variables.
    public String assembleScript(Map<String, String> values, ScriptText script) {
        return ShellQuote.exportAssignments(values)
                + stored.requireStored(plan.library()).text()
                + "\n"
                + script.text();
    }

    /// Assembles a script of a step that runs after one of Handrail's own, with exactly these
    /// variables.
    public String assembleScript(Map<String, String> values, ScriptText before, ScriptText script) {
        String both = before.text() + "\n" + stored.requireStored(script).text();
        return assembleScript(values, new ScriptText(script.file(), both));
    }

    /// Returns the variables that a script of a step can read: facts, parameters, and Handrail's
    /// own, which begin with `HR_`.
    public Map<String, String> scriptVariables(int hop, String role, String step) {
        Hop runHop = plan.hops().get(hop);
        Map<String, String> values = new TreeMap<>(ScriptLibrary.factVariables(plan.facts()));
        values.putAll(plan.variables());
        values.put("HR_RUN", owner);
        values.put("HR_FROM", runHop.from().text());
        values.put("HR_TO", runHop.to().text());
        values.put("HR_HOP", Integer.toString(runHop.number()));
        values.put("HR_ROLE", role);
        values.put("HR_STEP", step);
        values.put("HR_WORK", workFolder(role));
        values.put("HR_HOP_WORK", workFolder(role) + "/hop-" + runHop.number());
        return values;
    }

    /// Returns the run whose folder the scripts use.
    public String folderOwner() {
        return owner;
    }

    /// Returns the path of the run's private folder on a server.
    public String workFolder(String role) {
        return servers.serverAt(role).base() + "/" + owner + "/work";
    }
}
