package dev.handrail.run;

import dev.handrail.detect.Scripts;
import dev.handrail.model.Hop;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.model.ScriptText;
import dev.handrail.remote.Quote;

import java.util.Map;
import java.util.TreeMap;

/// Puts together what is sent to a server: the values a script may read, the library, the script.
final class Sending {
    private final Plan.Ready plan;
    private final Servers servers;
    private final String owner;

    /// `owner`: the run in whose folder scripts work.
    Sending(String owner, RunStarted start, Servers servers) {
        this.plan = start.plan();
        this.servers = servers;
        this.owner = owner;
    }

    /// For a script of a step. `hop`: its index. `step`: its id.
    String text(int hop, String role, String step, ScriptText script) {
        return text(values(hop, role, step), script);
    }

    /// For a script that recovers from a known failure, and the step's own after it.
    String recovering(int hop, Run.StepRun step, ScriptText recovery, ScriptText script) {
        String role = step.step().info().role();
        String both = "(\n" + recovery.text() + "\n) || exit\n" + script.text();
        return text(
                values(hop, role, step.step().info().id()), new ScriptText(script.file(), both));
    }

    String text(Map<String, String> values, ScriptText script) {
        return Quote.assignments(values) + plan.library().text() + "\n" + script.text();
    }

    Map<String, String> values(int hop, String role, String step) {
        Hop leg = plan.hops().get(hop);
        Map<String, String> values = new TreeMap<>(Scripts.variables(plan.facts()));
        values.putAll(plan.variables());
        values.put("HR_RUN", owner);
        values.put("HR_FROM", leg.from().text());
        values.put("HR_TO", leg.to().text());
        values.put("HR_HOP", Integer.toString(leg.number()));
        values.put("HR_ROLE", role);
        values.put("HR_STEP", step);
        values.put("HR_WORK", work(role));
        values.put("HR_HOP_WORK", work(role) + "/hop-" + leg.number());
        return values;
    }

    /// The run in whose folder everything is done.
    String owner() {
        return owner;
    }

    /// The private folder of the run on a server.
    String work(String role) {
        return servers.place(role).base() + "/" + owner + "/work";
    }
}
