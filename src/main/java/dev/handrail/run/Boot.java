package dev.handrail.run;

import dev.handrail.model.Run.StepRun;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.remote.Quote;

import java.time.Duration;
import java.util.Map;

/// Knows from a step's folder whether the server was restarted after the step began.
final class Boot {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Context context;

    Boot(Context context) {
        this.context = context;
    }

    /// If so, it answers when the server has started all that starts by itself.
    boolean changedSince(StepRun step) throws Halted {
        Step.Info info = step.step().info();
        String base = context.servers().place(info.role()).base();
        String folder = base + "/" + context.diary().id() + "/" + step.folder();
        String text =
                Quote.assignments(Map.of("STEP_FOLDER", folder))
                        + ScriptText.builtIn("run/same-boot.sh").text();
        return !context.servers().on(info.role(), shell -> shell.run(text, LIMIT)).ok();
    }
}
