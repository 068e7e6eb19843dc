package dev.handrail.run;

import dev.handrail.model.Problem;
import dev.handrail.model.ScriptText;
import dev.handrail.remote.Shell.Ran;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Makes the folders on the servers in which steps leave things for each other.
final class Folders {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Context context;
    private final Set<String> made = new HashSet<>();

    Folders(Context context) {
        this.context = context;
    }

    /// Makes those of a hop on a server, unless that is done. Where they cannot be made, the run
    /// stands still: no step could do its work.
    void make(int hop, String role) throws Halted {
        if (!made.add(hop + " " + role)) {
            return;
        }
        Map<String, String> values = context.sending().values(hop, role, "");
        values.put("HR_BASE", context.servers().place(role).base());
        String text = context.sending().text(values, ScriptText.builtIn("run/folders.sh"));
        Ran ran = context.servers().on(role, shell -> shell.run(text, LIMIT));
        if (!ran.ok()) {
            Problem problem =
                    new Problem(
                            "run.folder",
                            "The run's folder on the server cannot be used: " + ran.err().strip(),
                            "Mend it there, then resume the run.");
            context.pause(problem.what());
            throw new Halted(new Ended.Stuck(problem));
        }
    }
}
