package dev.handrail.cli.command;

import dev.handrail.app.Engine;
import dev.handrail.cli.option.RunParameter;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.output.JsonView;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.report.DisplayFormat;
import dev.handrail.report.OutputSanitizer;
import dev.handrail.report.ReportRenderer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.concurrent.Callable;

/// Shows one run.
@Command(name = "show", description = "Show what a run did; needs no server.")
public final class ShowCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private final CommandOutput out;
    @Mixin private final RunParameter choice = new RunParameter();

    @Option(names = "--output", description = "Show what each step printed, too.")
    private boolean output;

    public ShowCommand(CommandContext context) {
        this.context = context;
        this.out = new CommandOutput(context.terminal());
    }

    @Override
    public Integer call() {
        return context.withEngine(
                out, engine -> choice.withRun(out, engine, run -> showRun(engine, run)));
    }

    private int showRun(Engine engine, Run run) {
        if (out.isJson()) {
            out.commandTerminal().out().println(ReportRenderer.renderJson(run, engine.journal()));
            return ExitCodes.OK;
        }
        Plan.Ready plan = run.start().plan();
        out.printLine(
                "Run "
                        + run.id()
                        + ": "
                        + plan.productName()
                        + " "
                        + plan.from()
                        + " -> "
                        + plan.to()
                        + ", "
                        + out.commandTerminal().words(plan.route().name()));
        run.start()
                .places()
                .forEach((role, place) ->
                        out.printLine(
                                "  "
                                        + role
                                        + ": "
                                        + place.target().addressText()
                                        + " "
                                        + place.hostKey()));
        out.printLine("  started " + DisplayFormat.HERE.formatTime(run.start().at()));
        out.printLine("  " + statusText(run));
        for (StepRun step : run.steps()) {
            printStep(engine, run, step);
        }
        return ExitCodes.OK;
    }

    private String statusText(Run run) {
        return switch (run.status()) {
            case RUNNING ->
                    "under way when last heard of, " + DisplayFormat.HERE.formatTime(run.lastAt());
            case PAUSED ->
                    "stands still since "
                            + DisplayFormat.HERE.formatTime(run.lastAt())
                            + reasonText(run.pausedBecause());
            case FINISHED ->
                    run.finished()
                            .map(end ->
                                    JsonView.toKebabCase(end.result())
                                            + " "
                                            + DisplayFormat.HERE.formatTime(end.at())
                                            + reasonText(end.reason()))
                            .orElse("over");
        };
    }

    private String reasonText(Message reason) {
        return reason.isEmpty() ? "" : ": " + out.commandTerminal().words(reason);
    }

    private void printStep(Engine engine, Run run, StepRun step) {
        String state =
                step.outcome()
                        .map(JsonView::toKebabCase)
                        .orElse(step.isRunning() ? "running" : "waiting");
        String took =
                step.started()
                        .flatMap(from -> step.ended().map(to -> Duration.between(from, to)))
                        .map(time -> "  " + DisplayFormat.formatDuration(time))
                        .orElse("");
        out.printLine(
                "  %-12s %s  [%s]%s"
                        .formatted(
                                state,
                                out.commandTerminal().words(step.step().info().title()),
                                step.step().info().id(),
                                took));
        if (!step.reason().isEmpty() && !step.hasPassed()) {
            out.printLine("               " + out.commandTerminal().words(step.reason()));
        }
        if (output && step.seq() > 0) {
            OutputSanitizer filter = new OutputSanitizer(out.commandTerminal().supportsColour());
            engine.journal()
                    .readOutput(
                            run.id(),
                            step.seq(),
                            0,
                            (offset, bytes) -> {
                                out.commandTerminal().out().print(filter.sanitizeBytes(bytes));
                                return true;
                            });
            out.commandTerminal()
                    .out()
                    .println(out.commandTerminal().supportsColour() ? OutputSanitizer.RESET : "");
        }
    }
}
