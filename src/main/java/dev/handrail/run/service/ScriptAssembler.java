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

/// Puts together what is sent to a server: the values a script may read, the library, the script.
public final class ScriptAssembler {
    private final Plan.Ready plan;
    private final ServerConnections servers;
    private final String owner;

    /// `owner`: the run in whose folder scripts work.
    public ScriptAssembler(String owner, RunStarted start, ServerConnections servers) {
        this.plan = start.plan();
        this.servers = servers;
        this.owner = owner;
    }

    /// For a script of a step. `hop`: its index. `step`: its id.
    public String assembleScript(int hop, String role, String step, ScriptText script) {
        return assembleScript(scriptVariables(hop, role, step), script);
    }

    /// For a script that recovers from a known failure, and the step's own after it.
    public String assembleRecovery(
            int hop, Run.StepRun step, ScriptText recovery, ScriptText script) {
        String role = step.step().info().role();
        String both = "(\n" + recovery.text() + "\n) || exit\n" + script.text();
        return assembleScript(
                scriptVariables(hop, role, step.step().info().id()),
                new ScriptText(script.file(), both));
    }

    public String assembleScript(Map<String, String> values, ScriptText script) {
        return ShellQuote.exportAssignments(values) + plan.library().text() + "\n" + script.text();
    }

    public Map<String, String> scriptVariables(int hop, String role, String step) {
        Hop leg = plan.hops().get(hop);
        Map<String, String> values = new TreeMap<>(ScriptLibrary.factVariables(plan.facts()));
        values.putAll(plan.variables());
        values.put("HR_RUN", owner);
        values.put("HR_FROM", leg.from().text());
        values.put("HR_TO", leg.to().text());
        values.put("HR_HOP", Integer.toString(leg.number()));
        values.put("HR_ROLE", role);
        values.put("HR_STEP", step);
        values.put("HR_WORK", workFolder(role));
        values.put("HR_HOP_WORK", workFolder(role) + "/hop-" + leg.number());
        return values;
    }

    /// The run in whose folder everything is done.
    public String folderOwner() {
        return owner;
    }

    /// The private folder of the run on a server.
    public String workFolder(String role) {
        return servers.serverAt(role).base() + "/" + owner + "/work";
    }
}
