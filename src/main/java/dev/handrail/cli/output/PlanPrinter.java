package dev.handrail.cli.output;

import dev.handrail.model.Finding;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Runbook;
import dev.handrail.model.Version;
import dev.handrail.report.DisplayFormat;
import dev.handrail.run.DurationRange;
import dev.handrail.run.PlanForecast;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Prints a plan as text: its findings, its notes, and the steps of each hop by phase.
public final class PlanPrinter {
    private final CommandTerminal terminal;
    private final Path copies;
    private final Optional<Runbook> runbook;
    private Optional<PlanForecast> forecast = Optional.empty();

    /// Prints without explanations. `copies`: the folder for files that a step copies to this
    /// workstation.
    public PlanPrinter(CommandTerminal terminal, Path copies) {
        this(terminal, copies, Optional.empty());
    }

    private PlanPrinter(CommandTerminal terminal, Path copies, Optional<Runbook> runbook) {
        this.terminal = terminal;
        this.copies = copies;
        this.runbook = runbook;
    }

    /// Prints the reason and the source of everything too. `runbook`: the one that the plan comes
    /// from.
    public static PlanPrinter withExplanations(
            CommandTerminal terminal, Path copies, Runbook runbook) {
        return new PlanPrinter(terminal, copies, Optional.of(runbook));
    }

    /// Prints how long the plan takes, too, and returns this printer.
    public PlanPrinter withForecast(PlanForecast known) {
        forecast = Optional.of(known);
        return this;
    }

    public void printPlan(Plan plan) {
        switch (plan) {
            case Plan.Ready ready -> printReady(ready);
            case Plan.UpToDate same ->
                    printWithoutSteps(
                            Message.of("cli.plan.up-to-date", same.productName(), same.version()),
                            same.findings());
            case Plan.Blocked blocked -> {
                Message from = versionText(blocked.from());
                Message to = versionText(blocked.to());
                printWithoutSteps(
                        Message.of("cli.plan.blocked", blocked.productName(), from, to),
                        blocked.findings());
            }
        }
    }

    private void printWithoutSteps(Message title, List<Finding> findings) {
        terminal.printLine(title);
        printFindings(findings);
    }

    private void printReady(Plan.Ready plan) {
        printTitle(plan);
        forecast.ifPresent(this::printForecast);
        plan.windowEnds().ifPresent(this::printWindowEnd);
        printFindings(plan.findings());
        printNotes(plan.notes());
        printVariables(plan.variables());
        new HopPrinter(terminal, copies, runbook).printHops(plan);
    }

    private void printTitle(Plan.Ready plan) {
        long steps = plan.hops().stream().mapToLong(hop -> hop.steps().size()).sum();
        terminal.printLine(
                Message.of(
                        "cli.plan.title",
                        plan.productName(),
                        plan.from(),
                        plan.to(),
                        plan.route().name(),
                        steps,
                        plan.hops().size()));
    }

    /// The three times in one line, and what they rest on.
    private void printForecast(PlanForecast times) {
        Message down = times.stops() ? rangeText(times.down()) : Message.of("plan.figure-none");
        terminal.printLine(
                Message.of(
                        "cli.plan.forecast",
                        rangeText(times.all()),
                        down,
                        rangeText(times.back())));
        terminal.printLine(times.restsText());
    }

    private static Message rangeText(Optional<DurationRange> range) {
        return range.map(DurationRange::toText).orElse(Message.of("plan.figure-unknown"));
    }

    private void printWindowEnd(Instant end) {
        String time = DisplayFormat.HERE.formatTime(end);
        terminal.printLine(Message.of("cli.plan.window-ends", time));
    }

    private void printFindings(List<Finding> findings) {
        new FindingPrinter(terminal, runbook.isPresent()).printFindings(findings);
    }

    private void printNotes(List<Runbook.Note> notes) {
        if (!notes.isEmpty()) {
            terminal.printLine("");
            terminal.printLine(Message.of("cli.plan.notes"));
            notes.forEach(this::printNote);
        }
    }

    /// Indents the further lines of a note. Only an explained plan shows the source.
    private void printNote(Runbook.Note note) {
        String text = terminal.words(note.text()).strip().replace("\n", "\n    ");
        terminal.printLine("  " + note.crossing() + ": " + text);
        if (runbook.isPresent()) {
            new DetailPrinter(terminal).printSource(note.source());
        }
    }

    /// Only an explained plan shows the variables.
    private void printVariables(Map<String, String> variables) {
        if (runbook.isPresent() && !variables.isEmpty()) {
            terminal.printLine("");
            terminal.printLine(Message.of("cli.plan.variables"));
            variables.forEach((key, value) -> terminal.printLine("  " + key + "=" + value));
        }
    }

    /// The version, or words that say it is unknown.
    private static Message versionText(Optional<Version> version) {
        return version.map(Version::text)
                .map(Message::literal)
                .orElse(Message.of("cli.plan.version-unknown"));
    }
}
