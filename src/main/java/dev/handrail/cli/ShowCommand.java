package dev.handrail.cli;

import dev.handrail.app.Engine;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.report.OutputText;
import dev.handrail.report.Reports;
import dev.handrail.report.Words;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.concurrent.Callable;

/// Shows one run.
@Command(name = "show", description = "Show what a run did; needs no server.")
final class ShowCommand implements Callable<Integer> {
    private final Context context;
    @Mixin private final Out out;
    @Mixin private final RunChoice choice = new RunChoice();

    @Option(names = "--output", description = "Show what each step printed, too.")
    private boolean output;

    ShowCommand(Context context) {
        this.context = context;
        this.out = new Out(context.terminal());
    }

    @Override
    public Integer call() {
        return context.withEngine(
                out, engine -> choice.with(out, engine, run -> show(engine, run)));
    }

    private int show(Engine engine, Run run) {
        if (out.json()) {
            out.terminal().out().println(Reports.json(run, engine.journal()));
            return Exit.OK;
        }
        Plan.Ready plan = run.start().plan();
        out.say(
                "Run "
                        + run.id()
                        + ": "
                        + plan.productName()
                        + " "
                        + plan.from()
                        + " -> "
                        + plan.to()
                        + ", "
                        + plan.route().name());
        run.start()
                .places()
                .forEach((role, place) ->
                        out.say(
                                "  "
                                        + role
                                        + ": "
                                        + place.target().address()
                                        + " "
                                        + place.hostKey()));
        out.say("  started " + Words.HERE.time(run.start().at()));
        out.say("  " + status(run));
        for (StepRun step : run.steps()) {
            print(engine, run, step);
        }
        return Exit.OK;
    }

    private static String status(Run run) {
        return switch (run.status()) {
            case RUNNING -> "under way when last heard of, " + Words.HERE.time(run.lastAt());
            case PAUSED ->
                    "stands still since "
                            + Words.HERE.time(run.lastAt())
                            + why(run.pausedBecause());
            case FINISHED ->
                    run.finished()
                            .map(end ->
                                    View.word(end.result())
                                            + " "
                                            + Words.HERE.time(end.at())
                                            + why(end.reason()))
                            .orElse("over");
        };
    }

    private static String why(String reason) {
        return reason.isEmpty() ? "" : ": " + reason;
    }

    private void print(Engine engine, Run run, StepRun step) {
        String state =
                step.outcome().map(View::word).orElse(step.running() ? "running" : "waiting");
        String took =
                step.started()
                        .flatMap(from -> step.ended().map(to -> Duration.between(from, to)))
                        .map(time -> "  " + Words.span(time))
                        .orElse("");
        out.say(
                "  %-12s %s  [%s]%s"
                        .formatted(
                                state, step.step().info().title(), step.step().info().id(), took));
        if (!step.reason().isEmpty() && !step.passed()) {
            out.say("               " + step.reason());
        }
        if (output && step.seq() > 0) {
            OutputText filter = new OutputText(out.terminal().colour());
            engine.journal()
                    .readOutput(
                            run.id(),
                            step.seq(),
                            0,
                            (offset, bytes) -> {
                                out.terminal().out().print(filter.feed(bytes));
                                return true;
                            });
            out.terminal().out().println(out.terminal().colour() ? OutputText.RESET : "");
        }
    }
}
