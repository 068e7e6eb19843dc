package dev.handrail.cli.command;

import dev.handrail.app.Engine;
import dev.handrail.cli.option.RunParameter;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.CommandTerminal;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.output.StateTexts;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.cli.session.RunWatcher;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.Step;
import dev.handrail.model.summary.RunSituation;
import dev.handrail.report.DisplayFormat;
import dev.handrail.report.OutputSanitizer;
import dev.handrail.report.ReportRenderer;
import dev.handrail.run.Journal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Instant;
import java.util.concurrent.Callable;

/// Shows one run from the history; it connects to no server.
@Command(name = "show", description = "Show what a run did; needs no server.")
public final class ShowCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private final CommandOutput out;
    @Mixin private final RunParameter choice = new RunParameter();

    @Option(names = "--output", description = "Show what each step printed, too.")
    private boolean output;

    @Option(
            names = "--follow",
            description =
                    "Show the run as it happens, while another window or command executes it.")
    private boolean follow;

    public ShowCommand(CommandContext context) {
        this.context = context;
        this.out = new CommandOutput(context.terminal());
    }

    @Override
    public Integer call() {
        return context.withEngine(
                out, engine -> choice.withRun(out, engine, run -> showRun(engine, run)));
    }

    /// JSON is the same as the JSON report of the run.
    private int showRun(Engine engine, Run run) {
        engine.journal().readSoundEvents(run.id()).damage().ifPresent(context::noteDamage);
        if (follow) {
            return new RunWatcher(out, engine).watchRun(run);
        } else if (out.isJson()) {
            out.commandTerminal().out().println(ReportRenderer.renderJson(run, engine.journal()));
        } else {
            printTitle(run);
            printServers(run);
            printState(run, engine.clock().instant());
            printOwner(engine, run);
            printNote(engine, run);
            run.steps().forEach(step -> printStep(engine, run, step));
        }
        return ExitCodes.OK;
    }

    private void printTitle(Run run) {
        Plan.Ready plan = run.start().plan();
        out.printLine(
                Message.of(
                        "cli.show.title",
                        run.id(),
                        plan.productName(),
                        plan.from(),
                        plan.to(),
                        plan.route().name()));
    }

    /// Prints each server with its host key.
    private void printServers(Run run) {
        run.start()
                .places()
                .forEach((role, server) ->
                        out.printLine(
                                "  %s: %s %s"
                                        .formatted(
                                                role,
                                                server.target().addressText(),
                                                server.hostKey())));
    }

    /// Prints when the run started and its state.
    private void printState(Run run, Instant now) {
        String started = DisplayFormat.HERE.formatTime(run.start().at());
        CommandTerminal terminal = out.commandTerminal();
        out.printLine("  " + terminal.words(Message.of("cli.show.started", started)));
        out.printLine("  " + terminal.words(new StateTexts(terminal).runState(run)));
        Instant until = run.finished().isPresent() ? run.lastAt() : now;
        new RunSituation(run)
                .describeDowntime(until)
                .ifPresent(text -> out.printLine("  " + terminal.words(text)));
    }

    /// Prints which other process executes the run, if any.
    private void printOwner(Engine engine, Run run) {
        CommandTerminal terminal = out.commandTerminal();
        engine.journal()
                .findOtherOwner(run.id())
                .map(owner -> terminal.words(owner.toProblem().what()))
                .ifPresent(text -> out.printLine("  " + text));
    }

    /// Prints what the admin has written about the run, if anything.
    private void printNote(Engine engine, Run run) {
        String note = engine.journal().readNotes().getOrDefault(run.id(), "");
        if (!note.isEmpty()) {
            CommandTerminal terminal = out.commandTerminal();
            out.printLine("  " + terminal.words(Message.of("cli.show.note", note)));
        }
    }

    private void printStep(Engine engine, Run run, StepRun step) {
        printStep(step);
        if (output && step.seq() > 0) {
            printOutput(engine, run, step);
        }
    }

    /// A step that did not pass also shows the reason.
    private void printStep(StepRun step) {
        CommandTerminal terminal = out.commandTerminal();
        StateTexts states = new StateTexts(terminal);
        Step.StepInfo info = step.step().info();
        String took = states.durationText(step).map(text -> "  " + text).orElse("");
        String title = terminal.words(info.title());
        out.printLine(
                "  %-18s %s  [%s]%s".formatted(states.stepState(step), title, info.id(), took));
        if (!step.reason().isEmpty() && !step.hasPassed()) {
            out.printLine(" ".repeat(21) + terminal.words(step.reason()));
        }
    }

    /// Prints the whole output of the step's last attempt. Control characters are removed.
    private void printOutput(Engine engine, Run run, StepRun step) {
        CommandTerminal terminal = out.commandTerminal();
        OutputSanitizer filter = new OutputSanitizer(terminal.supportsColour());
        Journal.OutputSink printer =
                (offset, bytes) -> {
                    terminal.out().print(filter.sanitizeBytes(bytes));
                    return true;
                };
        engine.journal()
                .readOutput(run.id(), step.seq(), 0, printer)
                .ifPresent(context::noteDamage);
        terminal.out().println(terminal.supportsColour() ? OutputSanitizer.RESET : "");
    }
}
