package dev.handrail.cli.output;

import dev.handrail.cli.json.StableNames;
import dev.handrail.model.Finding;
import dev.handrail.model.Hop;
import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Runbook;
import dev.handrail.model.Runbook.VersionRule;
import dev.handrail.model.Step;
import dev.handrail.model.Version;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Prints a plan as text: its findings, its notes, and the steps of each hop by phase.
public final class PlanPrinter {
    private final CommandTerminal terminal;
    private final Path copies;
    private final boolean explain;
    private final Optional<Runbook> runbook;

    /// Prints without explanations. `copies`: the folder for files that a step copies to this
    /// workstation.
    public PlanPrinter(CommandTerminal terminal, Path copies) {
        this(terminal, copies, false, Optional.empty());
    }

    private PlanPrinter(
            CommandTerminal terminal, Path copies, boolean explain, Optional<Runbook> runbook) {
        this.terminal = terminal;
        this.copies = copies;
        this.explain = explain;
        this.runbook = runbook;
    }

    /// Prints the reason and the source of everything too. `runbook`: the one that the plan comes
    /// from.
    public static PlanPrinter withExplanations(
            CommandTerminal terminal, Path copies, Runbook runbook) {
        return new PlanPrinter(terminal, copies, true, Optional.of(runbook));
    }

    public void printPlan(Plan plan) {
        switch (plan) {
            case Plan.Ready ready -> printReady(ready);
            case Plan.UpToDate same -> {
                terminal.printLine(
                        Message.of("cli.plan.up-to-date", same.productName(), same.version()));
                printFindings(same.findings());
            }
            case Plan.Blocked blocked -> {
                terminal.printLine(
                        Message.of(
                                "cli.plan.blocked",
                                blocked.productName(),
                                versionText(blocked.from()),
                                versionText(blocked.to())));
                printFindings(blocked.findings());
            }
        }
    }

