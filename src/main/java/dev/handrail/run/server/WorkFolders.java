package dev.handrail.run.server;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.ScriptText;
import dev.handrail.remote.ServerShell.ScriptResult;
import dev.handrail.run.RunOutcome;
import dev.handrail.run.RunStopped;
import dev.handrail.run.service.RunServices;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Creates the folders on the servers in which the steps of a run leave files for later steps.
public final class WorkFolders {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final RunServices context;
    private final Set<String> made = new HashSet<>();

    public WorkFolders(RunServices context) {
        this.context = context;
    }

    /// Creates the folders of a hop on a server, at most once in a session. If that fails, pauses
    /// the run.
    public void createFolders(int hop, String role) throws RunStopped {
        if (!made.add(hop + " " + role)) {
            return;
        }
        Map<String, String> values = context.assembler().scriptVariables(hop, role, "");
        values.put("HR_BASE", context.servers().serverAt(role).base());
        String text =
                context.assembler().assembleScript(values, ScriptText.builtIn("run/folders.sh"));
        ScriptResult ran = context.servers().runOn(role, shell -> shell.run(text, LIMIT));
        if (!ran.hasSucceeded()) {
            throw pauseRun(ran.err().strip());
        }
    }

    private RunStopped pauseRun(String error) {
        Problem problem =
                new Problem(
                        "run.folder",
                        Message.of("run.work-folder.what", error),
                        Message.of("run.work-folder.todo"));
        context.pauseRun(problem.what());
        return new RunStopped(new RunOutcome.Stuck(problem));
    }
}
