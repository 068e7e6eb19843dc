package dev.handrail.cli;

import dev.handrail.app.Engine;
import dev.handrail.app.Engine.Opening;
import dev.handrail.report.Words;
import dev.handrail.run.Journal.Summary;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

/// Lists all runs.
@Command(name = "history", description = "List all runs, the newest first.")
final class HistoryCommand implements Callable<Integer> {
    private final Context context;
    @Mixin private final Out out;

    @Option(
            names = "--begin-new",
            description = "Where the history is damaged: keep it aside and begin a new one.")
    private boolean beginNew;

    HistoryCommand(Context context) {
        this.context = context;
        this.out = new Out(context.terminal());
    }

    @Override
    public Integer call() {
        if (beginNew) {
            keepDamagedAside();
        }
        return context.withEngine(out, this::list);
    }

    private void keepDamagedAside() {
        switch (Engine.open(context.config())) {
            case Opening.Damaged _ ->
                    out.terminal()
                            .warn(
                                    "The damaged history is kept as "
                                            + Engine.keepAside(context.config())
                                            + ".");
            case Opening.Ready(Engine engine) -> engine.close();
            case Opening.Failed _ -> {}
        }
    }

    private int list(Engine engine) {
        List<Summary> runs = engine.journal().runs();
        engine.journal().readOnly().ifPresent(problem -> out.terminal().warn(problem.toString()));
        if (out.json()) {
            out.json(runs.stream().map(View::summary).toList());
        } else if (runs.isEmpty()) {
            out.say("No run yet.");
        } else {
            runs.forEach(this::print);
        }
        return Exit.OK;
    }

    private void print(Summary run) {
        String does = run.isVerification() ? "looks at" : "takes back";
        String back = run.origin().isEmpty() ? "" : "  " + does + " " + run.origin();
        out.say(
                "%s  %s  %-11s  %s  %s %s -> %s%s"
                        .formatted(
                                run.id(),
                                Words.HERE.time(Instant.parse(run.startedAt())),
                                View.status(run),
                                run.server(),
                                run.product(),
                                run.from(),
                                run.to(),
                                back));
    }
}