    /// Numbers the steps through all hops, as the run does.
    private void printReady(Plan.Ready plan) {
        printTitle(plan);
        printFindings(plan.findings());
        printNotes(plan.notes());
        printVariables(plan.variables());
        int number = 0;
        for (Hop hop : plan.hops()) {
            terminal.printLine("");
            terminal.printLine(Message.of("cli.plan.hop", hop.number(), hop.from(), hop.to()));
            printStopReasons(plan, hop);
            number = printHop(hop, number, plan.route().roles().size() > 1);
        }
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

    private void printNotes(List<Runbook.Note> notes) {
        if (!notes.isEmpty()) {
            terminal.printLine("");
            terminal.printLine(Message.of("cli.plan.notes"));
            notes.forEach(this::printNote);
        }
    }

    /// Only an explained plan shows the variables.
    private void printVariables(Map<String, String> variables) {
        if (explain && !variables.isEmpty()) {
            terminal.printLine("");
            terminal.printLine(Message.of("cli.plan.variables"));
            variables.forEach((key, value) -> terminal.printLine("  " + key + "=" + value));
        }
    }

    /// Prints why the route stops at the end of a hop. The last hop needs no reason, and without a
    /// runbook there is none to print.
    private void printStopReasons(Plan.Ready plan, Hop hop) {
        Optional<Hop> next =
                plan.hops().stream().filter(h -> h.number() > hop.number()).findFirst();
        for (VersionRule rule : next.isEmpty() ? List.<VersionRule>of() : versionRules(plan)) {
            if (isStop(rule, hop, next.get()) && rule.when().holdsFor(plan.facts())) {
                printDetail(Message.sentences(Message.of("cli.plan.stop", hop.to()), rule.why()));
                printSource(rule.source());
            }
        }
    }

    /// Whether the rule is the reason for a stop between these two hops.
    private static boolean isStop(VersionRule rule, Hop hop, Hop next) {
        return switch (rule.kind()) {
            case STOP -> rule.version().sameAs(hop.to());
            case STOP_BEFORE ->
                    hop.to().isBelow(rule.version()) && !next.to().isBelow(rule.version());
            case FORBIDDEN, CEILING -> false;
        };
    }

    /// The rules of the plan's route; empty without a runbook.
    private List<VersionRule> versionRules(Plan.Ready plan) {
        return runbook.stream()
                .flatMap(book -> book.routes().stream())
                .filter(route -> route.id().equals(plan.route().id()))
                .flatMap(route -> route.rules().stream())
                .toList();
    }

    /// Prints the steps of a hop under the names of their phases. `before`: the number of the
    /// previous hop's last step. Returns the number of this hop's last step.
    private int printHop(Hop hop, int before, boolean severalServers) {
        int number = before;
        Optional<Phase> phase = Optional.empty();
        for (Step step : hop.steps()) {
            if (!phase.equals(Optional.of(step.info().phase()))) {
                phase = Optional.of(step.info().phase());
                terminal.printLine("  " + new StateTexts(terminal).phaseName(phase.get()));
            }
            number++;
            printStep(number, step, severalServers);
        }
        return number;
    }

    /// Names the server only if the route has several. A copy to this workstation shows the folder.
    private void printStep(int number, Step step, boolean severalServers) {
        Step.StepInfo info = step.info();
        Message title =
                severalServers
                        ? Message.of("cli.plan.step-on", info.title(), info.role())
                        : info.title();
        terminal.printLine(
                "  %3d. %s  [%s%s]"
                        .formatted(
                                number, terminal.words(title), info.id(), reversibilityText(info)));
        if (step instanceof Step.Copy copy && copy.to().equals(Step.WORKSTATION)) {
            printDetail(Message.of("cli.plan.copy", copies.toString()));
        }
        if (explain) {
            printDetail(info.why());
            printSource(info.source());
        }
    }

    private void printFindings(List<Finding> findings) {
        if (!findings.isEmpty()) {
            terminal.printLine("");
            findings.forEach(this::printFinding);
        }
    }

    /// Shows reason and fix of everything that is more than information. A finding that blocks but
    /// can be waived comes with the option to waive it.
    private void printFinding(Finding finding) {
        String severity =
                terminal.texts().format("severity." + StableNames.toKebabCase(finding.severity()));
        String waived =
                finding.waiver()
                        .map(reason -> " " + terminal.words(Message.of("cli.plan.waived", reason)))
                        .orElse("");
        terminal.printLine(
                "  %-10s %s  [%s]%s"
                        .formatted(
                                severity, terminal.words(finding.title()), finding.key(), waived));
        if (explain || finding.severity() != Finding.Severity.INFO) {
            printDetail(finding.why());
            printDetail(
                    finding.fix().isEmpty()
                            ? Message.EMPTY
                            : Message.of("cli.plan.fix", finding.fix()));
        }
        if (explain) {
            printSource(finding.source());
        }
        if (finding.blocksUpgrade() && finding.waivable()) {
            printDetail(Message.of("cli.plan.waive", finding.key()));
        }
    }

    /// Indents the further lines of a note.
    private void printNote(Runbook.Note note) {
        terminal.printLine(
                "  "
                        + note.crossing()
                        + ": "
                        + terminal.words(note.text()).strip().replace("\n", "\n    "));
        if (explain) {
            printSource(note.source());
        }
    }

    /// Prints indented lines, or nothing for an empty message.
    private void printDetail(Message message) {
        String text = terminal.words(message);
        if (!text.isBlank()) {
            terminal.printLine("         " + text.strip().replace("\n", "\n         "));
        }
    }

    /// Prints nothing if the runbook names no source.
    private void printSource(String source) {
        printDetail(source.isEmpty() ? Message.EMPTY : Message.of("cli.plan.source", source));
    }

    /// Empty for a step that can be undone without loss.
    private String reversibilityText(Step.StepInfo info) {
        Message restore =
                Message.of(info.isUndo() ? "cli.plan.restores" : "cli.plan.needs-restore");
        return switch (info.reversibility()) {
            case FREE -> "";
            case NEEDS_RESTORE -> ", " + terminal.words(restore);
            case ONE_WAY -> ", " + terminal.words(Message.of("cli.plan.one-way"));
        };
    }

    /// The version, or words that say it is unknown.
    private static Message versionText(Optional<Version> version) {
        return version.map(Version::text)
                .map(Message::literal)
                .orElse(Message.of("cli.plan.version-unknown"));
    }
}
